"""The sales history, as columns of numbers: what learning computes on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Protocol

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped] # it has none
from numpy.typing import NDArray

from connectors.learning.assortment import Assortment

Column = NDArray[np.int32]
Quantities = NDArray[np.float64]
UNKNOWN = -1
"""The place of a currency that is not told."""


class Line(Protocol):
    """One line that was sold to anybody; a return has a negative quantity."""

    @property
    def customer(self) -> str | None:
        """Sales' own number for the customer."""

    @property
    def basket(self) -> str:
        """What was bought together."""

    @property
    def at(self) -> date:
        """The day."""

    @property
    def product(self) -> str:
        """Sales' own number for the product."""

    @property
    def name(self) -> str | None:
        """What people call the product."""

    @property
    def quantity(self) -> Decimal:
        """How many."""

    @property
    def amount(self) -> Decimal | None:
        """What was paid for all of them, negative for a return."""

    @property
    def currency(self) -> str | None:
        """In which currency."""


class Elsewhere(Protocol):
    """An engine that has the same lines, under the same numbers, and counts them where they are."""

    def tables(self, day: int) -> Iterator[tuple[str, pa.Table]]:
        """What of `tables.plan` it computes, as of the morning of a day (an ordinal).

        Raises:
            SourceError: It cannot.
        """


@dataclass(frozen=True, slots=True)
class History:
    """Lines by columns; customers and products are places in sorted lists, days are ordinals.

    Attributes:
        customers: The sales source's numbers, sorted.
        products: The sales source's numbers, sorted.
        names: What each product was called last.
        currencies: Their codes, sorted.
        currency: Places among them, or `UNKNOWN`.
        amount: What was paid, in whole units of the currency and rounded to its digits; NaN where it is not told.
        nobodys: How many lines had no customer.
        memory: How much of it counting may take; what needs more goes to the disk.
        assortment: What the company says of its products; None where it says nothing.
        elsewhere: Who counts all these lines in our place; None where they are counted here.
    """

    customers: Sequence[str]
    products: Sequence[str]
    names: Sequence[str]
    currencies: Sequence[str]
    customer: Column
    basket: Column
    product: Column
    day: Column
    quantity: Quantities
    amount: Quantities
    currency: Column
    nobodys: int
    memory: str = "1GB"
    elsewhere: Elsewhere | None = None
    assortment: Assortment | None = None

    def before(self, day: date) -> "History":
        """Only earlier days."""
        return self.only(self.day < day.toordinal())

    def since(self, day: date) -> "History":
        """Only that day and later ones."""
        return self.only(self.day >= day.toordinal())

    def only(self, wanted: NDArray[np.bool_]) -> "History":
        """Only some lines."""
        return replace(
            self,
            customer=self.customer[wanted],
            basket=self.basket[wanted],
            product=self.product[wanted],
            day=self.day[wanted],
            quantity=self.quantity[wanted],
            amount=self.amount[wanted],
            currency=self.currency[wanted],
            elsewhere=None,
        )

    def table(self) -> pa.Table:
        """The lines as engines know them (`tables.lines.LINES`): an amount that is not told is null."""
        return pa.table(
            {
                "customer": self.customer,
                "basket": self.basket,
                "product": self.product,
                "day": self.day,
                "quantity": self.quantity,
                "amount": pa.array(self.amount, from_pandas=True),
                "currency": self.currency,
            }
        )

    @property
    def span(self) -> tuple[date, date] | None:
        """The first and the last day; None if there are no lines."""
        if not len(self.day):
            return None
        return date.fromordinal(int(self.day.min())), date.fromordinal(int(self.day.max()))
