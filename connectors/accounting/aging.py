"""Open items by how long they are overdue, one balance a currency.

An item is in the bucket of its days past due; due today is current. A credit note stands in the bucket of
its own date and lessens it, so that the buckets always add up to the balance, and those past due to the
overdue amount, which may therefore be negative. Only what is owed is late: credit notes have no say in
`oldest_days`.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from screenpop.answers.accounting import Aging, Balance, OpenItem
from screenpop.money import rounded

_LAST_DAYS = (0, 30, 60, 90)  # of current, 1–30, 31–60 and 61–90


def balances(items: Iterable[OpenItem], today: date) -> tuple[Balance, ...]:
    """Add up what is open: one balance a currency, the longest overdue first, then by currency."""
    by_currency: dict[str, list[OpenItem]] = {}
    for item in items:
        by_currency.setdefault(item.currency, []).append(item)
    found = (_balance(currency, open_items, today) for currency, open_items in by_currency.items())
    return tuple(sorted(found, key=lambda balance: (-balance.oldest_days, balance.currency)))


def _balance(currency: str, items: Sequence[OpenItem], today: date) -> Balance:
    buckets = [rounded(Decimal(0), currency)] * (len(_LAST_DAYS) + 1)
    oldest = 0
    for item in items:
        late = (today - item.due).days
        buckets[sum(late > last for last in _LAST_DAYS)] += item.amount
        if item.amount > 0:
            oldest = max(oldest, late)
    overdue = sum(buckets[1:], start=Decimal(0))
    return Balance(currency, buckets[0] + overdue, overdue, oldest, Aging(*buckets))
