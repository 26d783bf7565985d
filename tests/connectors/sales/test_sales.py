from datetime import date, timedelta

import pytest

from connectors.sales.connector import Sales
from screenpop.answers.sales import Dealings, OpenOrder
from screenpop.customers import Customer
from screenpop.errors import UnreadableAnswer
from tests.connectors.databases import make_source

TODAY = date(2026, 3, 2)
CUSTOMER = Customer("C1", "Hurt-Bud", {"sales": "S9"})
SHOP = """
create table lines (buyer, sold_at, sku, name, quantity, amount, currency);
create table orders (buyer, no, status, promised, tracking);
create table quotes (buyer, no, until, amount, currency);
"""
PURCHASES = (
    "select sold_at as at, sku as product, name, quantity, amount, currency from lines where buyer = :ref"
)
ORDERS = "select no as number, status, promised, tracking from orders where buyer = :ref"
QUOTES = "select no as number, until as valid_until, amount, currency from quotes where buyer = :ref"


def sales(folder, script, *, orders=ORDERS, quotes=QUOTES):
    source = make_source(folder, SHOP + script)
    return Sales(source, lambda: TODAY, timedelta(seconds=5), PURCHASES, orders, quotes)


def test_the_twenty_newest_lines_are_told_and_all_are_added_up(tmp_path):
    department = sales(
        tmp_path,
        """with recursive n(i) as (select 0 union all select i + 1 from n where i < 99)
           insert into lines
           select 'S9', date('2026-03-02', '-' || i || ' days'), 'P' || i, 'Paint', 2, 1.5, 'PLN' from n;""",
    )

    answer = department.ask(CUSTOMER)

    assert [purchase.product for purchase in answer.purchases] == [f"P{i}" for i in range(20)]
    assert {currency: str(total) for currency, total in answer.last_12_months.items()} == {"PLN": "150.00"}
    assert answer.previous_12_months == {}


def test_a_line_is_told_with_plain_quantity_and_rounded_amount(tmp_path):
    department = sales(
        tmp_path,
        """insert into lines values ('S9', '2026-02-01 10:11:12', 77, 'Glue', 2.50, 10, 'PLN'),
               ('S9', '2026-01-31', 'R', null, '-12.000', '-99.999', 'PLN');""",
    )

    glue, returned = department.ask(CUSTOMER).purchases

    assert (glue.at, glue.product, str(glue.quantity), str(glue.amount)) == (
        date(2026, 2, 1),
        "77",
        "2.5",
        "10.00",
    )
    assert (returned.name, str(returned.quantity), str(returned.amount)) == ("R", "-12", "-100.00")


def test_a_customer_who_bought_nothing_is_an_answer(tmp_path):
    assert sales(tmp_path, "").ask(CUSTOMER) == Dealings((), {}, {})


def test_orders_and_quotes_are_told_in_the_order_of_their_question(tmp_path):
    department = sales(
        tmp_path,
        """insert into orders values ('S9', 8812, 'late', '2026-03-06', 'DPD 1'), ('S9', 8700, null, null, null);
           insert into quotes values ('S9', 'Q2', '2026-03-31', 12.3, 'PLN'), ('S9', 'Q1', null, null, null),
               ('S9', 'Q0', null, '5.10', null);""",
    )

    answer = department.ask(CUSTOMER)

    assert answer.orders == (
        OpenOrder("8812", "late", date(2026, 3, 6), "DPD 1"),
        OpenOrder("8700", None, None, None),
    )
    assert [(quote.number, quote.amount and str(quote.amount)) for quote in answer.quotes] == [
        ("Q2", "12.30"),
        ("Q1", None),
        ("Q0", "5.1"),
    ]


def test_orders_that_are_late_stand_first_the_longest_late_before_all(tmp_path):
    department = sales(
        tmp_path,
        """insert into orders values ('S9', 1, null, '2026-03-02', null), ('S9', 2, null, '2026-03-01', null),
               ('S9', 3, null, null, null), ('S9', 4, null, '2026-02-01', 'DPD 4'), ('S9', 5, null, '2026-03-03', null),
               ('S9', 6, null, '2026-03-01', null);""",
    )

    orders = department.ask(CUSTOMER).orders

    assert [order.number for order in orders] == ["4", "2", "6", "1", "3", "5"]
    assert [order.number for order in orders if order.is_late(TODAY)] == ["4", "2", "6"]


def test_quotes_that_have_expired_are_still_told_after_the_others(tmp_path):
    department = sales(
        tmp_path,
        """insert into quotes values ('S9', 'Q1', '2026-03-01', 1, 'PLN'), ('S9', 'Q2', '2026-03-02', 1, 'PLN'),
               ('S9', 'Q3', null, 1, 'PLN');""",
    )

    quotes = department.ask(CUSTOMER).quotes

    assert [quote.number for quote in quotes] == ["Q2", "Q3", "Q1"]
    assert [quote.number for quote in quotes if quote.has_expired(TODAY)] == ["Q1"]


def test_orders_and_quotes_are_not_needed(tmp_path):
    answer = sales(tmp_path, "", orders=None, quotes=None).ask(CUSTOMER)

    assert (answer.orders, answer.quotes) == ((), ())


@pytest.mark.parametrize(
    ("values", "column"),
    [
        ("null, 'P', 'Paint', 1, 1, 'PLN'", "at"),
        ("'2026-02-01', null, 'Paint', 1, 1, 'PLN'", "product"),
        ("'2026-02-01', 'P', 'Paint', null, 1, 'PLN'", "quantity"),
        ("'2026-02-01', 'P', 'Paint', 'a few', 1, 'PLN'", "quantity"),
        ("'2026-02-01', 'P', 'Paint', 1, 'N/A', 'PLN'", "amount"),
        ("'2026-02-01', 'P', 'Paint', 1, 1, ''", "currency"),
    ],
)
def test_what_cannot_be_read_is_told_by_its_column(tmp_path, values, column):
    department = sales(tmp_path, f"insert into lines values ('S9', {values});")

    with pytest.raises(UnreadableAnswer, match=f"“purchases”, row 1: the column “{column}”"):
        department.ask(CUSTOMER)


def test_a_million_lines_are_refused_in_time(tmp_path):
    source = make_source(tmp_path, SHOP)
    million = """with recursive n(i) as (select 1 union all select i + 1 from n limit 1000000)
                 select '2026-03-01' as at, i as product, 1 as quantity, 1 as amount, 'PLN' as currency from n"""

    with pytest.raises(UnreadableAnswer, match="more than 50000 rows"):
        Sales(source, lambda: TODAY, timedelta(seconds=2), million).ask(CUSTOMER)
