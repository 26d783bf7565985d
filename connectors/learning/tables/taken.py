"""Takes in the lines where they are: reads each column as `ports.values` would, of the types for which that is certain.

Whatever else there is (a date that is text, a number that is one) is for the reader that goes row by row.
"""

from collections.abc import Callable, Collection, Mapping

import ibis  # type: ignore[import-untyped] # it has none
from ibis.expr.types import BooleanValue, Table, Value  # type: ignore[import-untyped] # it has none

RAW = "raw"
"""What an engine calls the answer to the department's question."""

_SPACE = "".join(character for character in map(chr, range(0x3001)) if character.isspace())
_REQUIRED = ("basket", "at", "product", "quantity")
_MOST = 1e18
_FIRST_DAY = ibis.date(1970, 1, 1)
_ORDINAL = 719_163  # of that day


@ibis.udf.scalar.builtin  # type: ignore[untyped-decorator] # ibis has no types
def btrim(text: str, characters: str) -> str:  # type: ignore[empty-body] # the engine has it
    """Without these characters at both ends."""


def unreadable(raw: Mapping[str, str]) -> Collection[str]:
    """Which of the columns (name → ibis' type) are not of a type that is certain."""
    return [
        name
        for name, accepts in _ACCEPTED.items()
        if (name in raw or name in _REQUIRED)
        and not any(raw.get(name, "").startswith(kind) for kind in accepts)
    ]


def taken(raw: Table, without: Collection[str]) -> Table:
    """The lines as they are meant; `wrong` where one cannot be read."""
    read = {name: _READ[name](raw[name]) for name in _ACCEPTED if name in raw.columns}
    for name in ("customer", "name", "amount", "currency"):
        read.setdefault(name, ibis.null(_TYPES.get(name, "string")))
    table = raw.select(**{name: value.cast(_TYPES.get(name, "string")) for name, value in read.items()})
    lines = table.mutate(wrong=_wrong(table))
    if without:
        lines = lines.filter(lines.customer.isnull() | ~lines.customer.isin(sorted(without)))
    return lines


def _wrong(lines: Table) -> BooleanValue:
    wrong = lines.basket.isnull() | lines.at.isnull() | lines["product"].isnull() | lines.quantity.isnull()
    wrong |= _no_number(lines.quantity)
    wrong |= lines.amount.notnull() & _no_number(lines.amount.cast("float64"))
    return wrong | (lines.currency.notnull() & ~lines.currency.re_search("^[A-Z]{3}$"))


def _no_number(value: Value) -> BooleanValue:
    return ~((value > -_MOST) & (value < _MOST))


def _text(value: Value) -> Value:
    return btrim(value.cast("string"), _SPACE).nullif("")


def _day(value: Value) -> Value:
    return (value.cast("date").delta(_FIRST_DAY, unit="day") + _ORDINAL).cast("int32")


def _amount(value: Value) -> Value:
    return value.cast("string").cast("decimal(38, 12)")


_TEXTS = ("string", "int")
_NUMBERS = ("int", "decimal", "float64")
_ACCEPTED: Mapping[str, Collection[str]] = {
    "customer": _TEXTS,
    "basket": _TEXTS,
    "at": ("date", "timestamp"),
    "product": _TEXTS,
    "quantity": _NUMBERS,
    "name": _TEXTS,
    "amount": _NUMBERS,
    "currency": ("string",),
}
_READ: Mapping[str, Callable[[Value], Value]] = {
    "customer": _text,
    "basket": _text,
    "at": _day,
    "product": _text,
    "quantity": lambda value: value.cast("float64"),
    "name": _text,
    "amount": _amount,
    "currency": lambda value: _text(value).upper(),
}
_TYPES: Mapping[str, str] = {"at": "int32", "quantity": "float64", "amount": "decimal(38, 12)"}
