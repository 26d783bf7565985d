"""Conditions as a site writes them: what they ask, and what is told of one that asks nothing."""

from datetime import date, datetime

import pytest

from screenpop.errors import ConfigurationError
from screenpop.memory import Fact, Recollection
from screenpop.rules.comparisons import days_until
from screenpop.rules.conditions import read_condition, unmet
from screenpop.rules.known import known_of
from screenpop.rules.measures import Measures
from tests.rules.playing import NOW, everything, situation

MEASURES = Measures({"birthday": "date", "staff": "number", "van": "yes-no", "trade": "text"})

HOLD = [
    "credit.hold",
    "credit.hold is yes",
    "not complaint.open is no",
    "accounting.overdue_days > 46",
    "accounting.overdue_days >= 47 days",
    "accounting.overdue_days is 47",
    "not accounting.overdue_days < 47",
    "promise.due_days < 0",
    "promise.due_days >= -1 day",
    "value.years >= 9 years",
    "credit.used_share >= 90 %",
    "credit.used_share<=91%",
    "accounting.overdue > 300 PLN",
    "accounting.overdue > 8999.99 EUR",
    "accounting.overdue > 0",
    "credit.available < 100 PLN",
    "value.segment is at risk",
    "value.segment is AT  RISK",
    'value.segment is "champions" or "at risk"',
    "value.segment is champions or at risk",
    "value.segment is not champions",
    "value.segment contains risk",
    "value.trend is falling",
    "sales.bought contains P-100",
    "sales.bought contains zwir",
    "not sales.bought contains P-1",
    "fact.birthday in 6 days",
    "value.since < 2020-01-01",
    "value.since is 2016-03-10",
    "value.since in 6 days",
    "today >= 2026-03-04",
    "sales.quote_until in 2 days",
    "fact.staff > 12",
    "fact.van",
    "fact.birthday is known",
    "not fact.trade is known",
    "fact.trade is not known",
    "caller.language is pl",
    "call.called is brand a",
]

HOLD_NOT = [
    "not credit.hold",
    "credit.hold is no",
    "accounting.overdue_days > 47",
    "accounting.overdue > 310 PLN",
    "accounting.overdue > 0 USD",
    "value.segment is champions",
    "value.segment is risk",
    "sales.bought contains P-1",
    "fact.birthday in 5 days",
    "fact.trade is baker",
    "fact.trade is not baker",
    "not fact.trade is baker",
    "permission.phone",
    "not permission.phone",
    "fact.birthday is not known",
]


@pytest.mark.parametrize("text", HOLD)
def test_it_holds(text: str) -> None:
    assert unmet(read_condition(text, MEASURES), known_of(everything(), NOW)) is None


@pytest.mark.parametrize("text", HOLD_NOT)
def test_it_does_not_hold(text: str) -> None:
    condition = read_condition(text, MEASURES)
    missed = unmet(condition, known_of(everything(), NOW))

    assert missed is not None
    assert missed.condition is condition
    assert missed.value == condition.measure.read(known_of(everything(), NOW))


WRONG = [
    ("", "a condition is a measure, an operator and a value"),
    ("> 3", "a condition is a measure"),
    ("credit.hld", "did you mean “credit.hold”"),
    ("overdue_days > 3", "did you mean “accounting.overdue_days”"),
    ("credit.hold > 3", "write its name alone"),
    ("credit.hold maybe", "“maybe” is no operator"),
    ("credit.hold is true", "“yes” or “no”"),
    ("accounting.overdue_days", "one of is, >, >=, <, <= must stand"),
    ("accounting.overdue_days > many", "“many” is no number here"),
    ("accounting.overdue_days > 3 weeks", "“3 weeks” is no number here"),
    ("accounting.overdue_days => 3", "is no operator"),
    ("accounting.overdue_days = 3", "is no operator"),
    ("accounting.overdue_days in 3 days", "one of is, >"),
    ("accounting.overdue > 1000", "“> 1000 PLN”"),
    ("accounting.overdue > 1000 XYZ", "“> 1000 PLN”"),
    ("accounting.overdue is 1000 PLN", "one of >, >=, <, <="),
    ("credit.used_share > 0.9", "“>= 90 %”"),
    ("value.segment champions", "“champions” is no operator"),
    ("value.segment is", "the word to compare with is missing"),
    ("sales.bought is cement", "one of contains"),
    ("fact.birthday in a week", "“in 14 days”"),
    ("fact.birthday > 3", "a date is written as in “2026-12-31”"),
    ("value.since < 2020", "a date is written"),
    ("fact.birtday in 3 days", "did you mean “fact.birthday”"),
    ("__import__('os')", "a condition is a measure"),
    ("credit.hold and value.leaving", "“and value.leaving” is no operator"),
]


@pytest.mark.parametrize(("text", "told"), WRONG)
def test_what_can_never_hold_is_told_with_what_would_be_right(text: str, told: str) -> None:
    with pytest.raises(ConfigurationError) as wrong:
        read_condition(text, MEASURES)

    assert told in str(wrong.value)


@pytest.mark.parametrize(
    ("born", "today", "days"),
    [
        (date(1980, 3, 4), date(2026, 3, 4), 0),
        (date(1980, 3, 3), date(2026, 3, 4), 364),
        (date(1980, 1, 5), date(2026, 12, 28), 8),
        (date(1980, 2, 29), date(2026, 2, 20), 8),
        (date(1980, 2, 29), date(2028, 2, 20), 9),
        (date(1980, 2, 29), date(2027, 3, 1), 364 + 1),
        (date(2027, 3, 4), date(2026, 3, 4), 365),
    ],
)
def test_a_day_comes_round_again_over_the_end_of_the_year_and_on_29_february(
    born: date, today: date, days: int
) -> None:
    assert days_until(born, today) == days


def test_a_birthday_is_soon_over_the_end_of_the_year() -> None:
    facts = Recollection(facts=(Fact("birthday", "1980-01-05", NOW),))
    known = known_of(situation(remembers=facts), datetime(2026, 12, 28, tzinfo=NOW.tzinfo))

    assert unmet(read_condition("fact.birthday in 8 days", MEASURES), known) is None
    assert unmet(read_condition("fact.birthday in 7 days", MEASURES), known) is not None
