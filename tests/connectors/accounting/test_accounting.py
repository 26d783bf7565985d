from datetime import date, timedelta

import pytest

from connectors.accounting.connector import Accounting
from screenpop.answers.accounting import OpenItem, Payment, Receivables
from screenpop.customers import Customer
from screenpop.errors import UnreadableAnswer
from tests.connectors.databases import make_source

TODAY = date(2026, 3, 2)
CUSTOMER = Customer("C1", "Hurt-Bud", {"accounting": "4711", "sales": "S9"})
LEDGER = """
create table invoices (account, document, due, residual, currency, disputed, as_of);
create table payments (account, at, amount, currency);
"""
OPEN_ITEMS = (
    "select document, due, residual as balance, currency, disputed, as_of from invoices where account = :ref"
)
PAYMENTS = "select at, amount, currency from payments where account = :ref"


def accounting(folder, script, *, open_items=OPEN_ITEMS, payments=PAYMENTS, books=None):
    source = make_source(folder, LEDGER + script)
    return Accounting(source, lambda: TODAY, timedelta(seconds=5), open_items, payments, books)


def test_open_items_are_told_by_due_date_with_their_balance(tmp_path):
    department = accounting(
        tmp_path,
        """insert into invoices values
               ('4711', 'FV/2', '2026-03-02', '1234.5', 'PLN', 'N', '2026-03-01'),
               ('4711', 'FV/1', '2026-01-14T23:59:59', 100, 'pln ', 'Y', '2026-03-01'),
               ('4711', 'FV/0', '2025-01-01', 0, 'PLN', 0, '2026-03-01'),
               ('S9', 'FV/9', '2025-01-01', 99, 'PLN', 0, '2026-03-01');""",
    )

    answer = department.ask(CUSTOMER)

    assert [
        (item.document, item.due, str(item.amount), item.currency, item.disputed)
        for item in answer.open_items
    ] == [
        ("FV/1", date(2026, 1, 14), "100.00", "PLN", True),
        ("FV/2", date(2026, 3, 2), "1234.50", "PLN", False),
    ]
    (balance,) = answer.balances
    assert (str(balance.balance), str(balance.overdue), balance.oldest_days) == ("1334.50", "100.00", 47)
    assert str(balance.aging.days_31_60) == "100.00"
    assert answer.as_of == date(2026, 3, 1)


def test_a_customer_who_owes_nothing_is_an_answer(tmp_path):
    assert accounting(tmp_path, "").ask(CUSTOMER) == Receivables(balances=(), open_items=())


def test_amounts_have_the_digits_of_their_currency(tmp_path):
    department = accounting(
        tmp_path,
        """insert into invoices values ('4711', null, '2026-03-02', 0.1, 'JPY', null, null),
               ('4711', null, '2026-03-02', 1999.5, 'JPY', null, null),
               ('4711', null, '2026-03-02', 0.12345, 'KWD', null, null),
               ('4711', null, '2026-03-02', 2.675, 'EUR', null, null);""",
    )

    assert sorted(str(item.amount) for item in department.ask(CUSTOMER).open_items) == [
        "0.123",
        "2.68",
        "2000",
    ]


def test_the_newest_payment_is_told(tmp_path):
    department = accounting(
        tmp_path,
        """insert into payments values ('4711', '2026-02-01', 10, 'PLN'), ('4711', '2026-02-20', '20.1', 'PLN'),
               ('4711', '2025-12-01', 30, 'PLN');""",
    )

    payment = department.ask(CUSTOMER).last_payment

    assert payment == Payment(date(2026, 2, 20), payment.amount, "PLN")
    assert str(payment.amount) == "20.10"


def test_payments_are_not_needed(tmp_path):
    department = accounting(tmp_path, "", payments=None)

    assert department.ask(CUSTOMER).last_payment is None


def test_a_customer_without_a_number_of_accounting_is_asked_for_by_ours(tmp_path):
    department = accounting(
        tmp_path, "insert into invoices values ('C2', 'FV/3', '2026-03-02', 5, 'PLN', 0, null);"
    )

    assert len(department.ask(Customer("C2", "Anna")).open_items) == 1


