"""Sales: what was bought, from the shop's lines."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from heapq import nlargest

from connectors.sales.rows import OrderRow, PurchaseRow, QuoteRow
from connectors.sales.totals import last_and_previous
from screenpop.answers.sales import Dealings, OpenOrder, Purchase, Quote
from screenpop.customers import Customer
from screenpop.money import plain, rounded
from screenpop.ports.inquiry import Inquiry
from screenpop.ports.source import Source

_SHOWN = 20
_MOST_LINES = 50_000


@dataclass(frozen=True, slots=True)
class Sales:
    """Asks the shop. A customer who has bought nothing yet is an answer, with nothing in it."""

    source: Source
    today: Callable[[], date]
    deadline: timedelta
    purchases: str
    orders: str | None = None
    quotes: str | None = None
    name: str = "sales"
    agent: str = ""

    def ask(self, customer: Customer, /) -> Dealings:
        """What this customer bought, ordered and was quoted; see `screenpop.ports.department`.

        Lines of one day, orders and quotes stay in the order that the questions give them in.
        """
        inquiry = Inquiry(self.source, self.name, customer, self.deadline, agent=self.agent, kind="sales")
        lines = list(inquiry.each("purchases", self.purchases, PurchaseRow, at_most=_MOST_LINES))
        last, previous = last_and_previous(lines, self.today())
        return Dealings(
            purchases=tuple(map(_purchase, nlargest(_SHOWN, lines, key=lambda line: line.at))),
            last_12_months=last,
            previous_12_months=previous,
            orders=tuple(map(_order, inquiry.all("orders", self.orders, OrderRow))),
            quotes=tuple(map(_quote, inquiry.all("quotes", self.quotes, QuoteRow))),
        )


def _purchase(line: PurchaseRow) -> Purchase:
    return Purchase(
        at=line.at,
        product=line.product,
        name=line.name or line.product,
        quantity=plain(line.quantity),
        amount=rounded(line.amount, line.currency),
        currency=line.currency,
    )


def _order(row: OrderRow) -> OpenOrder:
    return OpenOrder(row.number, row.status, row.promised, row.tracking)


def _quote(row: QuoteRow) -> Quote:
    amount = row.amount
    if amount is not None:
        amount = rounded(amount, row.currency) if row.currency else plain(amount)
    return Quote(row.number, row.valid_until, amount, row.currency)
