"""Sales: what was bought, from the shop's lines."""

from collections.abc import Callable, Iterable
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

        Lines of one day, and orders and quotes beside what makes them late or expired, stay in the order that
        the questions give them in.
        """
        today = self.today()
        inquiry = Inquiry(self.source, self.name, customer, self.deadline, agent=self.agent, kind="sales")
        inquiry.ahead(self.orders, self.quotes)
        lines = list(inquiry.each("purchases", self.purchases, PurchaseRow, at_most=_MOST_LINES))
        last, previous = last_and_previous(lines, today)
        return Dealings(
            purchases=tuple(map(_purchase, nlargest(_SHOWN, lines, key=lambda line: line.at))),
            last_12_months=last,
            previous_12_months=previous,
            orders=_late_first(map(_order, inquiry.all("orders", self.orders, OrderRow)), today),
            quotes=_expired_last(map(_quote, inquiry.all("quotes", self.quotes, QuoteRow)), today),
        )


def _late_first(orders: Iterable[OpenOrder], today: date) -> tuple[OpenOrder, ...]:
    def days_left(order: OpenOrder) -> int:
        return min(0, (order.promised - today).days) if order.promised else 0

    return tuple(sorted(orders, key=days_left))


def _expired_last(quotes: Iterable[Quote], today: date) -> tuple[Quote, ...]:
    return tuple(sorted(quotes, key=lambda quote: quote.has_expired(today)))


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
