"""Simulated calls, whatever the desk's own line is.

A desk whose line is the simulator rings that one; any other desk gets a little PBX of its own at the first ring.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from screenpop.events import calls

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from screenpop.ports.line import Line
    from telephony.simulator.line import SimulatorLine
    from telephony.simulator.pbx import LittlePbx

_RINGS_FOR = 4.0
_TALKS_FOR = 120.0
_WITHHELD = {"withheld", "anonymous"}


class Training:
    """Rings simulated calls; several may ring at the same time. SIP loads at the first of them."""

    def __init__(self, lines: Sequence[Line], report: Callable[[calls.LineEvent], None]) -> None:
        self._lines = lines
        self._report = report
        self._extra: SimulatorLine | None = None
        self._lock = threading.Lock()

    def ring(self, wish: Mapping[str, Any]) -> None:
        """Ring as wished (`number`, `name`, `did`, `answer`, `practice`); returns when the call has ended.

        Raises:
            LineUnreachable: The simulated line did not come up.
        """
        from telephony.simulator.ring import Ring  # noqa: PLC0415 # as in `_line`

        number = str(wish.get("number") or "withheld")
        ring = Ring(
            number=number,
            name=wish.get("name") or None,
            did=wish.get("did") or None,
            withheld=number.lower() in _WITHHELD,
            practice=bool(wish.get("practice")),
        )
        self._line().ring(ring, answer=bool(wish.get("answer")))

    def practise(self, number: str | None) -> None:
        """Ring as somebody to practise with, who is answered and talks for a while; returns when the call has ended.

        Args:
            number: The caller's; None is withheld.

        Raises:
            LineUnreachable: The simulated line did not come up, or the program ends.
        """
        from telephony.simulator.ring import Ring  # noqa: PLC0415 # as in `_line`

        ring = Ring(number=number or "withheld", withheld=number is None, practice=True)
        self._line().ring(ring, answer=True, seconds=_RINGS_FOR, talk=_TALKS_FOR)

    def pbx(self) -> LittlePbx:
        """The PBX behind the simulated line."""
        return self._line().pbx

    def stop(self) -> None:
        """End the extra PBX, if one was needed."""
        with self._lock:
            if self._extra:
                self._extra.stop()

    def _line(self) -> SimulatorLine:
        from telephony.simulator.line import SimulatorLine  # noqa: PLC0415 # brings the SIP library

        own = next((line for line in self._lines if isinstance(line, SimulatorLine)), None)
        if own:
            return own
        with self._lock:
            if self._extra is None:
                self._extra = SimulatorLine.beside("training", self._report_calls)
                self._extra.start()
            return self._extra

    def _report_calls(self, event: calls.LineEvent) -> None:
        """The state of a line that nobody configured is nobody's news."""
        if not isinstance(event, calls.LineUp | calls.LineDown):
            self._report(event)
