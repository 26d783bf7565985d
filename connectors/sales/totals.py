"""What was bought in a year, by currency."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from connectors.sales.rows import PurchaseRow
from screenpop.money import rounded


def last_and_previous(
    rows: Iterable[PurchaseRow], today: date
) -> tuple[Mapping[str, Decimal], Mapping[str, Decimal]]:
    """Add up the last 12 months and the 12 months before.

    The last 12 months begin on the day after the same day a year ago and end today; the previous ones end
    on that same day. Returns count against them; what lies after today counts in neither.
    """
    year_ago, two_years_ago = _earlier(today, 1), _earlier(today, 2)
    last: dict[str, Decimal] = {}
    previous: dict[str, Decimal] = {}
    for row in rows:
        if year_ago < row.at <= today:
            last[row.currency] = last.get(row.currency, Decimal(0)) + row.amount
        elif two_years_ago < row.at <= year_ago:
            previous[row.currency] = previous.get(row.currency, Decimal(0)) + row.amount
    return _rounded(last), _rounded(previous)


def _earlier(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)  # from a 29th of February


def _rounded(totals: Mapping[str, Decimal]) -> Mapping[str, Decimal]:
    return {currency: rounded(totals[currency], currency) for currency in sorted(totals)}
