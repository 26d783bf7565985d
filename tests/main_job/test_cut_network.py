"""The running program when its network is cut, and when the computer sleeps for longer than anybody remembers it."""

import signal
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from telephony.simulator.pbx import LittlePbx
from telephony.simulator.ring import Ring
from tests.main_job.site import Site
from tests.peers import baresip, sipp
from tests.program import Watching, watching
from tests.telephony.ami.asterisk import Asterisk
from tests.telephony.contract.recording import Recording
from tests.telephony.contract.registrar import CountingKamailio
from tests.telephony.contract.relay import Relay, TcpRelay, UdpRelay

SIP_PASSWORD = "pw-sip-101"
SECRETS = {
    "SCREENPOP_SECRET_LINE_CONTACT": "pw101",
    "SCREENPOP_SECRET_LINE_WATCH": SIP_PASSWORD,
    "SCREENPOP_SECRET_LINE_ASTERISK": "pw101",
}
REMEMBERED = 10
"""Seconds for which the PBXs remember a phone."""
ASLEEP = 14.0
UP_AGAIN_WITHIN = 4.0
POPS_WITHIN = 3.0
FROM_SIPP, FROM_PBX, FROM_ASTERISK = "+34911222333", "+48225550123", "+48221234567"


@dataclass
class Office:
    """Three lines, each at a PBX of its own with a network between, and the program that listens to them all."""

    shared: Path
    folder: Path
    kamailio: CountingKamailio
    pbx: LittlePbx
    asterisk: Asterisk
    relays: dict[str, Relay]
    program: Watching
    calls: int = 0

    def every_line_pops(self) -> None:
        """A call on each line, one after the other."""
        self.calls += 1
        folder = self.folder / f"caller-{self.calls}"
        with sipp(self.shared / "sip" / "uac_cancel.xml", folder, self.kamailio.server, rings_ms=300):
            self._pops_and_ends(FROM_SIPP)
        call_id = self.pbx.offer(Ring(FROM_PBX))
        opened = self.program.expect("pop_opened", within=POPS_WITHIN, number=FROM_PBX)
        self.pbx.hang_up(call_id)
        self.program.expect("pop_closed", call_id=opened["call_id"])
        recorded = Recording("s02_caller_hangs_up_before_answer.ami-desk101").call(self.calls)
        self.asterisk.play(b"".join(recorded), random_seed=self.calls)
        self._pops_and_ends(FROM_ASTERISK)

    def _pops_and_ends(self, number: str) -> None:
        opened = self.program.expect("pop_opened", within=POPS_WITHIN, number=number)
        self.program.expect("pop_closed", call_id=opened["call_id"])


def settings(relays: dict[str, Relay]) -> str:
    tables = {
        "contact": f'kind = "sip"\nmode = "contact"\nextension = "101"\nexpires = {REMEMBERED}\nheartbeat = "5s"',
        "watch": 'kind = "sip"\nmode = "watch"\nextension = "101"\nheartbeat = "5s"',
        "asterisk": 'kind = "ami"\nusername = "desk101"\nextension = "101"',
    }
    return "\n[[line]]\n".join(
        f'name = "{name}"\nserver = "{relays[name].place}"\n{table}\n' for name, table in tables.items()
    )


@pytest.fixture
def office(site: Site, shared: Path, tmp_path: Path) -> Iterator[Office]:
    with ExitStack() as stack:
        kamailio = CountingKamailio(tmp_path / "kamailio")
        stack.callback(kamailio.stop)
        kamailio.start()
        stack.enter_context(baresip(shared, tmp_path / "baresip", kamailio.server))
        pbx, asterisk = LittlePbx("101", SIP_PASSWORD), Asterisk()
        stack.callback(pbx.stop)
        stack.callback(asterisk.close)
        pbx.start()
        pbx.grant(REMEMBERED)
        relays: dict[str, Relay] = {
            "contact": UdpRelay(("127.0.0.1", kamailio.port)),
            "watch": UdpRelay(pbx.address),
            "asterisk": TcpRelay(("127.0.0.1", asterisk.port)),
        }
        for relay in relays.values():
            stack.callback(relay.close)
        site.line = settings(relays)
        config = site.config
        config.write_text(config.read_text().replace("[line]\n", "[[line]]\n", 1))
        program = stack.enter_context(watching(config, **SECRETS))
        for _ in relays:
            program.expect("line_up")
        yield Office(shared, tmp_path, kamailio, pbx, asterisk, relays, program)


def test_every_line_pops_again_when_the_computer_wakes(office: Office):
    office.every_line_pops()
    asked = office.kamailio.asked_to_be_let_in()
    office.program.process.send_signal(signal.SIGSTOP)
    try:
        office.program.rest(ASLEEP)
        office.asterisk.hang_up()
        assert office.kamailio.asked_to_be_let_in() == asked
        assert office.pbx.phones() == (0, 0)
    finally:
        office.program.process.send_signal(signal.SIGCONT)
    office.program.rest(UP_AGAIN_WITHIN)

    assert office.pbx.phones() == (0, 1)
    office.every_line_pops()


def test_every_line_says_that_it_is_lost_and_pops_when_the_network_is_back(office: Office):
    for name, relay in office.relays.items():
        relay.cut("reset" if name == "asterisk" else "hole")
    reasons = {}
    while len(reasons) < len(office.relays):
        down = office.program.expect("line_down", within=30)
        reasons.setdefault(down["line"], down["reason"])
    for relay in office.relays.values():
        relay.mend()
    back: set[str] = set()
    while len(back) < len(office.relays):
        back.add(office.program.expect("line_up", within=30)["line"])
    office.every_line_pops()

    assert set(reasons) == set(office.relays)
    assert all("127.0.0.1" in reasons[name] for name in ("contact", "watch"))
