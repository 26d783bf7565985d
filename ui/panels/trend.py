"""Whether it grows: an amount beside the one of the span before."""

from decimal import Decimal

from ui.formatting import Formatting

MOST = Decimal(10)
"""A growth beyond this share says nothing any more but that the span before was small."""


def trend(amount: Decimal, before: Decimal | None, written: Formatting) -> str:
    """The change as a sign and a percentage, "▲ 12%"; "" where there is nothing to compare with."""
    if not before or before <= 0:
        return ""
    change = (amount - before) / before
    if change > MOST:
        return f"▲ > {written.percent(MOST)}"
    told = change.quantize(Decimal("0.01"))
    sign = "▲" if told > 0 else "▼" if told < 0 else "="
    return f"{sign} {written.percent(abs(told))}"
