"""Who is calling is painted first: threads that ask at the same time would take turns with the window's.

A department's answer takes as long as ever, and the name is there in a third of the time.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta

from screenpop.desk.call_at_hand import CallAtHand


class HeadStart:
    """Holds calls until a window shows who is calling, or has had its time; it may have no card to show it on.

    Args:
        within: So much time; none where there is no window.
        clock: Seconds that only grow.
    """

    def __init__(self, within: timedelta, clock: Callable[[], float]) -> None:
        self._within = within.total_seconds()
        self._clock = clock
        self._until: dict[CallAtHand, float] = {}

    def give(self, call: CallAtHand) -> bool:
        """The window has just heard who is calling; False if nobody need wait for it."""
        if self._within:
            self._until[call] = self._clock() + self._within
        return call in self._until

    def end(self, call: CallAtHand) -> bool:
        """Hold the call no longer; whether it was held."""
        return self._until.pop(call, None) is not None

    def next_due(self) -> float | None:
        """When the first call's time is up, in seconds of the desk's clock."""
        return min(self._until.values(), default=None)

    def due(self) -> Sequence[CallAtHand]:
        """The calls whose time is up, the oldest first."""
        now = self._clock()
        return [call for call, until in self._until.items() if until <= now]
