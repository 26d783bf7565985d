"""What customers are worth, put together from their scores: by segment, and the most valuable of them."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal

from screenpop.errors import ScreenPopError
from screenpop.ports.customer_names import CustomerNames
from screenpop.ports.learnt import Score

MOST = 2_000


@dataclass(frozen=True, slots=True)
class SegmentWorth:
    """One segment: how many customers, and what is expected of them within a year, by currency."""

    name: str
    customers: int = 0
    expected: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Valued:
    """What is expected of one customer; `name` is empty where only sales' number is known."""

    score: Score
    name: str = ""


@dataclass(frozen=True, slots=True)
class CustomersWorth:
    """All customers; `top` are the most valuable."""

    segments: tuple[SegmentWorth, ...] = ()
    top: tuple[Valued, ...] = ()

    @property
    def customers(self) -> int:
        """How many there are."""
        return sum(each.customers for each in self.segments)


def worth_of(scores: Iterable[Score], names: CustomerNames) -> CustomersWorth:
    """Put them together, the largest segment first; scores are taken once. Where no names can be had, numbers do."""
    counted: dict[str, int] = {}
    expected: dict[str, dict[str, Decimal]] = {}
    top: list[Score] = []
    for score in scores:
        if len(top) < MOST:
            top.append(score)
        counted[score.segment] = counted.get(score.segment, 0) + 1
        if score.value is not None and score.currency:
            amounts = expected.setdefault(score.segment, {})
            amounts[score.currency] = amounts.get(score.currency, Decimal()) + Decimal(score.value)
    segments = (SegmentWorth(name, count, expected.get(name, {})) for name, count in counted.items())
    known: Mapping[str, str] = {}
    with suppress(ScreenPopError):
        known = names([score.customer for score in top])
    return CustomersWorth(
        tuple(sorted(segments, key=lambda each: (-each.customers, each.name))),
        tuple(Valued(score, known.get(score.customer, "")) for score in top),
    )
