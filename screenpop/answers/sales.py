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

    def is_late(self, today: date) -> bool:
        """It was promised for a day that is over."""
        return self.promised is not None and self.promised < today


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote that became no order yet."""

    number: str
    valid_until: date | None
    amount: Decimal | None
    currency: str | None

    def has_expired(self, today: date) -> bool:
        """Its last day is over; a caller may still name it."""
        return self.valid_until is not None and self.valid_until < today


@dataclass(frozen=True, slots=True)
class Dealings:
    """Sales' answer. Purchases stand newest first, twenty at most; totals are by currency.

    Late orders stand before the others, the longest late first; expired quotes stand last.
    """

    purchases: tuple[Purchase, ...]
    last_12_months: Mapping[str, Decimal]
    previous_12_months: Mapping[str, Decimal]
    orders: tuple[OpenOrder, ...] = ()
    quotes: tuple[Quote, ...] = ()
