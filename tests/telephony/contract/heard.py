"""A notebook of what a line reports, and when."""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

from screenpop.events.calls import CallAnswered, CallEnded, CallOffered, LineDown, LineEvent, LineUp

E = TypeVar("E", bound=LineEvent)

PATIENCE = 5.0


class Heard:
    """What a line has reported, in order; may be asked from any thread."""

    def __init__(self) -> None:
        self.events: list[LineEvent] = []
        self.times: list[float] = []
        self._came = threading.Condition()

    def put(self, event: LineEvent) -> None:
        with self._came:
            self.events.append(event)
            self.times.append(time.monotonic())
            self._came.notify_all()

    def mark(self) -> int:
        """Where the next report will stand."""
        return len(self.events)

    def first(self, kind: type[E], since: int = 0, within: float = PATIENCE) -> E:
        """The first report of this kind; waits for it."""
        found = self.find(kind, since, within)
        assert found is not None, f"no {kind.__name__} within {within} s, but {self.events[since:]}"
        return found

    def find(self, kind: type[E], since: int = 0, within: float = 0.0) -> E | None:
        """The first report of this kind, if there is one within so many seconds."""
        place = self._wait(lambda: self._place_of(kind, since), within)
        found = None if place is None else self.events[place]
        return found if isinstance(found, kind) else None

    def when(self, kind: type[LineEvent], since: int) -> float | None:
        """When the first report of this kind came."""
        place = self._place_of(kind, since)
        return None if place is None else self.times[place]

    def of(self, call_id: str) -> list[LineEvent]:
        """All that was told of one call."""
        return [event for event in self.events if getattr(event, "call_id", None) == call_id]

    def calls(self, since: int = 0) -> list[CallOffered | CallAnswered | CallEnded]:
        """All that was told of any call's course."""
        course = (CallOffered, CallAnswered, CallEnded)
        return [event for event in self.events[since:] if isinstance(event, course)]

    @property
    def says_up(self) -> bool:
        """What the line says of itself."""
        told = [event for event in self.events if isinstance(event, LineUp | LineDown)]
        return bool(told) and isinstance(told[-1], LineUp)

    def until_up(self, within: float) -> float:
        """Wait until the line says that it is up; the time then."""
        assert self._wait(lambda: 1 if self.says_up else None, within), f"not up: {self.events[-3:]}"
        return time.monotonic()

    def nothing(self, since: int, for_seconds: float) -> None:
        """No report comes for a while."""
        came = self._wait(lambda: 1 if len(self.events) > since else None, for_seconds)
        assert came is None, self.events[since:]

    def _place_of(self, kind: type[LineEvent], since: int) -> int | None:
        found = (place for place in range(since, len(self.events)) if isinstance(self.events[place], kind))
        return next(found, None)

    def _wait(self, there: Callable[[], int | None], within: float) -> int | None:
        with self._came:
            self._came.wait_for(lambda: there() is not None, within)
            return there()
