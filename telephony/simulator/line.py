"""A line with a little PBX of its own, which it listens to over loopback as a real SIP line would."""

import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from screenpop.errors import LineUnreachable
from screenpop.events.calls import CallOffered, LineDown, LineEvent, LineUp
from screenpop.ports.kinds import LineSurroundings
from screenpop.ports.line import Line, Report
from screenpop.sentences import Sentence, say
from telephony.simulator.calls import PRACTICE
from telephony.simulator.pbx import LittlePbx
from telephony.simulator.ring import Ring
from telephony.simulator.settings import SimulatorSettings
from telephony.sip.account import Account
from telephony.sip.contact_line import ContactLine
from telephony.sip.watch_line import WatchLine

RINGING_SECONDS = 4.0
UNTIL_ANSWER_SECONDS = 1.0
TALKING_SECONDS = 2.0
UP_WITHIN = 5.0
OVER_WITHIN = 5.0


class SimulatorLine:
    """Rings when told, by real SIP packets.

    In mode `both` it reports each call twice under one call id, as a contact under its own name and as a watcher
    under its name with ".watch" behind, like two lines of one desk do. Its own state is reported once.

    Attributes:
        pbx: The little PBX, for scripts that want more than `ring`.
    """

    def __init__(self, settings: SimulatorSettings, report: Report) -> None:
        self._name = settings.name
        self._modes = ("contact", "watch") if settings.mode == "both" else (settings.mode,)
        self._report = report
        self.pbx = LittlePbx(settings.extension)
        self._lines: list[Line] = []
        self._lock = threading.Lock()
        self._working: set[str] = set()
        self._down_for: Sentence | None = None
        self._all_up = threading.Event()
        self._stopped = threading.Event()

    @classmethod
    def beside(cls, name: str, report: Report) -> "SimulatorLine":
        """A simulated line beside a desk's own one."""
        return cls(SimulatorSettings(name=name), report)

    @property
    def name(self) -> str:
        """What the settings call it."""
        return self._name

    def start(self) -> None:
        """Start the PBX and the lines that listen to it."""
        try:
            self.pbx.start()
        except OSError as error:
            self._report_down(say("The simulated PBX could not start: {reason}", reason=error.strerror or ""))
            return
        self._lines = [self._inner(mode) for mode in self._modes]
        for line in self._lines:
            line.start()

    def stop(self) -> None:
        """End the lines and the PBX; calls end with them."""
        self._stopped.set()
        for line in self._lines:
            line.stop()
        if self._lines:
            self.pbx.stop()
        self._lines = []
        self._all_up.clear()

    def wait_until_up(self) -> None:
        """Wait until calls would be heard of.

        Raises:
            LineUnreachable: They are not after some seconds.
        """
        if not self._all_up.wait(UP_WITHIN):
            raise LineUnreachable(say("The simulated line did not come up."))

    def ring(
        self, ring: Ring, *, answer: bool = False, seconds: float | None = None, talk: float | None = None
    ) -> None:
        """Simulate one call; returns when it has ended and the line knows.

        Args:
            ring: Who calls.
            answer: Whether the agent picks the desk phone up; else the caller gives up.
            seconds: How long it rings before that.
            talk: How long the talk lasts.

        Raises:
            LineUnreachable: The line is not up, or has been stopped.
        """
        self.wait_until_up()
        call_id = self.pbx.offer(ring)
        try:
            if seconds is None:
                seconds = UNTIL_ANSWER_SECONDS if answer else RINGING_SECONDS
            self._pass(seconds)
            if answer:
                self.pbx.answer(call_id)
                self._pass(TALKING_SECONDS if talk is None else talk)
            self.pbx.hang_up(call_id)
            self.pbx.wait_until_over(call_id, OVER_WITHIN)
        except KeyError:  # a script, or the end of the PBX, has ended the call meanwhile
            return

    def counts(self) -> Mapping[str, int]:
        """What its ways of listening have met, added up."""
        met: Counter[str] = Counter()
        for line in self._lines:
            met.update(line.counts())  # a sum of counters would leave out what was never met
        return met

    def _pass(self, seconds: float) -> None:
        if self._stopped.wait(seconds):
            raise LineUnreachable(say("The simulated line was stopped."))

    def _inner(self, mode: str) -> Line:
        host, port = self.pbx.address
        account = Account(host=host, port=port, extension=self.pbx.extension, username=self.pbx.extension)
        surroundings = LineSurroundings(self._heard, lambda: self.pbx.password)
        if mode == "contact":
            return ContactLine(self._name, account, surroundings)
        name = f"{self._name}.watch" if len(self._modes) > 1 else self._name
        return WatchLine(name, account, surroundings)

    def _heard(self, event: LineEvent) -> None:
        if isinstance(event, LineUp):
            self._up(event.line)
        elif isinstance(event, LineDown):
            self._down(event.line, event.reason)
        elif isinstance(event, CallOffered) and event.call_id.startswith(PRACTICE):
            self._report(replace(event, practice=True))
        else:
            self._report(event)

    def _up(self, inner: str) -> None:
        with self._lock:
            self._working.add(inner)
            if self._all_up.is_set() or len(self._working) < len(self._modes):
                return
            self._report(LineUp(self._name, datetime.now(UTC)))
            self._down_for = None
            self._all_up.set()

    def _down(self, inner: str, reason: Sentence) -> None:
        with self._lock:
            self._working.discard(inner)
            if self._all_up.is_set() or reason != self._down_for:
                self._report_down(reason)
            self._all_up.clear()

    def _report_down(self, reason: Sentence) -> None:
        self._down_for = reason
        self._report(LineDown(self._name, datetime.now(UTC), reason))
