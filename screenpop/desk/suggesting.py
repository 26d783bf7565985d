"""What a call's card suggests: what rests is left out, and what was suggested is put on record once a call.

Of a customer who is held out it is put on record what the card would have suggested, by the same rules.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from screenpop.answers.cross_sell import ON_CARD, Offer, Suggestions, in_turn
from screenpop.answers.sales import Dealings
from screenpop.desk.asking import Asking
from screenpop.desk.call_at_hand import CallAtHand
from screenpop.desk.keeping import Keeping
from screenpop.desk.recollecting import MEMORY
from screenpop.record.entries import OffersShown
from screenpop.record.ids import new_id
from screenpop.rules.hold_out import is_held_out
from screenpop.rules.offers import OfferPolicy, resting
from screenpop.rules.situation import Situation


class Suggesting:
    """Looks at what a card has been told."""

    def __init__(
        self,
        policy: OfferPolicy,
        *,
        asking: Asking,
        keeping: Keeping,
        agent: str,
        now: Callable[[], datetime],
    ) -> None:
        self._policy = policy
        self._asking = asking
        self._keeping = keeping
        self._agent = agent
        self._now = now

    def resting(
        self, call: CallAtHand, situation: Situation, suggestions: Suggestions | None
    ) -> frozenset[str]:
        """The products of these suggestions that rest."""
        answered = call.recalling.answered if call.recalling else ()
        dealings, now = situation.answer(Dealings), self._now().astimezone()
        return resting(suggestions, answered, dealings, policy=self._policy, now=now)

    def told(self, call: CallAtHand) -> None:
        """The card has been told something: as soon as the agent talks and all is known, it is put on record."""
        customer, logged = call.customer, call.logged_as
        if not call.answered or logged is None or customer is None or customer.id in call.offered_to:
            return
        if offers := self._suggested(call):
            call.offered_to.add(customer.id)
            products = tuple((offer.list.value, offer.product, offer.method) for offer in offers)
            held_out = is_held_out(customer.id, self._policy.hold_out)
            head = (new_id(), logged, self._now(), self._agent, customer.id)
            self._keeping.keep(OffersShown(*head, products, held_out))

    def _suggested(self, call: CallAtHand) -> Sequence[Offer]:
        """What is masked yet is not suggested yet, nor what must wait until the customer is served."""
        situation, suggestions = call.situation, call.on_offer.suggestions
        if situation is None or situation.waiting or self._asking.is_out(call.call_id, MEMORY):
            return ()
        if suggestions is None or situation.answer(Suggestions) is None:
            return ()
        if call.advice.serve_first is not None or call.on_offer.objection is not None:
            return ()
        rest = self.resting(call, situation, suggestions)
        return in_turn(offer for offer in suggestions.offers if offer.product not in rest)[:ON_CARD]
