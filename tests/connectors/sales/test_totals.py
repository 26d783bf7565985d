from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.sales.rows import PurchaseRow
from connectors.sales.totals import last_and_previous

TODAY = date(2026, 3, 2)


def line(at, amount="10", currency="PLN"):
    return PurchaseRow(at, "X", Decimal(1), Decimal(amount), currency)


@pytest.mark.parametrize(
    ("at", "last", "previous"),
    [
        (date(2026, 3, 3), 0, 0),
        (date(2026, 3, 2), 1, 0),
        (date(2025, 3, 3), 1, 0),
        (date(2025, 3, 2), 0, 1),
        (date(2024, 3, 3), 0, 1),
        (date(2024, 3, 2), 0, 0),
    ],
)
def test_a_year_begins_after_the_same_day_a_year_ago(at, last, previous):
    totals = last_and_previous([line(at)], TODAY)

    assert tuple(map(len, totals)) == (last, previous)


def test_a_year_can_end_on_the_29th_of_february():
    lines = [line(date(2023, 2, 28)), line(date(2023, 3, 1)), line(date(2024, 2, 29))]

    last, previous = last_and_previous(lines, date(2024, 2, 29))

    assert (last, previous) == ({"PLN": 20}, {"PLN": 10})


def test_returns_count_against_what_was_bought_by_currency():
    lines = [line(TODAY, "10.005"), line(TODAY, "-4"), line(TODAY, "7", "JPY"), line(TODAY, "-0.001", "EUR")]

    last, _ = last_and_previous(lines, TODAY)

    assert {currency: str(amount) for currency, amount in last.items()} == {
        "EUR": "0.00",
        "JPY": "7",
        "PLN": "6.01",
    }


@settings(deadline=None)  # the machine may be busy
@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31)), st.integers(0, 3 * 366))
def test_no_day_of_two_years_is_lost_or_counted_twice(today, days_ago):
    last, previous = last_and_previous([line(today - timedelta(days=days_ago))], today)

    assert len(last) + len(previous) <= 1
    if days_ago < 365:
        assert last
    elif 366 <= days_ago < 730:
        assert previous
    elif days_ago > 731:
        assert not last
        assert not previous
