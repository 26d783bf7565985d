"""Customers whom the agent looks at without a call: asked about as a caller would be, and never in the log of calls."""

from collections.abc import Callable
from datetime import datetime

from screenpop.desk.call_at_hand import CallAtHand
from screenpop.desk.calls_at_hand import CallsAtHand
from screenpop.desk.enquiries import Enquiries
from screenpop.events import acts, calls
from screenpop.events.news import Caller
from screenpop.phone_numbers import NumberReader
from screenpop.record.ids import new_id
from screenpop.trust import Trust


class Looking:
    """Opens customers' cards, and lets go of them."""

    def __init__(
        self,
        *,
        at_hand: CallsAtHand,
        enquiries: Enquiries,
        reader: NumberReader,
        clock: Callable[[], float],
        now: Callable[[], datetime],
    ) -> None:
        self._at_hand = at_hand
        self._enquiries = enquiries
        self._reader = reader
        self._clock = clock
        self._now = now

    def open(self, act: acts.CustomerOpened) -> None:
        """Find out about a customer, as about somebody whom the agent calls."""
        if self._at_hand.get(act.call_id):
            return
        number = self._reader.read(act.number)
        call = CallAtHand(
            call_id=act.call_id,
            key=new_id(),
            heard_at=self._clock(),
            since=self._now(),
            direction=calls.Direction.OUT,
            caller=Caller(
                number=number.e164 if number else None,
                presented=act.number,
                name=None,
                withheld=False,
                internal=number is not None and number.short is not None,
                trust=Trust.UNCONFIRMED,
            ),
            number=number,
            did=None,
            opened_for=act.customer_id,
        )
        if gone := self._at_hand.open(call):
            self._enquiries.forget(gone)
        self._enquiries.identify(call)

    def close(self, call_id: str) -> None:
        """Nobody looks at it any more."""
        if gone := self._at_hand.close(call_id):
            self._enquiries.forget(gone)
