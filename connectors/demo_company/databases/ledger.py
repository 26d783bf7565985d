"""The ledger: capital letters, amounts in hundredths, days as YYYYMMDD."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from connectors.demo_company.accounts import Account
from connectors.demo_company.databases.writing import write
from connectors.demo_company.ledger import Books, Invoice, Receipt

SCHEMA = """
create table GL_ACCT (ACCT text primary key, NAME1 text, CURR text, TERMS_CD text);
create table GL_INV (
    INV_NO text primary key, ACCT text not null, INV_DT text not null, DUE_DT text not null,
    AMT_MINOR integer not null, OPEN_MINOR integer not null, CURR text not null, DISP_FLG text not null,
    DISP_TXT text, CLR_DT text);
create table GL_RCPT (
    RCPT_NO integer primary key, ACCT text not null, INV_NO text not null, RCPT_DT text not null,
    AMT_MINOR integer not null, CURR text not null);
create table GL_PERIOD (POSTED_TO text not null);
"""
INDEXES = """
create index GL_INV_1 on GL_INV (ACCT, OPEN_MINOR);
create index GL_RCPT_1 on GL_RCPT (ACCT, RCPT_DT);
"""


def write_ledger(file: Path, accounts: Sequence[Account], books: Books, posted_to: date) -> None:
    """The books, with the day until which they are posted."""
    rows = {
        "GL_ACCT": (_account(account, books) for account in accounts),
        "GL_INV": map(_invoice, books.invoices),
        "GL_RCPT": map(_receipt, books.receipts),
        "GL_PERIOD": [(_compact(posted_to),)],
    }
    write(file, SCHEMA, rows, INDEXES)


def _number(account: Account) -> str:
    """Accounting's number; where it has none of its own it uses the customer file's."""
    return account.ledger or account.number


def _account(account: Account, books: Books) -> tuple[object, ...]:
    return (_number(account), account.name, account.country.currency, books.terms[account.number].code)


def _invoice(invoice: Invoice) -> tuple[object, ...]:
    return (
        invoice.number,
        _number(invoice.account),
        _compact(invoice.issued),
        _compact(invoice.due),
        invoice.minor,
        invoice.residual,
        invoice.account.country.currency,
        "Y" if invoice.dispute else "N",
        invoice.dispute,
        _compact(invoice.settled) if invoice.settled else None,
    )


def _receipt(receipt: Receipt) -> tuple[object, ...]:
    account = receipt.invoice.account
    day = _compact(receipt.at)
    return (None, _number(account), receipt.invoice.number, day, receipt.minor, account.country.currency)


def _compact(day: date) -> str:
    return day.isoformat().replace("-", "")
