"""The rows that sales needs."""

from dataclasses import dataclass

from screenpop.ports.rows import Amount, Currency, Day, MaybeAmount, MaybeCurrency, MaybeDay, MaybeText, Text


@dataclass(frozen=True, slots=True)
class PurchaseRow:
    """One line that was sold; a return has a negative quantity and amount."""

    at: Day
    product: Text
    quantity: Amount
    amount: Amount
    currency: Currency
    name: MaybeText = None


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order that is not delivered yet."""

    number: Text
    status: MaybeText = None
    promised: MaybeDay = None
    tracking: MaybeText = None


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """A quote that may still become an order."""

    number: Text
    valid_until: MaybeDay = None
    amount: MaybeAmount = None
    currency: MaybeCurrency = None
