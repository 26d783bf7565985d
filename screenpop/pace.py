"""How much may happen in a second: a bucket that holds so many, and fills again by so many a second."""

from collections.abc import Callable


class Bucket:
    """Lets so many through at once, and then so many a second.

    Args:
        at_once: How many it holds.
        each_second: How many come in again each second.
        clock: Gives seconds that never go back.

    Attributes:
        refused: How many were one too many.
    """

    __slots__ = ("_at_once", "_clock", "_each_second", "_filled", "_left", "refused")

    def __init__(self, at_once: float, each_second: float, clock: Callable[[], float]) -> None:
        self._at_once = self._left = float(at_once)
        self._each_second = each_second
        self._clock = clock
        self._filled = clock()
        self.refused = 0

    def allows(self) -> bool:
        """Whether there is room for one more; takes it, or counts it as refused."""
        if self.wait() > 0.0:
            self.refused += 1
            return False
        self._left -= 1.0
        return True

    def wait(self) -> float:
        """Seconds until there is room for one more."""
        now = self._clock()
        self._left = min(self._at_once, self._left + (now - self._filled) * self._each_second)
        self._filled = now
        missing = 1.0 - self._left
        if missing <= 0.0:
            return 0.0
        return missing / self._each_second if self._each_second else float("inf")
