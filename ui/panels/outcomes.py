"""How the offers of one call fared, as far as the agent said so; "accepted" is shown only after the commit."""

from dataclasses import dataclass, field

from screenpop.answers.cross_sell import Offer
from screenpop.events.acts import OfferAnswered, Saved
from screenpop.offers import OfferOutcome
from screenpop.sentences import Sentence

Key = tuple[str, str]


@dataclass(slots=True)
class Outcomes:
    """What is saved, what is on its way, and what went wrong, by list and product."""

    _saved: dict[Key, OfferOutcome] = field(default_factory=dict)
    _sent: dict[Key, OfferAnswered] = field(default_factory=dict)
    _trouble: dict[Key, Sentence] = field(default_factory=dict)

    def saved(self, offer: Offer) -> OfferOutcome | None:
        """What the record holds."""
        return self._saved.get(_key(offer))

    def on_its_way(self, offer: Offer) -> OfferOutcome | None:
        """What was said last, and is not saved yet."""
        sent = self._sent.get(_key(offer))
        return sent.outcome if sent else None

    def trouble(self, offer: Offer) -> Sentence | None:
        """Why what was said last is not saved."""
        return self._trouble.get(_key(offer))

    def spoken_of(self, offer: Offer) -> bool:
        """The agent said how it fared, whatever became of that."""
        return bool(self.saved(offer) or self.on_its_way(offer) or self.trouble(offer))

    def answer(self, call_id: str, offer: Offer, outcome: OfferOutcome) -> OfferAnswered | None:
        """Put it on its way; gives the act to be posted, None where it is known already."""
        key = _key(offer)
        act = OfferAnswered(call_id, offer.list.value, offer.product, outcome)
        if self._sent.get(key) == act or (key not in self._sent and self._saved.get(key) is outcome):
            return None
        self._sent[key] = act
        self._trouble.pop(key, None)
        return act

    def settle(self, act: Saved, trouble: Sentence | None) -> None:
        """Take the record's word; on what was said last of an offer, that is."""
        if not isinstance(act, OfferAnswered):
            return
        key = (act.list, act.product)
        if trouble is None:
            self._saved[key] = act.outcome
        if self._sent.get(key) == act:
            del self._sent[key]
            if trouble is not None:
                self._trouble[key] = trouble


def _key(offer: Offer) -> Key:
    return offer.list.value, offer.product
