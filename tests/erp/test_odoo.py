"""The preset for Odoo on tables of Odoo's shape: good SQL, the right columns. That it fits a real Odoo is not shown."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from tests.erp.conftest import let_in
from tests.erp.desk import ErpDesk
from tests.servers import PostgreSQL

TODAY = date.today()  # noqa: DTZ011 # aging counts days of the local calendar
TABLES = Path(__file__).with_name("odoo_tables.sql")


@pytest.fixture(scope="module")
def desk(postgresql: PostgreSQL, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ErpDesk]:
    database = postgresql.create_database(TABLES.read_text("utf-8"))
    let_in(postgresql, "Odoo", "screenpop_odoo", database)
    folder = tmp_path_factory.mktemp("odoo-desk")
    made = ErpDesk("odoo", postgresql.url(database, login="screenpop_odoo"), postgresql, folder)
    made.fill_directory()
    yield made
    made.close()


def test_check_finds_nothing_wrong(desk: ErpDesk):
    code, told = desk.run("check")

    assert code == 0, told


def test_a_contact_calls_for_the_company(desk: ErpDesk):
    company, person = desk.find("+48226203040", "601234567")

    assert {one["id"] for one in company["customers"]} == {"1"}
    assert [(one["id"], one["name"], one["contact"]) for one in person["customers"]] == [
        ("1", "Elektro Wąs", "Anna Wąs")
    ]


def test_what_is_owed_is_told_by_currency_with_the_last_payment(desk: ErpDesk):
    answer = desk.ask("accounting", 1)

    assert {balance.currency: balance.balance for balance in answer.balances} == {
        "PLN": Decimal(830),
        "EUR": Decimal(10),
    }
    assert answer.last_payment.amount == Decimal(400)
    assert answer.as_of == TODAY - timedelta(days=9)


def test_sales_tell_orders_quotes_and_purchases(desk: ErpDesk):
    answer = desk.ask("sales", 1)

    assert [(line.product, line.name, line.amount) for line in answer.purchases] == [
        ("K-100", "Cable", Decimal(200))
    ]
    assert [(order.number, order.status, order.tracking) for order in answer.orders] == [
        ("S1", "partial", "PS-0099")
    ]
    assert [(quote.number, quote.currency) for quote in answer.quotes] == [("S2", "EUR")]


def test_credit_tells_limit_exposure_and_hold(desk: ErpDesk):
    standing = desk.ask("credit", 1)

    assert (standing.limit, standing.exposure) == (Decimal(5000), Decimal(830 + 40 + 200))
    assert (standing.hold, standing.hold_reason, standing.terms) == (True, "Pays late", "30 Days")


def test_value_and_conversation_are_told(desk: ErpDesk):
    value = desk.ask("value", 1)
    (said,) = desk.ask("conversation", 1).said

    assert (value.segment, value.manager) == ("Installers", "Zofia Handlowa")
    assert (value.turnover, value.previous_turnover) == ({"PLN": Decimal(1000)}, {"PLN": Decimal(300)})
    assert " ".join(said.text.split()) == "Call before noon"
    assert said.who == "Zofia Handlowa"
