"""A measure: one thing that a rule may test, or name in its words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import cast

from screenpop.money import Money
from screenpop.rules.known import Known
from screenpop.sentences import Sentence, say, say_many


class Kind(StrEnum):
    """What a measure is; conditions compare by it."""

    YES_NO = "yes or no"
    NUMBER = "number"
    DAYS = "days"
    YEARS = "years"
    SHARE = "percentage"
    MONEY = "amount"
    DATE = "date"
    TEXT = "text"
    LIST = "list"


Amounts = tuple[Money, ...]
"""One a currency, the most telling first; a condition's currency chooses among them."""

Value = bool | int | Decimal | Amounts | date | str | Sentence | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that may be known of a call.

    Attributes:
        name: As rules write it.
        read: None is not known.
    """

    name: str
    kind: Kind
    read: Callable[[Known], Value | None]


def value_of(measure: Measure, known: Known) -> Value | None:
    """What the measure is now; read once however many rules ask."""
    read = measure.read
    try:
        return cast("Value | None", known.read[read])
    except KeyError:
        value = known.read[read] = read(known)
        return value


def in_words(value: Value) -> object:
    """What a sentence takes for a value that has a kind of its own."""
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if isinstance(value, tuple):
        return next((each for each in value if isinstance(each, Money)), None) or ", ".join(map(str, value))
    return value


def with_unit(kind: Kind, value: Value) -> object:
    """The same, with what a number counts: "3 days"."""
    if kind is Kind.DAYS and isinstance(value, int):
        return say_many("{count} day", "{count} days", value)
    if kind is Kind.YEARS and isinstance(value, int):
        return say_many("{count} year", "{count} years", value)
    if kind is Kind.SHARE:
        return say("{percent} %", percent=value)
    return in_words(value)
