"""Amounts of a row, rounded as their currency has it."""

from decimal import Decimal

from screenpop.money import rounded
from screenpop.ports.unreadable import empty_column


def in_currency(
    amount: Decimal | None, currency: str | None, *, question: str, row: int = 1
) -> Decimal | None:
    """An amount rounded to the currency's digits; None stays None.

    Raises:
        UnreadableAnswer: There is an amount, and nobody says in what currency.
    """
    if amount is None:
        return None
    if currency is None:
        raise empty_column(question, row, "currency")
    return rounded(amount, currency)
