"""How a condition's operator and value test what is known, by what kind of measure it is."""

import operator
import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from screenpop.errors import ConfigurationError
from screenpop.folding import folded
from screenpop.money import Money
from screenpop.rules.amounts import read_amount
from screenpop.rules.measure import Kind, Value
from screenpop.sentences import Sentence, say

Test = Callable[[Value, date], bool]
"""Whether a value that is known passes, as of a day."""

_ORDERS: Mapping[str, Callable[[Any, Any], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "is": operator.eq,
}
_NUMBERS = ("is", ">", ">=", "<", "<=")
OPERATORS: Mapping[Kind, tuple[str, ...]] = {
    Kind.YES_NO: ("", "is"),
    Kind.NUMBER: _NUMBERS,
    Kind.DAYS: _NUMBERS,
    Kind.YEARS: _NUMBERS,
    Kind.SHARE: _NUMBERS,
    Kind.MONEY: (">", ">=", "<", "<="),
    Kind.DATE: ("in", *_NUMBERS),
    Kind.TEXT: ("is", "contains"),
    Kind.LIST: ("contains",),
}
"""What each kind can be asked, beside “is known”."""

_UNITS: Mapping[Kind, tuple[str, ...]] = {
    Kind.DAYS: ("", "day", "days"),
    Kind.YEARS: ("", "year", "years"),
    Kind.SHARE: ("%",),
}
_NUMBER = re.compile(r"(-?\d+(?:\.\d+)?)\s*(\S*)")
_WITHIN = re.compile(r"(\d{1,4})\s+days?")


def test_of(kind: Kind, compared: str, value: str) -> Test:
    """The test that an operator and a value are.

    Raises:
        ConfigurationError: This kind cannot be asked that; the sentence says what it can be asked.
    """
    if compared not in OPERATORS[kind]:
        raise ConfigurationError(_asked_otherwise(kind))
    match kind:
        case Kind.YES_NO:
            wanted = _yes_or_no(value) if compared else _nothing_more(value)
            return lambda known, _: known is wanted
        case Kind.TEXT | Kind.LIST:
            return _of_text(compared, value)
        case Kind.DATE if compared == "in":
            return _soon(value)
        case Kind.DATE:
            day, compare = _day(value), _ORDERS[compared]
            return lambda known, _: compare(known, day)
        case Kind.MONEY:
            return _of_money(compared, value)
    number, compare = _number(value, _UNITS.get(kind, ("",)), kind), _ORDERS[compared]
    return lambda known, _: compare(known, number)


def _yes_or_no(value: str) -> bool:
    if value not in ("yes", "no"):
        raise ConfigurationError(say("it is “yes” or “no”, not “{value}”", value=value))
    return value == "yes"


def _nothing_more(value: str) -> bool:
    if value:
        raise ConfigurationError(_asked_otherwise(Kind.YES_NO))
    return True


def _of_text(compared: str, value: str) -> Test:
    """Neither case nor accents matter; several words stand with “or” between them."""
    words = tuple(_same(word) for word in _words(value))
    if compared == "is":
        return lambda known, _: _same(str(known)) in words

    def contains(known: Value, _: date) -> bool:
        if isinstance(known, tuple):
            return any(_same(str(each)) in words for each in known)
        text = _same(str(known))
        return any(word in text for word in words)

    return contains


def _words(value: str) -> list[str]:
    quoted = re.findall(r'"([^"]*)"', value)
    words = quoted if value.startswith('"') else value.split(" or ")
    if not all(word.strip() for word in words) or not words:
        raise ConfigurationError(say("the word to compare with is missing"))
    return words


def _same(text: str) -> str:
    return " ".join(folded(text).split())


def _soon(value: str) -> Test:
    within = _WITHIN.fullmatch(value)
    if within is None:
        raise ConfigurationError(
            say("after “in” stands a number of days, as in “{example}”", example="in 14 days")
        )
    days = int(within[1])
    return lambda known, today: isinstance(known, date) and days_until(known, today) <= days


def days_until(day: date, today: date) -> int:
    """Until it comes, or comes round again; who was born on 29 February has their day on the 28th otherwise."""
    if day >= today:
        return (day - today).days
    again = (_in_year(day, year) for year in (today.year, today.year + 1))
    return next((each - today).days for each in again if each >= today)


def _in_year(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ConfigurationError(
            say("a date is written as in “{example}”, not “{value}”", example="2026-12-31", value=value)
        ) from None


def _of_money(compared: str, value: str) -> Test:
    """The amount in the condition's own currency; whatever the currency where it is nothing."""
    compare = _ORDERS[compared]
    wanted = Money(Decimal(0), "") if value == "0" else read_amount(value, f"{compared} 1000 PLN")

    def holds(known: Value, _: date) -> bool:
        amounts = [each for each in known if isinstance(each, Money)] if isinstance(known, tuple) else []
        return any(
            compare(each.amount, wanted.amount) for each in amounts if wanted.currency in ("", each.currency)
        )

    return holds


def _number(value: str, units: tuple[str, ...], kind: Kind) -> Decimal:
    found = _NUMBER.fullmatch(value)
    if found is None or found[2] not in units:
        example = f"> 5 {units[-1]}".rstrip()
        raise ConfigurationError(
            say("“{value}” is no number here; write it as in “{example}”", value=value, example=example)
            if kind is not Kind.SHARE
            else say("a share is written with its sign, as in “{example}”", example=">= 90 %")
        )
    return Decimal(found[1])


def _asked_otherwise(kind: Kind) -> Sentence:
    if kind is Kind.YES_NO:
        return say("it is known or not, yes or no: write its name alone, with “not” before it if need be")
    asked = ", ".join(OPERATORS[kind])
    return say("after its name one of {operators} must stand, and a value", operators=asked)
