"""Amounts: a decimal and its currency, rounded to the digits that the currency has (ISO 4217, CLDR)."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache


@cache
def digits_of(currency: str) -> int:
    """How many digits the currency has after the point: 2 for PLN, 2 for HUF, 0 for JPY."""
    from babel.numbers import get_currency_precision  # noqa: PLC0415 # 40 ms, not before the first amount

    return get_currency_precision(currency)


@cache
def known_currencies() -> frozenset[str]:
    """The codes of all currencies that there are."""
    from babel.numbers import list_currencies  # noqa: PLC0415 # as above

    return frozenset(list_currencies())


def rounded(amount: Decimal, currency: str) -> Decimal:
    """Round to the currency's digits, halves away from zero; what rounds to nothing has no sign."""
    return amount.quantize(Decimal(1).scaleb(-digits_of(currency)), ROUND_HALF_UP) + 0


def plain(number: Decimal) -> Decimal:
    """Drop the zeros after the point that carry no meaning: 12.000 → 12."""
    whole = number.to_integral_value()
    return whole.quantize(Decimal(1)) + 0 if number == whole else number.normalize()


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a currency (ISO 4217 code)."""

    amount: Decimal
    currency: str
