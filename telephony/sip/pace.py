"""How much a line takes in a second: a PBX gone mad must not bury the one call that matters."""

from telephony.wire.io_thread import uptime

CALLS_AT_ONCE = 1_000
CALLS_A_SECOND = 200.0
MESSAGES_AT_ONCE = 10_000
MESSAGES_A_SECOND = 5_000.0


class Pace:
    """A bucket of so many at once, which fills again by so many a second.

    Attributes:
        refused: How many were one too many.
    """

    __slots__ = ("_at_once", "_each_second", "_filled", "_left", "refused")

    def __init__(self, at_once: float = CALLS_AT_ONCE, each_second: float = CALLS_A_SECOND) -> None:
        self._at_once = self._left = float(at_once)
        self._each_second = each_second
        self._filled = uptime()
        self.refused = 0

    def allows(self) -> bool:
        """Whether there is room for one more; takes it, or counts it as refused."""
        now = uptime()
        self._left = min(self._at_once, self._left + (now - self._filled) * self._each_second)
        self._filled = now
        if self._left < 1.0:
            self.refused += 1
            return False
        self._left -= 1.0
        return True
