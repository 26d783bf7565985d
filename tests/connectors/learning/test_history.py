from dataclasses import replace
from datetime import date
from decimal import Decimal
from math import isnan

from connectors.learning.history import UNKNOWN
from connectors.learning.lines import read_history
from tests.connectors.learning.lines import after, bought, together


def test_only_earlier_days_are_read():
    history = read_history(together(bought("c", "x", day=9), bought("c", "x", day=10)), before=after(10))

    assert history.span == (after(9), after(9))


def test_lines_of_nobody_are_counted_and_left_out():
    history = read_history(together(bought(None, "x", "y"), bought("c", "x")), before=after(10))

    assert history.nobodys == 2
    assert len(history.day) == 1
    assert history.customers == ["c"]


def test_two_customers_may_number_their_baskets_alike():
    history = read_history(
        together(bought("a", "x", "y", basket="1"), bought("b", "x", basket="1")), before=after(10)
    )

    assert len(set(history.basket.tolist())) == 2


def test_customers_and_products_stand_sorted_whatever_the_order_of_the_lines():
    lines = together(bought("b", "y"), bought("a", "z"), bought("c", "x"))
    history = read_history(lines, before=after(10))

    assert history.customers == ["a", "b", "c"]
    assert history.products == ["x", "y", "z"]
    assert history.customer.tolist() == [1, 0, 2]
    assert history.product.tolist() == [1, 2, 0]


def test_a_product_is_called_what_it_was_called_last():
    old, new = bought("a", "x", day=5), bought("a", "x", day=1)
    history = read_history([old[0], *new, *bought("a", "nameless")], before=after(10))

    assert history.names == ["The nameless", "The x"]


def test_amounts_are_rounded_to_their_currencys_digits_and_unknown_where_nothing_is_told():
    told = [
        replace(line, amount=amount, currency=currency)
        for line, amount, currency in zip(
            bought("c", "w", "x", "y", "z"),
            (Decimal("2.345"), Decimal("250.5"), Decimal("1.234"), None),
            ("PLN", "JPY", None, "PLN"),
            strict=True,
        )
    ]
    history = read_history(told, before=after(10))

    assert history.currencies == ["JPY", "PLN"]
    assert history.currency.tolist() == [1, 0, UNKNOWN, 1]
    assert history.amount[:3].tolist() == [2.35, 251, 1.234]
    assert isnan(history.amount[3])


def test_no_lines_are_a_history_too():
    history = read_history([], before=date(2026, 1, 1))

    assert history.span is None
    assert history.products == []
