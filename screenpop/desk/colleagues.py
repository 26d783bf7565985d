"""What other desks tell: cards at hand with the same customer show it."""

from collections.abc import Callable

from screenpop.desk.call_at_hand import CallAtHand
from screenpop.desk.calls_at_hand import CallsAtHand
from screenpop.desk.consulting import Consulting
from screenpop.desk.presence import is_long_over
from screenpop.desk.remembering import Remembering
from screenpop.desk.verifying import Verifying
from screenpop.events.calls import Ending
from screenpop.events.colleagues import ColleagueTold, DayTold, FromColleagues

_STAYS = (None, Ending.ENDED, Ending.ANSWERED_ELSEWHERE)


class Colleagues:
    """Asks anew, for the cards at hand, what colleagues may have added to."""

    def __init__(
        self,
        *,
        at_hand: CallsAtHand,
        remembering: Remembering,
        consulting: Consulting,
        verifying: Verifying,
        clock: Callable[[], float],
    ) -> None:
        self._at_hand = at_hand
        self._remembering = remembering
        self._consulting = consulting
        self._verifying = verifying
        self._clock = clock

    def hear(self, event: FromColleagues) -> None:
        """Somebody told something of a customer, or may have while nobody heard it."""
        for call in self._at_hand.cards():
            match event:
                case ColleagueTold(customer_id) if not (call.customer and call.customer.id == customer_id):
                    continue
                case DayTold() if not (call.recalling and call.recalling.owes):
                    continue
                case _:
                    self._renew(call)

    def wrote(self, call: CallAtHand) -> None:
        """This desk's own agent has noted something: what was said a moment ago lacks it."""
        if call.customer:
            self._consulting.noted(call.customer)

    def _renew(self, call: CallAtHand) -> None:
        is_done_with = call.ended and call.put_away
        has_card = call.shown and not is_done_with and call.ending in _STAYS
        if call.customer and has_card and not is_long_over(call, self._clock()):
            self._remembering.ask(call, call.customer)
            self._consulting.renew(call, call.customer)
            self._verifying.recount(call)
