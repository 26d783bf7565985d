"""Conditions as the playbook writes them: one measure, an operator, a value. Read once, judged on every call."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from screenpop.errors import ConfigurationError
from screenpop.rules.comparisons import Test, test_of
from screenpop.rules.known import Known
from screenpop.rules.measure import Kind, Measure, Value, value_of
from screenpop.rules.measures import Measures
from screenpop.sentences import Sentence, say

_SHAPE = re.compile(r"(not\s+)?([A-Za-z][\w.]*)(?:\s*(>=|<=|[<>])\s*|\s+|$)(.*)")
_WORDS = re.compile(r"(is\s+not|is|contains|in)\b\s*(.*)")
_KNOWN = "known"
_OF_FACTS: Mapping[str, Kind] = {"": Kind.YES_NO, "in": Kind.DATE, "is": Kind.TEXT, "contains": Kind.TEXT}
"""What a fact is that is asked in this way, where nobody has said what it is."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition; what is not known meets none, unless that is what is asked.

    Attributes:
        text: As it was written.
        holds: Whether a value meets it, as of a day.
    """

    text: str
    measure: Measure
    holds: Callable[[Value | None, date], bool]


@dataclass(frozen=True, slots=True)
class Unmet:
    """A condition that does not hold, and what its measure is; None is not known."""

    condition: Condition
    value: Value | None


def unmet(condition: Condition, known: Known) -> Unmet | None:
    """Why the condition does not hold; None if it does."""
    value = value_of(condition.measure, known)
    return None if condition.holds(value, known.today) else Unmet(condition, value)


def read_condition(text: str, measures: Measures) -> Condition:
    """Read one condition.

    Raises:
        ConfigurationError: It can never hold as it is written; the sentence says what would be right.
    """
    text = " ".join(text.split())
    shape = _SHAPE.fullmatch(text)
    if shape is None:
        raise ConfigurationError(
            say(
                "a condition is a measure, an operator and a value, as in “{example}”",
                example="accounting.overdue_days > 60",
            )
        )
    negates, name, compared, value = shape[1] is not None, shape[2], shape[3] or "", shape[4].strip()
    if not compared and value:
        words = _WORDS.fullmatch(value)
        if words is None:
            measures.find(name)
            raise ConfigurationError(_no_operator(value))
        compared, value = words[1].split()[0], words[2].strip()
        negates ^= words[1].endswith("not")
    measure = measures.find(name, _OF_FACTS.get(compared, Kind.NUMBER))
    if (compared, value) == ("is", _KNOWN):
        return Condition(text, measure, lambda known, _: (known is not None) is not negates)
    return Condition(text, measure, _of_known(test_of(measure.kind, compared, value), negates=negates))


def _of_known(test: Test, *, negates: bool) -> Callable[[Value | None, date], bool]:
    return lambda value, today: value is not None and test(value, today) is not negates


def _no_operator(rest: str) -> Sentence:
    return say("“{rest}” is no operator; there are >, >=, <, <=, is, contains and in", rest=rest)
