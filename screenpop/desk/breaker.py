"""Departments that are down are not asked at every call: a pause, then the next call tries them again.

Two failures in a row open the breaker: one alone may be one customer's heavy question. Pauses double, because what
is down for a minute may be down for an hour. An agent who asks again is never held back.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from screenpop.sentences import Sentence

FIRST_PAUSE = 5.0
LONGEST_PAUSE = 60.0
_IN_A_ROW = 2


@dataclass(slots=True)
class Trouble:
    """A department that failed the last time it was asked.

    Attributes:
        since: When the first of these failures came.
        reason: Why, the last time.
        times: How often in a row.
        until: Before which it is not asked again, in seconds of the clock.
    """

    since: datetime
    reason: Sentence
    times: int = 0
    until: float = 0.0

    @property
    def is_lasting(self) -> bool:
        """It is down, not only slow once."""
        return self.times >= _IN_A_ROW


class Breaker:
    """Knows which departments are down.

    Args:
        clock: Seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._troubles: dict[str, Trouble] = {}

    def failed(self, department: str, reason: Sentence, at: datetime) -> Trouble:
        """A department could not be asked; within a pause that says nothing new, and the pause stays as long as it is.

        So calls that rang together, and an agent who asks again, do not make it longer.
        """
        trouble = self._troubles.setdefault(department, Trouble(at, reason))
        trouble.reason = reason
        if self.holds_back(department):
            return trouble
        trouble.times += 1
        pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(trouble.times - _IN_A_ROW, 10))
        trouble.until = self._clock() + pause if trouble.is_lasting else 0.0
        return trouble

    def answered(self, department: str) -> None:
        """A department works."""
        self._troubles.pop(department, None)

    def holds_back(self, department: str) -> Trouble | None:
        """Why a department is not to be asked now; None if it may be."""
        trouble = self._troubles.get(department)
        return trouble if trouble and self._clock() < trouble.until else None
