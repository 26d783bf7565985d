"""What accounting answers: what is owed, how late, and what was paid."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Aging:
    """Open amounts by days past due; due today is current."""

    current: Decimal
    days_1_30: Decimal = field(metadata={"name": "1_30"})
    days_31_60: Decimal = field(metadata={"name": "31_60"})
    days_61_90: Decimal = field(metadata={"name": "61_90"})
    over_90: Decimal


@dataclass(frozen=True, slots=True)
class Balance:
    """All that is open in one currency; `oldest_days` is how long the oldest item is overdue, 0 if none is."""

    currency: str
    balance: Decimal
    overdue: Decimal
    oldest_days: int
    aging: Aging


@dataclass(frozen=True, slots=True)
class OpenItem:
    """One document that is not paid in full."""

    document: str | None
    due: date
    amount: Decimal
    currency: str
    disputed: bool

    def is_overdue(self, today: date) -> bool:
        """Due today is not overdue yet."""
        return self.due < today


@dataclass(frozen=True, slots=True)
class Payment:
    """Money that came in."""

    at: date
    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Receivables:
    """Accounting's answer. `as_of` is the state of the books, where the source tells."""

    balances: tuple[Balance, ...]
    open_items: tuple[OpenItem, ...]
    last_payment: Payment | None = None
    as_of: date | None = None
