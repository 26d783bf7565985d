"""What `screenpop learn` found out: small finished tables, written anew each time and read on every call."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from screenpop.answers.cross_sell import Offer, OfferList
from screenpop.answers.value import Trend
from screenpop.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Worth:
    """What was learnt of one customer's value, for everybody.

    Attributes:
        segment: The RFM segment ("champions", "at_risk"); `answers/value` has the words.
        since: The first purchase.
        trend: None where there is too little to tell.
        important: Among the most valuable tenth of all customers, by what is expected of them.
        why: What trend and leaving are read from.
    """

    segment: str
    since: date
    trend: Trend | None
    leaving: bool
    important: bool
    why: Sentence


@dataclass(frozen=True, slots=True)
class Score:
    """What is expected of one customer; for supervisors only.

    Attributes:
        customer: The sales source's number.
        recency: The fifth that they are in, 5 the most recent; `frequency` and `monetary` likewise.
        monetary: 0 where no amounts in the company's currency are known.
        alive: The probability that they will buy again (BG/NBD); None where that cannot be told: of who bought once,
            and where hardly anybody leaves.
        purchases: Days with purchases expected within a year; None where the history is too small to tell.
        value: Revenue expected within a year, in the currency of most of the company's lines; None if unknown.
    """

    customer: str
    segment: str
    recency: int
    frequency: int
    monetary: int
    alive: float | None
    purchases: float | None
    value: float | None
    currency: str | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two products that customers buy: of those who bought `product`, the share bought `partner` too."""

    product: str
    partner: str
    share: float
    customers: int
    closeness: float


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a customer buys a product: on so many days, at the median so many days apart."""

    customer: str
    product: str
    times: int
    gap: float | None
    last: date
    usual: float


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was learnt; each can be taken once, and nothing of it need fit into memory.

    Attributes:
        as_of: Only days before this one counted.
        report: What was learnt and how good it is, as JSON.
        offers: For each customer, best first within each list; each customer once.
        worth: For each customer, what everybody may know, and what supervisors may.
    """

    as_of: date
    report: str
    offers: Iterable[tuple[str, tuple[Offer, ...]]]
    worth: Iterable[tuple[Worth, Score]]
    pairs: Iterable[Pair]
    rhythms: Iterable[Rhythm]

    def placed(self) -> Iterator[tuple[str, int, Offer]]:
        """The offers, each with its customer and its place in its list, from 1 on."""
        for customer, suggested in self.offers:
            places = dict.fromkeys(OfferList, 0)
            for offer in suggested:
                places[offer.list] += 1
                yield customer, places[offer.list], offer


class Learnt(Protocol):
    """Reads what was learnt; before that there is nothing. Safe to ask from several threads at once."""

    def offers(self, customer: str) -> tuple[Offer, ...]:
        """What to offer, best first within each list.

        Args:
            customer: The sales source's number for the customer.

        Raises:
            SourceUnavailable: It cannot be read.
        """

    def worth(self, customer: str) -> Worth | None:
        """What everybody may know of a customer's value; None of whom nothing was learnt. Raises as `offers`."""

    def as_of(self) -> date | None:
        """Only days before this one counted; None before anything was learnt. Raises as `offers`."""

    def report(self) -> str | None:
        """What was learnt and how good it is, as JSON. Raises as `offers`."""

    def everybody(self) -> Iterator[tuple[str, tuple[Offer, ...]]]:
        """Everybody about whom something was learnt, with what to offer. Raises as `offers`."""

    def scores(self) -> Iterator[Score]:
        """Everybody's scores, the most valuable first; on a server only for supervisors. Raises as `offers`."""

    def names(self, products: Collection[str]) -> Mapping[str, str]:
        """What these products are called, of those that were learnt. Raises as `offers`."""


class NothingLearnt:
    """What there is to read before anything was learnt."""

    def offers(self, customer: str) -> tuple[Offer, ...]:
        """None at all."""
        del customer
        return ()

    def worth(self, customer: str) -> Worth | None:
        """Nothing is known."""
        del customer
        return None

    def as_of(self) -> date | None:
        """Never."""

    def report(self) -> str | None:
        """There is none."""

    def everybody(self) -> Iterator[tuple[str, tuple[Offer, ...]]]:
        """Nobody."""
        return iter(())

    def scores(self) -> Iterator[Score]:
        """None at all."""
        return iter(())

    def names(self, products: Collection[str]) -> Mapping[str, str]:
        """None at all."""
        del products
        return {}


class Learning(Protocol):
    """Puts what was learnt in the place of what was learnt before."""

    def replace(self, findings: Findings) -> None:
        """Readers see all of the old or all of the new; a failure leaves the old as it was.

        Raises:
            RecordUnavailable: It cannot be written.
        """
