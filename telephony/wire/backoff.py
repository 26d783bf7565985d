"""The pauses between attempts: short at first, never long, and not the same for all desks of a site."""

import random

PAUSES = (0.2, 1.0, 2.0, 4.0, 8.0, 16.0)
"""Seconds; the last one goes on."""
SPREAD = 0.2
"""By how much of itself a pause may be longer or shorter, so that a site's desks do not come all at once."""

ASK_LATER = 45.0
"""Seconds after which a locked keyring is asked again, give or take a third."""


class Backoff:
    """Counts the troubles in a row."""

    def __init__(self) -> None:
        self._troubles = 0

    def pause(self, *, at_once: bool = False) -> float:
        """The seconds until the next attempt, after one more trouble; the first one `at_once` needs no pause."""
        at, self._troubles = self._troubles, self._troubles + 1
        if at_once and at == 0:
            return 0.0
        return spread(PAUSES[min(at, len(PAUSES) - 1)], SPREAD)

    def expect_long(self) -> None:
        """The other side is there and does not let us in now: not before the last but one pause."""
        self._troubles = max(self._troubles, len(PAUSES) - 2)

    def begin_anew(self) -> None:
        """It went well, or all is different now: the next trouble is a first one."""
        self._troubles = 0


def spread(seconds: float, by: float) -> float:
    """About so many seconds."""
    return seconds * random.uniform(1 - by, 1 + by)  # noqa: S311 # spreads desks, hides nothing
