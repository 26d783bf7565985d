"""The lines as all tables see them, and the words that their expressions share."""

import ibis  # type: ignore[import-untyped] # it has none
from ibis.expr.types import IntegerColumn, NumericValue, Table  # type: ignore[import-untyped] # it has none

LINES = ibis.schema(
    {
        "customer": "int32",
        "basket": "int32",
        "product": "int32",
        "day": "int32",
        "quantity": "float64",
        "amount": "float64",
        "currency": "int32",
    }
)
"""Customers, baskets, products and currencies by their numbers; an amount that is not told is null."""

_SCORE_DIGITS = 12
_WHOLE = 2.0**53  # beyond, a float has no digits after the point
QUANTITY_DIGITS = 6
AMOUNT_DIGITS = 4


def before(lines: Table, day: int) -> Table:
    """The lines of earlier days."""
    return lines.filter(lines.day < day)


def seen(lines: Table) -> Table:
    """What a customer ever had to do with, returns included."""
    return lines.select("customer", "product").distinct()


def score(value: NumericValue) -> NumericValue:
    """A score without the last digits, in which engines differ."""
    return rounded(value, _SCORE_DIGITS)


def rounded(value: NumericValue, digits: int) -> NumericValue:
    """A number of so many digits after the point; halves go up.

    By the same three steps in every engine: their own rounding goes by way of decimals in one, and not in another.
    """
    exact, scale = value.cast("float64"), float(10**digits)
    whole = (exact * scale + 0.5).floor().cast("float64")
    return ibis.ifelse((exact * scale).abs() < _WHOLE, whole / scale, exact)


def number(column: IntegerColumn) -> NumericValue:
    """A whole number that divides as fractions do."""
    return column.cast("float64")
