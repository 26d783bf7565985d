"""What accounting and credit know."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from screenpop.answers.accounting import Balance, OpenItem
from screenpop.answers.credit import Offerable
from screenpop.money import Money
from screenpop.rules.known import Known
from screenpop.rules.measure import Amounts, Kind, Measure, Value
from screenpop.rules.service import disputed_item


def _balances(known: Known) -> list[Balance]:
    """The one of which something has been overdue the longest stands first, as in the alert."""
    balances = known.receivables.balances if known.receivables else ()
    return sorted(balances, key=lambda balance: (-balance.oldest_days, -balance.balance))


def _amounts(of: Callable[[Balance], Decimal]) -> Callable[[Known], Amounts | None]:
    return lambda known: tuple(Money(of(balance), balance.currency) for balance in _balances(known)) or None


def _overdue_days(known: Known) -> int | None:
    if known.receivables is None:
        return None
    return max((balance.oldest_days for balance in known.receivables.balances), default=0)


def _disputed(known: Known) -> OpenItem | None:
    return disputed_item(known.situation)


def _paid_days(known: Known) -> int | None:
    paid = known.receivables.last_payment if known.receivables else None
    return (known.today - paid.at).days if paid else None


def _credit(field: str) -> Callable[[Known], Value | None]:
    return lambda known: getattr(known.standing, field, None) if known.standing else None


def _credit_amount(field: str) -> Callable[[Known], Amounts | None]:
    def read(known: Known) -> Amounts | None:
        standing = known.standing
        amount: Decimal | None = getattr(standing, field) if standing else None
        return (
            (Money(amount, standing.currency),)
            if standing and standing.currency and amount is not None
            else None
        )

    return read


def _share(field: str) -> Callable[[Known], Decimal | None]:
    def read(known: Known) -> Decimal | None:
        standing = known.standing
        if standing is None or not standing.limit or standing.limit < 0:
            return None
        part: Decimal | None = getattr(standing, field)
        if part is None:
            return None
        return (part * 100 / standing.limit).quantize(Decimal(1), ROUND_HALF_UP)

    return read


def _hold_days(known: Known) -> int | None:
    since = known.standing.hold_since if known.standing and known.standing.hold else None
    return (known.today - since).days if since else None


def _may_offer(of: Callable[[Offerable], Value | None]) -> Callable[[Known], Value | None]:
    return lambda known: of(known.standing.may_offer) if known.standing and known.standing.may_offer else None


def _is_special(terms: Offerable) -> bool:
    """Terms that everybody gets are nothing to speak of."""
    return bool(terms.discount or terms.until)


MEASURES = (
    Measure("accounting.balance", Kind.MONEY, _amounts(lambda balance: balance.balance)),
    Measure("accounting.overdue", Kind.MONEY, _amounts(lambda balance: balance.overdue)),
    Measure("accounting.overdue_days", Kind.DAYS, _overdue_days),
    Measure(
        "accounting.disputed",
        Kind.YES_NO,
        lambda known: _disputed(known) is not None if known.receivables else None,
    ),
    Measure(
        "accounting.disputed_document",
        Kind.TEXT,
        lambda known: item.document if (item := _disputed(known)) else None,
    ),
    Measure(
        "accounting.open_items",
        Kind.NUMBER,
        lambda known: len(known.receivables.open_items) if known.receivables else None,
    ),
    Measure("accounting.paid_days", Kind.DAYS, _paid_days),
    Measure("credit.hold", Kind.YES_NO, _credit("hold")),
    Measure("credit.hold_reason", Kind.TEXT, _credit("hold_reason")),
    Measure("credit.hold_days", Kind.DAYS, _hold_days),
    Measure("credit.limit", Kind.MONEY, _credit_amount("limit")),
    Measure("credit.exposure", Kind.MONEY, _credit_amount("exposure")),
    Measure("credit.available", Kind.MONEY, _credit_amount("available")),
    Measure("credit.used_share", Kind.SHARE, _share("exposure")),
    Measure("credit.available_share", Kind.SHARE, _share("available")),
    Measure("credit.net_days", Kind.DAYS, _credit("net_days")),
    Measure("credit.terms", Kind.TEXT, _credit("terms")),
    Measure("credit.refer_to", Kind.TEXT, _credit("refer_to")),
    Measure("credit.may_offer", Kind.TEXT, _may_offer(lambda terms: terms.terms)),
    Measure("credit.may_offer_special", Kind.YES_NO, _may_offer(_is_special)),
    Measure("credit.may_offer_discount", Kind.SHARE, _may_offer(lambda terms: terms.discount)),
    Measure("credit.may_offer_until", Kind.DATE, _may_offer(lambda terms: terms.until)),
    Measure("credit.may_offer_reason", Kind.TEXT, _may_offer(lambda terms: terms.reason)),
)
