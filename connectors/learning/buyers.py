"""What is counted of each customer's purchases: the days on which they bought, and what they paid on them."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from duckdb import DuckDBPyConnection
from numpy.typing import NDArray

from connectors.learning.history import UNKNOWN, Column
from connectors.learning.lifetime import Purchasing
from connectors.learning.past import Numbers

LATELY = 90
BEFORE = 365

_CURRENCY = (
    "select currency from bought where amount is not null group by currency order by count(*) desc, currency"
)
_DAYS = """
select customer, day, case when bool_and(currency = ? and amount is not null) then sum(amount) else 'nan' end as paid
from bought group by customer, day order by customer, day"""


@dataclass(frozen=True, slots=True)
class PurchaseDays:
    """Every customer's days with a purchase that stayed, by customer and day, and what they paid on each.

    Attributes:
        currency: The one of most lines, by its place; None if no line tells an amount.
        paid: In that currency; NaN where some of it was paid in another, or is not told.
    """

    currency: int | None
    customer: Column
    day: Column
    paid: Numbers

    @classmethod
    def of(cls, engine: DuckDBPyConnection) -> Self:
        """Those of a snapshot."""
        with engine.cursor() as cursor:
            most = cursor.execute(_CURRENCY).fetchone()
            found = cursor.execute(_DAYS, [most[0] if most else UNKNOWN]).fetchnumpy()
        return cls(most[0] if most else None, found["customer"], found["day"], found["paid"])

    def before(self, day: int) -> Self:
        """Only earlier days."""
        wanted = self.day < day
        return type(self)(self.currency, self.customer[wanted], self.day[wanted], self.paid[wanted])


@dataclass(frozen=True, slots=True)
class Buyers:
    """One row a customer who bought anything before a day; days are ordinals.

    Attributes:
        at: Only days before this one count.
        customer: Places among the history's customers.
        days: On how many days they bought.
        gap: The median number of days between one and the next, NaN of who bought on one day only; `longest` the most.
        lately: On how many of the last 90 days they bought; `before` of the 365 before those.
        spent: What they paid in the company's currency; NaN where that is not known of all that they bought.
        again: The same without the first day.
    """

    at: int
    customer: Column
    first: Column
    last: Column
    days: Column
    gap: Numbers
    longest: Column
    lately: Column
    before: Column
    spent: Numbers
    again: Numbers

    @property
    def since(self) -> Column:
        """Days since the last purchase."""
        return self.at - self.last

    @property
    def repeats(self) -> Numbers:
        """On how many days they came back."""
        return (self.days - 1).astype(np.float64)

    @property
    def average(self) -> Numbers:
        """What they paid on such a day; 0 of who never came back, or whose amounts are not known."""
        return np.nan_to_num(self.again / np.maximum(self.repeats, 1))

    @property
    def purchasing(self) -> Purchasing:
        """The same in weeks, until yesterday."""
        watched = (self.at - 1 - self.first) / 7
        return Purchasing(self.repeats, (self.last - self.first) / 7, watched)

    def only(self, wanted: NDArray[np.bool_] | NDArray[np.int64]) -> Self:
        """Only some of them."""
        columns = {name: getattr(self, name) for name in self.__slots__ if name != "at"}
        return type(self)(self.at, **{name: column[wanted] for name, column in columns.items()})


def buyers_of(bought: PurchaseDays, at: int) -> Buyers:
    """Count what was bought before a day."""
    known = bought.before(at)
    customer, begin = np.unique(known.customer, return_index=True)
    counted = len(customer)
    days = np.diff(np.append(begin, len(known.day))).astype(np.int32)
    buyer = np.repeat(np.arange(counted), days)
    later = np.ones(len(known.day), np.bool_)
    later[begin] = False
    back = at - known.day
    gaps = known.day[later] - known.day[np.flatnonzero(later) - 1]
    gap, longest = _middle_and_most(gaps, buyer[later], days - 1)
    return Buyers(
        at=at,
        customer=customer,
        first=known.day[begin],
        last=known.day[begin + days - 1],
        days=days,
        gap=gap,
        longest=longest,
        lately=_count(buyer[back <= LATELY], counted),
        before=_count(buyer[(back > LATELY) & (back <= LATELY + BEFORE)], counted),
        spent=_sum(known.paid, buyer, counted),
        again=_sum(known.paid[later], buyer[later], counted),
    )


def _sum(paid: Numbers, buyer: NDArray[np.int64], customers: int) -> Numbers:
    return np.asarray(np.bincount(buyer, paid, customers), np.float64)


def _count(buyer: NDArray[np.int64], customers: int) -> Column:
    return np.bincount(buyer, minlength=customers).astype(np.int32)


def _middle_and_most(gaps: Column, buyer: NDArray[np.int64], number: Column) -> tuple[Numbers, Column]:
    """Of each customer's gaps the median, NaN where there are none, and the longest, 0 where there are none."""
    gaps = gaps[np.lexsort((gaps, buyer))]
    begin = np.cumsum(number) - number
    has = number > 0
    median, longest = np.full(len(number), np.nan), np.zeros(len(number), np.int32)
    low, high = begin + (number - 1) // 2, begin + number // 2
    median[has] = (gaps[low[has]] + gaps[high[has]]) / 2
    longest[has] = gaps[(begin + number - 1)[has]]
    return median, longest
