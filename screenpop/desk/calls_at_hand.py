"""The calls that the desk holds: those that go on, and those that ended a short while ago.

A card may outlive its call, and what the agent does on it still belongs to the call.
"""

from collections.abc import Iterator

from screenpop.desk.call_at_hand import CallAtHand

_MOST = 100


class CallsAtHand:
    """Calls by call_id. A bounded number: the oldest ended ones are let go."""

    def __init__(self) -> None:
        self._calls: dict[str, CallAtHand] = {}

    def get(self, call_id: str) -> CallAtHand | None:
        """The newest call with this call_id, whether it goes on or not."""
        return self._calls.get(call_id)

    def going_on(self, call_id: str) -> CallAtHand | None:
        """The call with this call_id if it has not ended."""
        call = self._calls.get(call_id)
        return None if call is None or call.ended else call

    def hold(self, call: CallAtHand) -> CallAtHand | None:
        """Hold one more call; returns the one that is let go for it, if any."""
        self._calls.pop(call.call_id, None)
        self._calls[call.call_id] = call
        if len(self._calls) <= _MOST:
            return None
        gone = next((old for old in self._calls.values() if old.ended), None)
        return self._calls.pop(gone.call_id) if gone else None

    def next_close(self) -> float | None:
        """When the next call closes that one line has ended, in seconds of the desk's clock."""
        return min(
            (call.close_by for call in self._calls.values() if call.close_by is not None), default=None
        )

    def to_close(self, now: float) -> Iterator[CallAtHand]:
        """The calls whose time to close has come."""
        for call in list(self._calls.values()):
            if call.close_by is not None and call.close_by <= now:
                yield call
