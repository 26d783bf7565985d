"""Lines that come in parts, kept as columns of numbers and nothing else."""

from array import array
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from math import nan
from typing import Any

import numpy as np

from connectors.learning.history import UNKNOWN, Column, History
from screenpop.money import rounded

Read = Callable[[Any], Any]
"""Makes a column's value of what a source gave; raises `ValueError` for what it cannot take."""

COLUMNS = ("customer", "basket", "product", "at", "quantity", "name", "currency", "amount")

_REMEMBERED = 300_000
_ALIKE = (str, int, float, date, datetime, bytes, type(None))
"""Types of which two equal values are read alike, as 1 and 1.0 are not, nor the texts of two equal decimals."""


class _Known(dict[object, float]):
    """What each value of one type became; one that came before is not read again."""

    def __init__(self, made: Callable[[object], float]) -> None:
        super().__init__()
        self._made = made

    def __missing__(self, value: object) -> float:
        if len(self) >= _REMEMBERED:
            self.clear()
        number = self[value] = self._made(value)
        return number


class _Numbers:
    """Makes numbers of a column's values."""

    def __init__(self, made: Callable[[object], float], *alike: type) -> None:
        self._made = made
        self._known: dict[type, _Known] = {kind: _Known(made) for kind in (*_ALIKE, *alike)}

    def all(self, values: Sequence[object]) -> list[float]:
        kinds = set(map(type, values)) - {type(None)} or {type(None)}  # nothing equals nothing else
        known = self._known.get(kinds.pop()) if len(kinds) == 1 else None
        if known is not None:
            return list(map(known.__getitem__, values))
        return [self.one(value) for value in values]

    def one(self, value: object) -> float:
        known = self._known.get(type(value))
        return self._made(value) if known is None else known[value]


class Numbering:
    """Takes lines in parts; what it holds of them are numbers, and each text once."""

    def __init__(
        self, before: date, without: Collection[str] = (), reads: Mapping[str, Read] | None = None
    ) -> None:
        """Take lines.

        Args:
            before: Only earlier days count.
            without: Customers whose lines are left out.
            reads: How each column's values are read; they are as they must be where it is left out.
        """
        self._before = before.toordinal()
        self._without = frozenset(without)
        self._read: Mapping[str, Read] = reads or dict.fromkeys(COLUMNS, _as_it_is)
        self._texts: dict[str, dict[str, int]] = {
            name: {} for name in ("customer", "basket", "product", "name", "currency")
        }
        self._places = {name: _Numbers(partial(self._place, name)) for name in self._texts}
        self._days = _Numbers(self._day)
        self._quantities = _Numbers(self._quantity, Decimal)
        self._paid: dict[int, _Numbers] = {}
        self._columns = {name: array("i") for name in (*self._texts, "at")}
        self._floats = {name: array("d") for name in ("quantity", "amount")}
        self._nobodys = 0

    def take(self, given: Mapping[str, Sequence[object]]) -> None:
        """Take a part: all columns, equally long; nothing of it is taken if a value cannot be read.

        Raises:
            ValueError: Such a value.
        """
        part = {name: np.array(self._places[name].all(given[name]), np.int32) for name in self._texts}
        part["at"] = np.array(self._days.all(given["at"]), np.int32)
        quantity = np.array(self._quantities.all(given["quantity"]), np.float64)
        amount = np.array(self._amounts(part["currency"], given["amount"]), np.float64)
        early = part["at"] < self._before
        left_out = [
            self._texts["customer"][each] for each in self._without if each in self._texts["customer"]
        ]
        wanted = early & (part["customer"] != UNKNOWN) & ~np.isin(part["customer"], left_out)
        self._nobodys += int(np.count_nonzero(early & (part["customer"] == UNKNOWN)))
        for name, column in self._columns.items():
            column.frombytes(part[name][wanted].tobytes())
        self._floats["quantity"].frombytes(quantity[wanted].tobytes())
        self._floats["amount"].frombytes(amount[wanted].tobytes())

    def history(self) -> History:
        """All that was taken."""
        columns = {name: np.frombuffer(column, np.int32) for name, column in self._columns.items()}
        customers, customer = self._sorted("customer", columns["customer"])
        products, product = self._sorted("product", columns["product"])
        currencies, currency = self._sorted("currency", columns["currency"])
        names, name = self._sorted("name", columns["name"])
        known = dict(_latest(product, columns["at"], name))
        return History(
            customers=customers,
            products=products,
            names=[names[known[place]] if place in known else text for place, text in enumerate(products)],
            currencies=currencies,
            customer=customer,
            basket=_baskets(customer, self._sorted("basket", columns["basket"])[1]),
            product=product,
            day=columns["at"],
            quantity=np.frombuffer(self._floats["quantity"], np.float64),
            amount=np.frombuffer(self._floats["amount"], np.float64),
            currency=currency,
            nobodys=self._nobodys,
        )

    def _place(self, name: str, value: object) -> int:
        text = self._read[name](value)
        if text is None:
            return UNKNOWN
        places = self._texts[name]
        return places.setdefault(text, len(places))

    def _day(self, value: object) -> int:
        day: date = self._read["at"](value)
        return day.toordinal()

    def _quantity(self, value: object) -> float:
        return float(self._read["quantity"](value))

    def _amounts(self, currency: Column, values: Sequence[object]) -> list[float]:
        found = np.unique(currency).tolist()
        for place in found:
            if place not in self._paid:
                self._paid[place] = _Numbers(partial(self._amount, self._code(place)), Decimal)
        if len(found) == 1:
            return self._paid[found[0]].all(values)
        return [self._paid[place].one(value) for place, value in zip(currency.tolist(), values, strict=True)]

    def _code(self, place: int) -> str | None:
        return None if place == UNKNOWN else list(self._texts["currency"])[place]

    def _amount(self, currency: str | None, value: object) -> float:
        amount: Decimal | None = self._read["amount"](value)
        if amount is None:
            return nan
        return float(rounded(amount, currency) if currency else amount)

    def _sorted(self, name: str, places: Column) -> tuple[list[str], Column]:
        """The texts that really occur, sorted, and each line's place among them."""
        texts = list(self._texts[name])
        present = np.unique(places)
        occurring = sorted((texts[place], place) for place in present.tolist() if place != UNKNOWN)
        among = np.full(len(texts) + 1, UNKNOWN, np.int32)  # the last one is where `UNKNOWN` finds itself
        among[[place for _, place in occurring]] = np.arange(len(occurring), dtype=np.int32)
        return [text for text, _ in occurring], among[places]


def _baskets(customer: Column, basket: Column) -> Column:
    """A basket's number need only be its customer's own; numbered in the order of both."""
    both = customer.astype(np.int64) << 32 | basket
    numbers: Column = np.unique(both, return_inverse=True)[1].astype(np.int32)
    return numbers


def _latest(product: Column, day: Column, name: Column) -> list[tuple[int, int]]:
    """For each product the name that it had last; of two on one day the later one of the alphabet."""
    order = np.lexsort((name, day, product))
    order = order[name[order] != UNKNOWN]
    last = np.flatnonzero(np.diff(product[order], append=-1))
    return list(zip(product[order][last].tolist(), name[order][last].tolist(), strict=True))


def _as_it_is(value: object) -> object:
    return value
