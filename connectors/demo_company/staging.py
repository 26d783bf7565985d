"""What a demonstration must show of its callers, whatever chance made of them."""

from collections.abc import Sequence
from datetime import date, timedelta

from connectors.demo_company.accounts import Account
from connectors.demo_company.ledger import DISPUTES, Books
from connectors.demo_company.orders import Order, Quotation


def stage_orders(orders: Sequence[Order], good: Account, today: date) -> None:
    """The good customer waits for two orders: one is late, the other is on its way."""
    late, on_its_way = [order for order in orders if order.account == good][-2:]
    late.delivered, late.status, late.tracking = None, "back-ordered", None
    late.promised = today - timedelta(days=2)
    on_its_way.delivered, on_its_way.status = None, "shipped"
    on_its_way.promised = today + timedelta(days=1)
    on_its_way.tracking = on_its_way.parcel


def stage_calm(orders: Sequence[Order], calm: Sequence[Account], today: date) -> None:
    """With some customers nothing is late: all that they ordered has come."""
    for order in orders:
        if order.delivered is None and order.account in calm:
            order.delivered, order.status, order.tracking = min(order.promised, today), "delivered", None


def stage_quotations(quotations: Sequence[Quotation], good: Account, today: date) -> list[Quotation]:
    """The good customer has a quote that is still good."""
    made = today - timedelta(days=18)
    number = f"Q{made:%y}-{len(quotations) + 1:05}"
    return [*quotations, Quotation(number, good, made, today + timedelta(days=12), 428_000)]


def stage_disputes(books: Books, troubled: Account) -> None:
    """The troubled customer contests an invoice, but not the oldest."""
    unpaid = [invoice for invoice in books.invoices if invoice.account == troubled and invoice.residual > 0]
    _, second, *_ = sorted(unpaid, key=lambda invoice: invoice.due)
    second.dispute = second.dispute or DISPUTES[0]
