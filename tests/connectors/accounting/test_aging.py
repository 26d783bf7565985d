from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.accounting.aging import balances
from screenpop.answers.accounting import OpenItem
from screenpop.money import rounded

TODAY = date(2026, 3, 2)


def item(days_late, amount="10.00", currency="PLN"):
    return OpenItem(None, TODAY - timedelta(days=days_late), Decimal(amount), currency, disputed=False)


def buckets(balance):
    aging = balance.aging
    return [aging.current, aging.days_1_30, aging.days_31_60, aging.days_61_90, aging.over_90]


@pytest.mark.parametrize(
    ("days_late", "bucket"),
    [(-400, 0), (-1, 0), (0, 0), (1, 1), (30, 1), (31, 2), (60, 2), (61, 3), (90, 3), (91, 4), (4000, 4)],
)
def test_an_item_is_in_the_bucket_of_its_days_past_due(days_late, bucket):
    (balance,) = balances([item(days_late)], TODAY)

    expected = [Decimal("0.00")] * 5
    expected[bucket] = Decimal("10.00")
    assert buckets(balance) == expected
    assert balance.overdue == (0 if bucket == 0 else 10)
    assert balance.oldest_days == max(0, days_late)


def test_every_currency_has_its_balance_and_the_longest_overdue_comes_first():
    items = [
        item(0, currency="EUR"),
        item(0, currency="CHF"),
        item(3, currency="USD"),
        item(9, currency="PLN"),
    ]

    assert [balance.currency for balance in balances(items, TODAY)] == ["PLN", "USD", "CHF", "EUR"]


def test_a_credit_note_lessens_its_bucket_and_is_never_late_itself():
    (balance,) = balances([item(40, "-50.00"), item(10, "30.00"), item(0, "25.00")], TODAY)

    assert [str(amount) for amount in buckets(balance)] == ["25.00", "30.00", "-50.00", "0.00", "0.00"]
    assert (str(balance.balance), str(balance.overdue), balance.oldest_days) == ("5.00", "-20.00", 10)


def test_nothing_open_is_no_balance():
    assert balances([], TODAY) == ()


amounts = st.decimals(min_value=-(10**9), max_value=10**9, places=3, allow_nan=False)
days = st.integers(min_value=-500, max_value=5000)
currencies = st.sampled_from(["PLN", "JPY", "KWD"])


@settings(deadline=None)  # the machine may be busy
@given(st.lists(st.tuples(days, amounts, currencies), max_size=40))
def test_buckets_add_up_to_the_balance_and_the_late_ones_to_what_is_overdue(given_items):
    items = [item(late, rounded(amount, currency), currency) for late, amount, currency in given_items]

    found = balances(items, TODAY)

    assert {balance.currency for balance in found} == {each.currency for each in items}
    for balance in found:
        mine = [each for each in items if each.currency == balance.currency]
        assert sum(buckets(balance)) == balance.balance == sum(each.amount for each in mine)
        assert sum(buckets(balance)[1:]) == balance.overdue
        assert balance.overdue == sum(each.amount for each in mine if each.due < TODAY)
        for amount in (*buckets(balance), balance.balance, balance.overdue):
            assert amount == rounded(amount, balance.currency)
            assert str(amount) == str(rounded(amount, balance.currency))
