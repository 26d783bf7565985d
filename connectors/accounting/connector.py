"""Accounting: what is owed, from the ledger's open items."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from connectors.accounting.aging import balances
from connectors.accounting.rows import BooksRow, OpenItemRow, PaymentRow
from screenpop.answers.accounting import OpenItem, Payment, Receivables
from screenpop.customers import Customer
from screenpop.money import rounded
from screenpop.ports.inquiry import Inquiry
from screenpop.ports.source import Source


@dataclass(frozen=True, slots=True)
class Accounting:
    """Asks the ledger. A customer without open items owes nothing, which is an answer."""

    source: Source
    today: Callable[[], date]
    deadline: timedelta
    open_items: str
    payments: str | None = None
    books: str | None = None
    name: str = "accounting"
    agent: str = ""

    def ask(self, customer: Customer, /) -> Receivables:
        """What this customer owes and has paid; see `screenpop.ports.department`."""
        inquiry = Inquiry(
            self.source, self.name, customer, self.deadline, agent=self.agent, kind="accounting"
        )
        inquiry.ahead(self.payments, self.books)
        rows = inquiry.all("open_items", self.open_items, OpenItemRow)
        items = sorted(filter(_is_open, map(_item, rows)), key=lambda item: (item.due, item.document or ""))
        return Receivables(
            balances=balances(items, self.today()),
            open_items=tuple(items),
            last_payment=_newest(inquiry.all("payments", self.payments, PaymentRow)),
            as_of=self._as_of(rows, inquiry),
        )

    def _as_of(self, rows: Iterable[OpenItemRow], inquiry: Inquiry) -> date | None:
        """The oldest state that any row is from; who owes nothing has no row that could tell it."""
        told = [row.as_of for row in rows if row.as_of]
        if not told:
            told = [row.as_of for row in inquiry.all("books", self.books, BooksRow)]
        return min(told, default=None)


def _item(row: OpenItemRow) -> OpenItem:
    return OpenItem(row.document, row.due, rounded(row.balance, row.currency), row.currency, row.disputed)


def _is_open(item: OpenItem) -> bool:
    return item.amount != 0


def _newest(payments: list[PaymentRow]) -> Payment | None:
    newest = max(payments, key=lambda payment: payment.at, default=None)
    if newest is None:
        return None
    return Payment(newest.at, rounded(newest.amount, newest.currency), newest.currency)
