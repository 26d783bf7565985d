"""The calls that the desk holds: those that go on, and those that ended a short while ago.

A card may outlive its call, and what the agent does on it still belongs to the call.
"""

from collections.abc import Iterator

from screenpop.desk.call_at_hand import CallAtHand, Leg

_MOST = 100
_MOST_OPENED = 20


class CallsAtHand:
    """Calls by call_id. A bounded number: the oldest ended ones are let go, at last the oldest of all.

    Beside them, and never taken for one, the cards of customers that are looked at without a call.
    """

    def __init__(self) -> None:
        self._calls: dict[str, CallAtHand] = {}
        self._of_legs: dict[tuple[str, str], CallAtHand] = {}
        self._opened: dict[str, CallAtHand] = {}

    def __iter__(self) -> Iterator[CallAtHand]:
        return iter(list(self._calls.values()))

    def cards(self) -> Iterator[CallAtHand]:
        """The calls, and the cards that were opened without one."""
        return iter([*self._calls.values(), *self._opened.values()])

    def get(self, call_id: str) -> CallAtHand | None:
        """The newest call that was announced under this call_id, whether it goes on or not, or such a card."""
        return self._calls.get(call_id) or self._opened.get(call_id)

    def open(self, card: CallAtHand) -> CallAtHand | None:
        """Hold the card of a customer; returns the one that is let go for it, if any."""
        self._opened[card.call_id] = card
        oldest = next(iter(self._opened))
        return self._opened.pop(oldest) if len(self._opened) > _MOST_OPENED else None

    def close(self, call_id: str) -> CallAtHand | None:
        """Let go of a customer's card; returns it."""
        return self._opened.pop(call_id, None)

    def reported(self, line: str, call_id: str) -> CallAtHand | None:
        """The newest call that this line calls so."""
        return self._of_legs.get((line, call_id))

    def join(self, call: CallAtHand, line: str, call_id: str) -> None:
        """This line, too, tells of the call, and calls it so."""
        call.legs[line] = Leg(call_id)
        self._of_legs[line, call_id] = call

    def hold(self, call: CallAtHand) -> CallAtHand | None:
        """Hold one more call; returns the one that is let go for it, if any."""
        if before := self._calls.pop(call.call_id, None):
            self._let_go(before)
        self._calls[call.call_id] = call
        if len(self._calls) <= _MOST:
            return None
        oldest = next(iter(self._calls.values()))
        gone = next((old for old in self._calls.values() if old.ended), oldest)
        self._let_go(self._calls.pop(gone.call_id))
        return gone

    def next_close(self) -> float | None:
        """When the next call closes that one line has ended, in seconds of the desk's clock."""
        return min(
            (call.close_by for call in self._calls.values() if call.close_by is not None), default=None
        )

    def to_close(self, now: float) -> Iterator[CallAtHand]:
        """The calls whose time to close has come."""
        for call in self:
            if call.close_by is not None and call.close_by <= now:
                yield call

    def _let_go(self, call: CallAtHand) -> None:
        for line, leg in call.legs.items():
            if self._of_legs.get((line, leg.call_id)) is call:
                del self._of_legs[line, leg.call_id]
