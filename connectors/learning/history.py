"""The sales history, as columns of numbers: what learning computes on."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.int32]
Quantities = NDArray[np.float64]


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


@dataclass(frozen=True, slots=True)
class History:
    """Lines by columns; customers and products are places in sorted lists, days are ordinals.

    Attributes:
        customers: The sales source's numbers, sorted.
        products: The sales source's numbers, sorted.
        names: What each product was called last.
        nobodys: How many lines had no customer.
    """

    customers: Sequence[str]
    products: Sequence[str]
    names: Sequence[str]
    customer: Column
    basket: Column
    product: Column
    day: Column
    quantity: Quantities
    nobodys: int

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
        )

    @property
    def span(self) -> tuple[date, date] | None:
        """The first and the last day; None if there are no lines."""
        if not len(self.day):
            return None
        return date.fromordinal(int(self.day.min())), date.fromordinal(int(self.day.max()))


def read_history(lines: Iterable[Line], before: date) -> History:
    """Take in all lines of earlier days; a basket's number need only be its customer's own."""
    customers: dict[str, int] = {}
    baskets: dict[tuple[int, str], int] = {}
    names: dict[str, tuple[date, str]] = {}
    products: dict[str, int] = {}
    columns = [array("i") for _ in range(4)]
    quantities = array("d")
    nobodys = 0
    for line in lines:
        if line.at >= before:
            continue
        if line.customer is None:
            nobodys += 1
            continue
        customer = customers.setdefault(line.customer, len(customers))
        columns[0].append(customer)
        columns[1].append(baskets.setdefault((customer, line.basket), len(baskets)))
        columns[2].append(products.setdefault(line.product, len(products)))
        columns[3].append(line.at.toordinal())
        quantities.append(float(line.quantity))
        if line.name and names.get(line.product, (date.min,))[0] <= line.at:
            names[line.product] = (line.at, line.name)
    customer_places, product_places = _sorted_places(customers), _sorted_places(products)
    buyer, basket, product, day = (np.array(column, np.int32) for column in columns)
    return History(
        customers=sorted(customers),
        products=(known := sorted(products)),
        names=[names[each][1] if each in names else each for each in known],
        customer=customer_places[buyer],
        basket=basket,
        product=product_places[product],
        day=day,
        quantity=np.array(quantities, np.float64),
        nobodys=nobodys,
    )


def _sorted_places(seen: Mapping[str, int]) -> Column:
    """For each value, as it was counted when first seen, its place among the sorted ones."""
    places = np.empty(len(seen), np.int32)
    places[[seen[value] for value in sorted(seen)]] = np.arange(len(seen), dtype=np.int32)
    return places
