"""A notebook for what a line reports, in order."""

import queue
from typing import TypeVar

from screenpop.events.calls import LineEvent

E = TypeVar("E", bound=LineEvent)

LONG_ENOUGH = 3.0


class Reports:
    """What a line reported, in order."""

    def __init__(self) -> None:
        self._events: queue.SimpleQueue[LineEvent] = queue.SimpleQueue()
        self.put = self._events.put

    def next(self, kind: type[E], within: float = LONG_ENOUGH) -> E:
        """The next report, which must be of this kind."""
        event = self._events.get(timeout=within)
        assert isinstance(event, kind), event
        return event

    def any(self, within: float = LONG_ENOUGH) -> LineEvent:
        """The next report, of whatever kind."""
        return self._events.get(timeout=within)

    def nothing(self, within: float = 0.15) -> None:
        """No report comes for a while."""
        try:
            event = self._events.get(timeout=within)
        except queue.Empty:
            return
        raise AssertionError(event)
