"""The ledger that follows from the orders: invoices, what was paid of them and when, what is disputed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from connectors.demo_company.accounts import Account, Habit
from connectors.demo_company.orders import Order


@dataclass(frozen=True, slots=True)
class Terms:
    """Payment terms: net days, and what is taken off for paying early."""

    code: str
    net_days: int
    discount: str | None = None
    discount_days: int | None = None

    @property
    def text(self) -> str:
        """In the words of the trade."""
        early = f"{self.discount}/{self.discount_days} " if self.discount else ""
        return f"{early}net {self.net_days}" if self.net_days else "prepayment"


PREPAYMENT = Terms("P00", 0)
BY_SIZE = {
    1: (Terms("N14", 14), Terms("N21", 21), Terms("D14", 14, "2", 7)),
    2: (Terms("N30", 30), Terms("D30", 30, "2", 10), Terms("N14", 14)),
    3: (Terms("D30", 30, "2", 10), Terms("D45", 45, "3", 14), Terms("N60", 60)),
}
DISPUTES = ("short delivery", "goods damaged in transit", "price differs from the quote", "delivered twice")


@dataclass(slots=True)
class Invoice:
    """One invoice; `residual` is what is not paid yet."""

    number: str
    account: Account
    issued: date
    due: date
    minor: int
    residual: int
    settled: date | None = None
    dispute: str | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """Money that came in for an invoice."""

    invoice: Invoice
    at: date
    minor: int


@dataclass(frozen=True, slots=True)
class Books:
    """All that the ledger holds. `terms`: the customer file's number → what is agreed."""

    accounts: Sequence[Account]
    invoices: Sequence[Invoice]
    receipts: Sequence[Receipt]
    terms: dict[str, Terms]


def _agreed(random: Random, accounts: Sequence[Account]) -> dict[str, Terms]:
    """What is agreed with whom: who has no account with the credit department pays in advance."""
    return {
        account.number: random.choice(BY_SIZE[account.size]) if account.credit else PREPAYMENT
        for account in accounts
    }


def keep_books(random: Random, today: date, accounts: Sequence[Account], orders: Sequence[Order]) -> Books:
    """An invoice for each delivery, and payments as the customer's habit is."""
    terms = _agreed(random, accounts)
    invoices: list[Invoice] = []
    receipts: list[Receipt] = []
    stopped = {}
    for order in orders:
        if order.delivered is None:
            continue
        account = order.account
        gross = order.minor * (100 + account.country.vat) // 100
        number = f"FV/{order.delivered:%Y/%m}/{len(invoices) + 1:06}"
        due = order.delivered + timedelta(days=terms[account.number].net_days)
        invoice = Invoice(number, account, order.delivered, due, gross, gross)
        invoices.append(invoice)
        if account.habit is Habit.FAILING and account.number not in stopped:
            stopped[account.number] = today - timedelta(days=105 + int(random.random() * 50))
        paid = _paid_on(random, invoice, stopped.get(account.number))
        if gross <= 0 or paid is None or paid > today:
            _leave_open(random, invoice, today)
            continue
        receipts.append(_pay(random, invoice, paid, terms[account.number], today))
    return Books(accounts, invoices, receipts, terms)


def _paid_on(random: Random, invoice: Invoice, stopped: date | None) -> date | None:
    chance = random.random()
    if stopped is not None and invoice.due >= stopped:
        return None
    match invoice.account.habit:
        case Habit.PROMPT:
            return invoice.issued + timedelta(days=1 + int(chance * 8))
        case Habit.PUNCTUAL:
            return invoice.due + timedelta(days=int(chance * 9) - 6)
        case Habit.SLOW:
            return invoice.due + timedelta(days=4 + int(chance**2 * 75))
        case Habit.FAILING:
            return invoice.due + timedelta(days=int(chance * 40))


def _leave_open(random: Random, invoice: Invoice, today: date) -> None:
    if invoice.minor <= 0:
        invoice.residual, invoice.settled = 0, invoice.issued
    elif invoice.issued < today - timedelta(days=10) and random.random() < 0.09:
        invoice.dispute = random.choice(DISPUTES)


def _pay(random: Random, invoice: Invoice, paid: date, terms: Terms, today: date) -> Receipt:
    """In full, less the discount for who is early; lately a part was held back now and then over a dispute."""
    amount = invoice.minor
    if terms.discount and terms.discount_days and (paid - invoice.issued).days <= terms.discount_days:
        amount -= amount * int(terms.discount) // 100
    elif (today - paid).days < 130 and random.random() < 0.01:
        amount = amount * (40 + int(random.random() * 50)) // 100
        invoice.residual = invoice.minor - amount
        invoice.dispute = random.choice(DISPUTES)
        return Receipt(invoice, paid, amount)
    invoice.residual, invoice.settled = 0, paid
    return Receipt(invoice, paid, amount)
