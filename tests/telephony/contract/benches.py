"""Lines beside the peers that they are made for: how each is built, called, and left alone by its peer."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from screenpop.errors import LineUnreachable
from screenpop.events.calls import Ending, LineEvent
from screenpop.ports.kinds import LineSurroundings
from screenpop.ports.line import Line
from telephony.ami.kind import KIND as AMI
from telephony.ami.kind import AmiSettings
from telephony.simulator.line import SimulatorLine
from telephony.simulator.ring import Ring
from telephony.simulator.settings import SimulatorSettings
from telephony.sip.kind import KIND as SIP
from telephony.sip.kind import SipSettings
from tests.peers import Baresip, sipp, until
from tests.telephony.ami.asterisk import Asterisk
from tests.telephony.contract.recording import Recording
from tests.telephony.contract.registrar import CountingKamailio

CALLER = "+34911222333"
HEARTBEAT = 5.0
"""Seconds, the shortest that the settings allow, so that the tests take no longer than they must."""
Report = Callable[[LineEvent], None]


class Call(Protocol):
    """One call, from its first ring on."""

    def pick_up(self) -> None:
        """The agent answers on the desk phone."""

    def hang_up(self) -> None:
        """The caller hangs up: gives up while it rings, or ends the talk."""

    def drop(self) -> None:
        """The caller is gone without a word."""


class Bench(Protocol):
    """A line's peer.

    Attributes:
        tells_answer: The line hears that the desk phone picked up.
        taken: How a call ends for the line that the agent took.
        given_up: How a call ends for it that the caller gave up.
        attempts_to_be_refused: How often a line asks to be let in until it knows that its password is wrong.
    """

    tells_answer: bool
    taken: Ending
    given_up: Ending
    attempts_to_be_refused: int

    def line(self, report: Report, *, password: str = ..., server: str | None = None) -> Line:
        """A line at this peer, or at the place told; not started."""

    def calls(self, *, taken: bool) -> AbstractContextManager[Call]:
        """Somebody calls; leaving waits for the end of it. Whether it will be taken is known before."""

    def attempts(self) -> int:
        """How many requests to be let in came since it was made."""

    def freeze(self) -> None:
        """The peer does nothing any more, and its sockets stay open."""

    def kill(self) -> None:
        """The peer is gone, with all it knew."""

    def start(self) -> None:
        """The peer runs, at the same place as before."""

    def close(self) -> None:
        """Take it all away."""


class SipBench:
    """Kamailio, which tells of dialogs and forks to all contacts; baresip on the extension; SIPp calls."""

    attempts_to_be_refused = 2  # the question, and the answer to the challenge

    def __init__(self, shared: Path, folder: Path, mode: str, transport: str) -> None:
        self._shared = shared
        self._folder = folder
        self._mode = mode
        self._transport = transport
        self._phones = self._callers = 0
        self._phone: Baresip | None = None
        self.pbx = CountingKamailio(folder / "kamailio")
        watches = mode == "watch"
        self.tells_answer = watches
        self.taken = Ending.ENDED if watches else Ending.ANSWERED_ELSEWHERE
        self.given_up = Ending.UNKNOWN if watches else Ending.MISSED

    @property
    def place(self) -> tuple[str, int]:
        return "127.0.0.1", self.pbx.tls_port if self._transport == "tls" else self.pbx.port

    def line(
        self,
        report: Report,
        *,
        password: str = "pw101",
        server: str | None = None,
        expires: int = 120,
        heartbeat: float = HEARTBEAT,
    ) -> Line:
        settings = SipSettings(
            server=server or "{}:{}".format(*self.place),
            ca_file=self.pbx.ca_file if self._transport == "tls" else None,
            extension="101",
            mode=self._mode,
            transport=self._transport,
            expires=expires,
            heartbeat=timedelta(seconds=heartbeat),
        )
        return SIP.build(settings, LineSurroundings(report=report, password=lambda: password))

    @contextmanager
    def calls(self, *, taken: bool) -> Iterator[Call]:
        assert self._phone is not None
        phone = self._phone
        self._callers += 1
        scenario = self._shared / "sip" / ("uac_bye.xml" if taken else "uac_cancel.xml")
        folder = self._folder / f"caller-{self._callers}"
        with sipp(scenario, folder, self.pbx.server, rings_ms=300) as caller:
            heard = folder / "messages.log"
            ringing = 2 if self._mode == "contact" else 1
            yield _SippCall(phone, caller, lambda: heard.read_text().count("SIP/2.0 180") >= ringing)

    def attempts(self) -> int:
        return self.pbx.asked_to_be_let_in()

    def freeze(self) -> None:
        self.pbx.freeze()

    def kill(self) -> None:
        self.pbx.kill()
        self._switch_off()

    def start(self) -> None:
        self.pbx.start()
        self._phones += 1
        folder = self._folder / f"phone-{self._phones}"
        folder.mkdir(parents=True)
        self._phone = Baresip(self._shared, folder, self.pbx.server)

    def close(self) -> None:
        self._switch_off()
        self.pbx.stop()

    def _switch_off(self) -> None:
        if self._phone is not None:
            self._phone.unplug()
            self._phone = None


class _SippCall:
    """SIPp hangs up by itself: 300 ms after the ringing began, or after the call was taken."""

    def __init__(
        self, phone: Baresip, caller: "subprocess.Popen[bytes]", everybody_rings: Callable[[], bool]
    ) -> None:
        self._phone = phone
        self._caller = caller
        self._everybody_rings = everybody_rings

    def pick_up(self) -> None:
        until(self._everybody_rings, "every phone's ringing")  # nobody picks up sooner
        self._phone.press("accept")

    def hang_up(self) -> None:
        pass

    def drop(self) -> None:
        self._caller.kill()


class AmiBench:
    """A server that checks the login and replays what a real one said, in pieces of random length."""

    attempts_to_be_refused = 1
    tells_answer = True
    taken = Ending.ENDED
    given_up = Ending.MISSED

    def __init__(self) -> None:
        self._serial = self._port = self._logins_before = 0
        self._asterisk: Asterisk | None = None
        self._records = {
            True: Recording("s01_direct_answered.ami-desk101"),
            False: Recording("s02_caller_hangs_up_before_answer.ami-desk101"),
        }

    @property
    def place(self) -> tuple[str, int]:
        return "127.0.0.1", self._port

    def line(self, report: Report, *, password: str = "pw101", server: str | None = None) -> Line:
        place = server or f"127.0.0.1:{self._port}"
        settings = AmiSettings(server=place, username="desk101", extension="101")
        return AMI.build(settings, LineSurroundings(report=report, password=lambda: password))

    @contextmanager
    def calls(self, *, taken: bool) -> Iterator[Call]:
        self._serial += 1
        record = self._records[taken]
        call = _ReplayedCall(self._tell, record.call(self._serial, CALLER))
        call.goes_on(record.until_ringing())
        yield call

    def attempts(self) -> int:
        return self._logins_before + (self._asterisk.logins if self._asterisk else 0)

    def freeze(self) -> None:
        assert self._asterisk is not None
        for action in ("Login", "Challenge", "Ping", "Logoff"):
            self._asterisk.answers[action] = None

    def kill(self) -> None:
        self._logins_before = self.attempts()
        self.close()

    def start(self) -> None:
        self._asterisk = Asterisk(port=self._port)
        self._port = self._asterisk.port

    def close(self) -> None:
        if self._asterisk is not None:
            self._asterisk.close()
            self._asterisk = None

    def _tell(self, events: bytes) -> None:
        assert self._asterisk is not None
        with suppress(OSError):  # the line has given this connection up
            self._asterisk.play(events, random_seed=self._serial)


class _ReplayedCall:
    """What is left of a recording."""

    def __init__(self, tell: Callable[[bytes], None], left: list[bytes]) -> None:
        self._tell = tell
        self._left = left

    def goes_on(self, events: int) -> None:
        self._tell(b"".join(self._left[:events]))
        del self._left[:events]

    def pick_up(self) -> None:
        self.goes_on(
            next(place for place, event in enumerate(self._left) if event.startswith(b"Event: Hangup"))
        )

    def hang_up(self) -> None:
        self.goes_on(len(self._left))

    def drop(self) -> None:
        pass


class SimulatorBench:
    """The little PBX that the line brings along."""

    attempts_to_be_refused = 0

    def __init__(self, mode: str) -> None:
        self._mode = mode
        self._line: SimulatorLine | None = None
        watches = mode == "watch"
        self.tells_answer = watches
        self.taken = Ending.ENDED if watches else Ending.ANSWERED_ELSEWHERE
        self.given_up = Ending.UNKNOWN if watches else Ending.MISSED

    def line(self, report: Report, *, password: str = "", server: str | None = None) -> Line:
        settings = SimulatorSettings(mode=self._mode)
        self._line = SimulatorLine(settings, report)
        return self._line

    @contextmanager
    def calls(self, *, taken: bool) -> Iterator[Call]:
        assert self._line is not None
        pbx = self._line.pbx
        call_id = pbx.offer(Ring(CALLER, "Ana Lopez"))
        yield _SimulatedCall(pbx.answer, pbx.hang_up, call_id)
        with suppress(LineUnreachable):  # the line took its PBX along
            assert pbx.wait_until_over(call_id, 5)

    def attempts(self) -> int:
        return 0

    def freeze(self) -> None:
        self.kill()

    def kill(self) -> None:
        assert self._line is not None
        self._line.pbx.stop()

    def start(self) -> None:
        pass

    def close(self) -> None:
        pass


class _SimulatedCall:
    def __init__(self, answer: Callable[[str], None], hang_up: Callable[[str], None], call_id: str) -> None:
        self._answer = answer
        self._hang_up = hang_up
        self._call_id = call_id

    def pick_up(self) -> None:
        self._answer(self._call_id)

    def hang_up(self) -> None:
        self._hang_up(self._call_id)

    def drop(self) -> None:
        pass