BOOKS = "select '2026-02-28' as as_of"


def test_who_owes_nothing_is_told_until_when_the_books_are_posted(tmp_path):
    assert accounting(tmp_path, "", books=BOOKS).ask(CUSTOMER).as_of == date(2026, 2, 28)


def test_the_state_of_the_items_themselves_comes_before_that_of_the_books(tmp_path):
    item = "insert into invoices values ('4711', 'FV/1', '2026-03-02', 5, 'PLN', 0, {as_of});"

    assert accounting(tmp_path, item.format(as_of="'2026-03-01'"), books=BOOKS).ask(CUSTOMER).as_of == date(
        2026, 3, 1
    )
    (tmp_path / "ledger.db").unlink()
    assert accounting(tmp_path, item.format(as_of="null"), books=BOOKS).ask(CUSTOMER).as_of == date(
        2026, 2, 28
    )


def test_what_is_contested_is_marked_document_by_document(tmp_path):
    department = accounting(
        tmp_path,
        """insert into invoices values ('4711', 'FV/1', '2026-03-01', 100, 'PLN', 0, null),
               ('4711', 'FV/2', '2026-02-01', 40, 'PLN', 'Y', null),
               ('4711', 'FV/3', '2026-03-02', 7, 'PLN', 'Y', null),
               ('4711', 'FV/4', '2026-03-02', 5, 'PLN', 'N', null),
               ('4711', 'FV/5', '2026-01-01', 3, 'EUR', 'Y', null);""",
    )

    answer = department.ask(CUSTOMER)

    assert [(item.document, item.disputed) for item in answer.open_items] == [
        ("FV/5", True),
        ("FV/2", True),
        ("FV/1", False),
        ("FV/3", True),
        ("FV/4", False),
    ]


def test_html_is_only_text(tmp_path):
    department = accounting(
        tmp_path, "insert into invoices values ('4711', '<b>FV</b>', '2026-03-02', 5, 'PLN', 0, null);"
    )

    (item,) = department.ask(CUSTOMER).open_items

    assert item == OpenItem("<b>FV</b>", TODAY, item.amount, "PLN", disputed=False)


@pytest.mark.parametrize(
    ("values", "complaint"),
    [
        ("null, 5, 'PLN', 0", "the column “due” is empty"),
        ("'2026-03-02', null, 'PLN', 0", "the column “balance” is empty"),
        ("'2026-03-02', 5, null, 0", "the column “currency” is empty"),
        ("'2026-03-02', 'N/A', 'PLN', 0", "the column “balance” must be an amount"),
        ("'2026-03-02', '<b>5</b>', 'PLN', 0", "the column “balance” must be an amount"),
        ("'2026-03-02', 9e999, 'PLN', 0", "the column “balance” must be an amount"),
        ("'2026-03-02', '1e30', 'PLN', 0", "the column “balance” must be an amount"),
        ("'02.03.2026', 5, 'PLN', 0", "the column “due” must be a date"),
        ("20260302, 5, 'PLN', 0", "the column “due” must be a date"),
        ("'2026-03-02', 5, 'złoty', 0", "the column “currency” must be a currency"),
        ("'2026-03-02', 5, 'PLN', 'perhaps'", "the column “disputed” must be yes or no"),
    ],
)
def test_what_cannot_be_read_is_told_by_its_column(tmp_path, values, complaint):
    department = accounting(tmp_path, f"insert into invoices values ('4711', 'FV/1', {values}, null);")

    with pytest.raises(UnreadableAnswer, match=complaint):
        department.ask(CUSTOMER)


def test_a_missing_column_is_named_with_those_that_came(tmp_path):
    department = accounting(
        tmp_path,
        "insert into invoices values ('4711', 'FV/1', '2026-03-02', 5, 'PLN', 0, null);",
        open_items="select due, residual, currency from invoices",
    )

    with pytest.raises(
        UnreadableAnswer, match="must give a column “balance”; it gives due, residual, currency"
    ):
        department.ask(CUSTOMER)
