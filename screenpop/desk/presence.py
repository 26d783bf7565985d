"""What this desk does now, for colleagues who get the same customer and for the supervisors' board."""

from collections.abc import Callable, Iterator
from uuid import UUID

from screenpop.desk.call_at_hand import CallAtHand
from screenpop.desk.calls_at_hand import CallsAtHand
from screenpop.desk.lines_at_work import LinesAtWork
from screenpop.events.calls import Ending
from screenpop.ports.board import Presence
from screenpop.record.board import CallNow, DeskNow, Phase

WRAPS_UP_FOR = 600.0
"""Seconds after a talk for which its wrap-up may be under way; who has not written by then writes nothing."""
_CROWD = 16
_NOW_AND_THEN = 0.25
"""Seconds: so long nobody looks again where more calls ring and talk than anybody has in an ordinary day."""


class OwnPresence:
    """Tells what the desk does, whenever that has changed.

    Args:
        presence: None if nobody wants to know.
        clock: Seconds that only grow.
    """

    def __init__(
        self,
        presence: Presence | None,
        *,
        at_hand: CallsAtHand,
        lines: LinesAtWork,
        clock: Callable[[], float],
    ) -> None:
        self._presence = presence
        self._at_hand = at_hand
        self._lines = lines
        self._clock = clock
        self._shown = DeskNow()
        self._over_at: dict[UUID, float] = {}
        self._looks_at = 0.0

    def look(self) -> None:
        """See whether anything has changed; where calls crowd in, only now and then."""
        if self._presence is None or self._clock() < self._looks_at:
            return
        self._over_at.clear()
        now = DeskNow(self._lines.all(), tuple(self._calls()))
        self._looks_at = self._clock() + _NOW_AND_THEN if len(now.calls) > _CROWD else 0.0
        if now != self._shown:
            self._shown = now
            self._presence.show(now)

    def next_due(self) -> float | None:
        """When to look again although nothing may have happened, in seconds of the desk's clock."""
        return self._looks_at or min(self._over_at.values(), default=None)

    def _calls(self) -> Iterator[CallNow]:
        for call in self._at_hand:
            phase = None if call.practice else self._phase(call)
            if phase:
                if call.closed_at is not None:
                    self._over_at[call.key] = call.closed_at + WRAPS_UP_FOR
                customer = call.customer
                yield CallNow(
                    call=call.key,
                    phase=phase,
                    since=call.since,
                    number=call.caller.number or call.caller.presented,
                    customer_id=customer.id if customer else None,
                    customer=customer.name if customer else None,
                    queue=call.facts.queue,
                    note=call.draft,
                )

    def _phase(self, call: CallAtHand) -> Phase | None:
        if not call.ended:
            return Phase.TALKS if call.answered else Phase.RINGS
        return Phase.WRAPS_UP if self._wraps_up(call) else None

    def _wraps_up(self, call: CallAtHand) -> bool:
        done = call.wrapped_up or call.put_away or not call.shown
        return call.ending is Ending.ENDED and not done and not is_long_over(call, self._clock())


def is_long_over(call: CallAtHand, now: float) -> bool:
    """Whether a call ended so long ago that nobody works on it any more."""
    return call.closed_at is not None and now - call.closed_at >= WRAPS_UP_FOR
