"""What cards suggested in the demo company's year of calls, and what became of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from connectors.demo_company.cast import CAST
from connectors.demo_company.orders import Order
from connectors.demo_company.words import Item
from screenpop.money import Money
from screenpop.offers import OfferOutcome
from screenpop.permission import Channel
from screenpop.record.entries import Entry, GestureGiven, OfferMade, OffersShown, PermissionNoted

_METHODS = (
    (timedelta(days=200), "frequency_recency_rhythm", "item_confidence"),
    (timedelta(days=60), "due_soon", "basket_cosine"),
    (timedelta(0), "learned_ranker", "learned_ranker"),
)
"""What ranked the two lists, and until how long ago: learning has found better ones in the course of the year."""
_ACCEPTED = {
    ("again", "frequency_recency_rhythm"): 0.38,
    ("again", "due_soon"): 0.46,
    ("again", "learned_ranker"): 0.51,
    ("fits", "item_confidence"): 0.19,
    ("fits", "basket_cosine"): 0.24,
    ("fits", "learned_ranker"): 0.31,
}
_OFFERED, _ASKED_FOR, _GIVEN, _OBJECTS = 0.36, 0.06, 0.05, 0.004
_GESTURES = (("thanks", Decimal(60), 5), ("birthday", Decimal(40), 2))
_OBJECTIONS = {Channel.EMAIL: 5, Channel.PHONE: 3, Channel.ALL: 2}
_FOR_SHOW = {f"C-{10_001 + place}" for place in range(len(CAST))}
"""The cast is given nothing and objects to nothing, so that each of them can play their part."""


@dataclass(frozen=True, slots=True)
class Card:
    """The card of one answered call.

    Attributes:
        order: What the customer ordered last.
        next_id: Gives the next entry's id.
    """

    call: UUID
    at: datetime
    agent: str
    order: Order
    contact: str | None
    next_id: Callable[[], UUID]

    @property
    def customer(self) -> str:
        """The customer file's number."""
        return self.order.account.number

    def head(self, after: int) -> tuple[UUID, UUID, datetime, str, str]:
        """How an entry begins that was made so many seconds after the call was answered."""
        return (self.next_id(), self.call, self.at + timedelta(seconds=after), self.agent, self.customer)


@dataclass(slots=True)
class Cards:
    """Makes what desks kept of suggestions, gestures and objections.

    Attributes:
        random: Chance.
        today: Where the year ends.
        kits: What is used together with what.
        held_out: Whether nothing is suggested to a customer.
    """

    random: Random
    today: date
    kits: Mapping[str, Sequence[Sequence[Item]]]
    held_out: Callable[[str], bool]
    _given: set[tuple[str, str]] = field(default_factory=set)
    _objecting: set[str] = field(default_factory=set)

    def kept_of(self, card: Card) -> Iterator[Entry]:
        """What was kept of a card."""
        if card.customer in self._objecting:
            return
        shown = self._suggested(card)
        held_out = self.held_out(card.customer)
        yield OffersShown(*card.head(0), tuple(shown), held_out)
        if held_out:
            yield from self._asked_for(card, shown)
        else:
            yield from self._offered(card, shown)
        if card.customer not in _FOR_SHOW:
            yield from self._gesture(card)
            yield from self._objection(card)

    def _suggested(self, card: Card) -> list[tuple[str, str, str]]:
        """Two articles of the last order, and one that is used with them."""
        ago = self.today - card.at.date()
        again, fits = next((again, fits) for until, again, fits in _METHODS if ago >= until)
        bought = list(dict.fromkeys(line.item.sku for line in card.order.lines))
        beside = self.kits[card.order.lines[0].item.kit]
        others = [sizes[0].sku for sizes in beside if not any(item.sku in bought for item in sizes)]
        suggested = [("again", sku, again) for sku in bought[:2]]
        return [*suggested, ("fits", self.random.choice(others), fits)] if others else suggested

    def _asked_for(self, card: Card, shown: Sequence[tuple[str, str, str]]) -> Iterator[OfferMade]:
        """Who is held out now and then asks for something by themselves."""
        if self.random.random() < _ASKED_FOR:
            _, product, _ = self.random.choice(shown)
            yield OfferMade(*card.head(20), "again", product, OfferOutcome.ACCEPTED)

    def _offered(self, card: Card, shown: Sequence[tuple[str, str, str]]) -> Iterator[OfferMade]:
        if self.random.random() > _OFFERED:
            return
        list_, product, method = self.random.choice(shown)
        accepted = _ACCEPTED[list_, method]
        outcomes = (OfferOutcome.ACCEPTED, OfferOutcome.OFFERED, OfferOutcome.DECLINED)
        (outcome,) = self.random.choices(outcomes, (accepted, 0.2, 0.8 - accepted))
        yield OfferMade(*card.head(20), list_, product, outcome, method)

    def _gesture(self, card: Card) -> Iterator[GestureGiven]:
        if self.random.random() > _GIVEN:
            return
        name, worth, _ = self.random.choices(_GESTURES, [weight for *_, weight in _GESTURES])[0]
        if (card.customer, name) not in self._given:
            self._given.add((card.customer, name))
            yield GestureGiven(*card.head(22), name, Money(worth, "PLN"))

    def _objection(self, card: Card) -> Iterator[PermissionNoted]:
        if self.random.random() > _OBJECTS:
            return
        (channel,) = self.random.choices(list(_OBJECTIONS), list(_OBJECTIONS.values()))
        if channel is not Channel.EMAIL:
            self._objecting.add(card.customer)
        yield PermissionNoted(*card.head(24), contact=card.contact, channel=channel, allowed=False)
