"""What was bought month by month, of the purchases at hand."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from screenpop.answers.sales import Purchase

MONTHS = 12
TOLD = 20
"""So many purchases sales tells at most."""


def by_month(purchases: Sequence[Purchase], currency: str, today: date) -> dict[date, Decimal]:
    """The amounts of a year's months in one currency, the oldest first, each under its first day.

    Sales tells the newest twenty purchases: where they do not reach back a year, only the months that they cover.
    """
    this = _number(today)
    first = this - MONTHS + 1
    if len(purchases) >= TOLD:
        first = max(first, _number(min(purchase.at for purchase in purchases)))
    amounts = {_first_day(month): Decimal(0) for month in range(first, this + 1)}
    for purchase in purchases:
        month = _first_day(_number(purchase.at))
        if purchase.currency == currency and month in amounts:
            amounts[month] += purchase.amount
    return amounts


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _first_day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)
