"""A desk on LedgerSMB's schema: its answers are the sums of what was entered, and those of LedgerSMB's own reports."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pytest

from tests.erp.conftest import let_in
from tests.erp.desk import ErpDesk
from tests.erp.ledgersmb import INVOICES, TODAY, make_books
from tests.servers import PostgreSQL

OF_ONE = [invoice for invoice in INVOICES if invoice.customer == 1]


@pytest.fixture(scope="module")
def books(postgresql: PostgreSQL) -> str:
    return make_books(postgresql)


@pytest.fixture(scope="module")
def desk(books: str, postgresql: PostgreSQL, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ErpDesk]:
    let_in(postgresql, "LedgerSMB", "screenpop_ledgersmb", books)
    folder = tmp_path_factory.mktemp("ledgersmb-desk")
    made = ErpDesk("ledgersmb", postgresql.url(books, login="screenpop_ledgersmb"), postgresql, folder)
    made.fill_directory()
    yield made
    made.close()


@pytest.fixture(scope="module")
def accounts(postgresql: PostgreSQL, books: str) -> dict[str, int]:
    """Customer number → the account's own number, by which departments are asked."""
    return dict(postgresql.run_sql("select meta_number, id from entity_credit_account", books))


def test_check_finds_nothing_wrong(desk: ErpDesk):
    code, told = desk.run("check")

    assert code == 0, told


def test_callers_are_found_under_what_is_written_of_them(desk: ErpDesk):
    office, mobile, closed = desk.find("+48226203040", "601234567", "+48229990011")

    assert [(person["id"], person["contact"]) for person in office["customers"]] == [("C-1", "Anna Wąs")]
    assert [(person["id"], person["name"]) for person in mobile["customers"]] == [("C-2", "Elektro Łoś")]
    assert [(person["id"], person["active"]) for person in closed["customers"]] == [("C-3", False)]


def test_what_is_owed_is_the_sum_of_what_was_billed_and_not_paid(desk: ErpDesk, accounts: dict[str, int]):
    answer = desk.ask("accounting", accounts["C-1"])

    (balance,) = answer.balances
    assert balance.currency == "PLN"
    assert balance.balance == sum(invoice.left for invoice in OF_ONE)
    assert balance.overdue == sum(invoice.left for invoice in OF_ONE if invoice.late > 0)
    assert {item.document: item.amount for item in answer.open_items} == {
        invoice.number: invoice.left for invoice in OF_ONE if invoice.left
    }
    assert [item.document for item in answer.open_items if item.disputed] == ["F-4"]
    assert desk.ask("accounting", accounts["C-2"]).balances == ()


def test_what_is_owed_is_what_ledgersmbs_own_aging_report_says(
    desk: ErpDesk, accounts: dict[str, int], postgresql: PostgreSQL, books: str
):
    aged = postgresql.run_sql(
        "select invnumber, c0 + c30 + c60 + c90 from report__invoice_aging_detail("
        f"(select entity_id from entity_credit_account where id = {accounts['C-1']}), 2, null, null, null, true, null)",
        books,
    )

    items = desk.ask("accounting", accounts["C-1"]).open_items

    assert {item.document: item.amount for item in items} == dict(aged)


def test_the_last_payment_and_the_state_of_the_books_are_told(desk: ErpDesk, accounts: dict[str, int]):
    answer = desk.ask("accounting", accounts["C-1"])

    assert (answer.last_payment.at, answer.last_payment.amount) == (TODAY - timedelta(days=58), Decimal(100))
    assert answer.as_of == TODAY - timedelta(days=8)


def test_exposure_counts_orders_and_no_limit_is_none(desk: ErpDesk, accounts: dict[str, int]):
    one, two = (desk.ask("credit", accounts[code]) for code in ("C-1", "C-2"))

    assert (one.limit, two.limit) == (Decimal(2000), None)
    assert one.exposure == sum(invoice.left for invoice in OF_ONE) + 500
    assert one.terms == "2/10 net 30"
    assert not one.hold


def test_sales_are_told_with_orders_on_their_way_and_quotes(desk: ErpDesk, accounts: dict[str, int]):
    answer = desk.ask("sales", accounts["C-1"])

    assert sum(line.amount for line in answer.purchases) == sum(Decimal(invoice.net) for invoice in OF_ONE)
    assert sorted(line.quantity for line in answer.purchases) == [-4, 4, 4, 4, 4]
    (order,) = answer.orders
    assert (order.number, order.status, order.tracking) == ("SO-1", "partly sent", "Parcel Service 0099")
    assert order.promised == TODAY + timedelta(days=5)
    (quote,) = answer.quotes
    assert (quote.number, quote.amount, quote.currency) == ("Q-1", Decimal(900), "EUR")


def test_value_and_conversation_are_told(desk: ErpDesk, accounts: dict[str, int]):
    value = desk.ask("value", accounts["C-1"])
    (said,) = desk.ask("conversation", accounts["C-1"]).said

    assert value.turnover == {"PLN": sum(Decimal(i.net) for i in OF_ONE if i.age < 365)}
    assert value.previous_turnover == {"PLN": Decimal(100)}
    assert value.segment == "Installers"
    assert (said.channel, said.text) == ("note", "Agreed: Pays by the end of the month")
