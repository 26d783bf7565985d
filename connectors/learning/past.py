"""What had happened by the morning of a day, in the columns that features are made of.

An *own* product is one that a customer bought and kept; an *occasion* is a day on which they bought it.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from connectors.learning.history import History
from connectors.learning.returns import without_returns

Places = NDArray[np.int64]
Numbers = NDArray[np.float64]
Yes = NDArray[np.bool_]

DAYS = 4_000_000
"""More than any ordinal."""


@dataclass(frozen=True, slots=True)
class Past:
    """Customers and products are places in the history's lists; own products stand by customer and product.

    Attributes:
        day: The morning, an ordinal.
        kept: The lines of earlier days, without what came back.
        seen: Whatever a customer ever had to do with, returns included: customer × products + product, sorted.
        customer: Of each own product.
        product: Of each own product.
        first: Where each own product's occasions begin.
        times: How many there are.
        age: Of each occasion, in days; the oldest of a product first.
        quantity: What was bought on each.
    """

    customers: int
    products: int
    day: int
    kept: History
    seen: Places
    customer: Places
    product: Places
    first: Places
    times: Places
    age: Numbers
    quantity: Numbers

    @property
    def everybody(self) -> Places:
        """Who had bought something."""
        return np.unique(self.customer)

    def is_seen(self, customer: Places, product: Places) -> Yes:
        """Whether each customer had to do with each product."""
        return among(customer * self.products + product, self.seen)


def past_of(history: History, day: int) -> Past:
    """What had happened before a day (an ordinal)."""
    early = history.before(date.fromordinal(day))
    kept = without_returns(early)
    customers, products = len(history.customers), len(history.products)
    key = kept.customer.astype(np.int64) * products + kept.product
    order = np.lexsort((kept.day, key))
    key, at = key[order], kept.day[order].astype(np.int64)
    occasions = runs(key * DAYS + at)
    quantity = np.add.reduceat(kept.quantity[order], occasions) if len(key) else np.zeros(0)
    key, at = key[occasions], at[occasions]
    first = runs(key)
    return Past(
        customers=customers,
        products=products,
        day=day,
        kept=kept,
        seen=np.unique(early.customer.astype(np.int64) * products + early.product),
        customer=key[first] // max(products, 1),
        product=key[first] % max(products, 1),
        first=first,
        times=lengths(first, len(key)),
        age=(day - at).astype(np.float64),
        quantity=quantity,
    )


def runs(values: Places) -> Places:
    """Where each run of equal values begins."""
    if not len(values):
        return np.zeros(0, np.int64)
    return np.asarray(np.flatnonzero(np.r_[True, values[1:] != values[:-1]]), np.int64)


def lengths(first: Places, total: int) -> Places:
    """How long each run is."""
    return np.asarray(np.diff(np.r_[first, total]), np.int64)


def among(values: Places, known: Places) -> Yes:
    """Which values are known; the known ones are sorted."""
    if not len(known):
        return np.zeros(len(values), bool)
    place = np.searchsorted(known, values)
    place[place == len(known)] = 0
    return np.asarray(known[place] == values)


def rank_within(group: Places, score: Numbers) -> Numbers:
    """Each one's place among its group's, the highest score is 0; equals as they stand."""
    order = np.lexsort((-score, group))
    first = runs(group[order])
    place = np.empty(len(order))
    place[order] = np.arange(len(order)) - np.repeat(first, lengths(first, len(order)))
    return place
