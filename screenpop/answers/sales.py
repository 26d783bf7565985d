"""What sales answers: what was bought, what is on order, what was quoted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Purchase:
    """One line that was sold."""

    at: date
    product: str
    name: str
    quantity: Decimal
    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class OpenOrder:
    """An order that is not delivered yet."""

    number: str
    status: str | None
    promised: date | None
    tracking: str | None


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote that may still become an order."""

    number: str
    valid_until: date | None
    amount: Decimal | None
    currency: str | None


@dataclass(frozen=True, slots=True)
class Dealings:
    """Sales' answer. Purchases stand newest first, twenty at most; totals are by currency."""

    purchases: tuple[Purchase, ...]
    last_12_months: Mapping[str, Decimal]
    previous_12_months: Mapping[str, Decimal]
    orders: tuple[OpenOrder, ...] = ()
    quotes: tuple[Quote, ...] = ()
