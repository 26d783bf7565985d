from dataclasses import replace
from decimal import Decimal

import duckdb
import ibis
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.learning.lines import read_history
from connectors.learning.returns import without_returns
from connectors.learning.tables import kept
from connectors.learning.tables.lines import LINES
from tests.connectors.learning.lines import MONDAY, after, bought, together


def stayed(*groups):
    """Day, product and quantity of what stayed."""
    history = without_returns(read_history(together(*groups), before=after(100)))
    return [
        (day - MONDAY.toordinal(), history.products[product], quantity)
        for day, product, quantity in zip(
            history.day.tolist(), history.product.tolist(), history.quantity.tolist(), strict=True
        )
    ]


def test_what_came_back_in_full_was_not_bought():
    assert stayed(bought("c", "x", "y", day=1, quantity=5), bought("c", "x", day=3, quantity=-5)) == [
        (1, "y", 5)
    ]


def test_what_came_back_in_part_counts_with_what_is_left():
    assert stayed(bought("c", "x", day=1, quantity=5), bought("c", "x", day=3, quantity=-2)) == [(1, "x", 3)]


def test_a_return_takes_back_the_latest_purchase_first_and_goes_on_with_the_one_before():
    assert stayed(
        bought("c", "x", day=1, quantity=5),
        bought("c", "x", day=10, quantity=5),
        bought("c", "x", day=20, quantity=-7),
        bought("c", "x", day=30, quantity=4),
    ) == [(1, "x", 3), (30, "x", 4)]


def test_a_return_on_the_day_of_the_purchase_takes_it_back_whatever_the_order_of_the_lines():
    assert stayed(bought("c", "x", day=1, quantity=-5), bought("c", "x", day=1, quantity=5)) == []


def test_a_return_of_what_was_never_bought_takes_nothing():
    assert stayed(
        bought("c", "x", day=1, quantity=-5),
        bought("c", "x", day=2, quantity=5),
        bought("d", "x", day=1, quantity=1),
    ) == [(2, "x", 5), (1, "x", 1)]


def test_another_customers_and_another_products_purchases_stay():
    assert stayed(
        bought("c", "x", day=1, quantity=5),
        bought("d", "x", day=2, quantity=-5),
        bought("c", "y", day=2, quantity=-5),
    ) == [(1, "x", 5)]


BOUGHT = ibis.to_sql(kept.bought(ibis.table(LINES, name="lines")), dialect="duckdb")
_lines = st.lists(
    st.tuples(
        st.sampled_from("cd"),
        st.sampled_from("xy"),
        st.integers(0, 6),
        st.sampled_from([1, 2, 5, 0.3, 2.125, -1, -2, -4, -0.1, 0]),
    ),
    max_size=24,
)


@settings(max_examples=50, deadline=None)
@given(_lines)
def test_the_engines_expression_takes_back_the_same(told):
    lines = together(
        *(
            [
                replace(line, amount=Decimal(place), currency="PLN")
                for line in bought(customer, product, day=day, quantity=quantity)
            ]
            for place, (customer, product, day, quantity) in enumerate(told)
        )
    )
    history = read_history(lines, before=after(100))
    with duckdb.connect() as engine:
        engine.register("lines", history.table())
        found = engine.sql(BOUGHT).to_arrow_table()

    assert sorted(map(str, found.to_pylist())) == sorted(
        map(str, without_returns(history).table().to_pylist())
    )
