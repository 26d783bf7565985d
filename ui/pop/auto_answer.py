"""Finds out that calls here are answered by themselves: their card then waits for that, and opens in full at once.

Where the PBX or the telephone picks up on its own, a small card would be seen for the blink between ringing and
answering. Nobody picks up twice in a row as fast as that by hand.
"""

from datetime import timedelta

from ui.card.call import Call

QUICK = timedelta(milliseconds=250)
"""No hand picks up faster."""
SURE_AFTER = 2
"""So many calls in a row."""


class AutoAnswer:
    """Hears how fast calls are answered."""

    def __init__(self) -> None:
        self._quick = 0

    @property
    def waits_ms(self) -> int:
        """How long a new call's card waits for the answer; 0 where a hand picks up."""
        return round(QUICK.total_seconds() * 1000) if self._quick >= SURE_AFTER else 0

    def answered(self, call: Call) -> None:
        """A call is answered."""
        quick = call.answered_at is not None and call.answered_at - call.opened_at <= QUICK
        self._quick = self._quick + 1 if quick else 0

    def rang_on(self) -> None:
        """A call was not answered in that time after all."""
        self._quick = 0
