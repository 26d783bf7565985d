"""Terms of payment in the words of the trade."""

from decimal import Decimal

from screenpop.money import plain


def terms_of(net_days: int | None, discount: Decimal | None, discount_days: int | None) -> str | None:
    """Word the terms: "2/10 net 30", "net 30", "prepayment" for no days at all; None if nothing is agreed."""
    if net_days is None:
        return None
    if net_days <= 0:
        return "prepayment"
    if not discount or discount_days is None:
        return f"net {net_days}"
    return f"{plain(discount):f}/{discount_days} net {net_days}"
