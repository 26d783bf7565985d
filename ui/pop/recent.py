"""The last calls that had a card or might have had one, so that one of them can be brought back by hand."""

from ui.card.call import Call

AT_MOST = 20


class Recent:
    """The newest come last; the oldest are let go of."""

    def __init__(self) -> None:
        self._calls: dict[str, Call] = {}

    @property
    def last(self) -> Call | None:
        """The newest, if there was any."""
        return next(reversed(self._calls.values()), None)

    def add(self, call: Call) -> None:
        """One more."""
        self._calls.pop(call.call_id, None)
        self._calls[call.call_id] = call
        if len(self._calls) > AT_MOST:
            del self._calls[next(iter(self._calls))]

    def find(self, call_id: str) -> Call | None:
        """The call with this id, if it is not too long ago."""
        return self._calls.get(call_id)
