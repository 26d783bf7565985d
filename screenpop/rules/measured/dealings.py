"""What sales, value and cross-sell know."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from screenpop.answers.cross_sell import OfferList
from screenpop.answers.sales import OpenOrder, Quote
from screenpop.answers.value import Relationship
from screenpop.money import Money
from screenpop.offers import OfferOutcome
from screenpop.rules.known import Known
from screenpop.rules.measure import Amounts, Kind, Measure, Value
from screenpop.rules.service import late_order


def _late(of: Callable[[OpenOrder], Value | None]) -> Callable[[Known], Value | None]:
    def read(known: Known) -> Value | None:
        order = late_order(known.situation, known.today)
        return of(order) if order else None

    return read


def _late_days(known: Known) -> int | None:
    if known.dealings is None:
        return None
    order = late_order(known.situation, known.today)
    return (known.today - order.promised).days if order and order.promised else 0


def _quote(of: Callable[[Quote, date], Value | None]) -> Callable[[Known], Value | None]:
    """Of the quote whose last day comes first."""

    def read(known: Known) -> Value | None:
        today = known.today
        live = [
            (quote.valid_until, quote.number, quote)
            for quote in (known.dealings.quotes if known.dealings else ())
            if quote.valid_until is not None and today <= quote.valid_until
        ]
        if not live:
            return None
        until, _, quote = min(live, key=lambda each: each[:2])
        return of(quote, until)

    return read


def _quote_days(known: Known) -> int | None:
    until = _quote(lambda _, until: until)(known)
    return (until - known.today).days if isinstance(until, date) else None


def _quote_amount(quote: Quote, _: date) -> Amounts | None:
    return (Money(quote.amount, quote.currency),) if quote.amount is not None and quote.currency else None


def _bought(known: Known) -> tuple[str, ...] | None:
    """Codes and names: a rule may mean either."""
    if known.dealings is None:
        return None
    bought = ((purchase.product, purchase.name) for purchase in known.dealings.purchases)
    return tuple(dict.fromkeys(word for both in bought for word in both if word))


def _bought_days(known: Known) -> int | None:
    days = [purchase.at for purchase in known.dealings.purchases] if known.dealings else []
    return (known.today - max(days)).days if days else None


def _by_currency(amounts: Mapping[str, Decimal] | None) -> Amounts | None:
    """The largest first."""
    ordered = sorted((amounts or {}).items(), key=lambda each: -each[1])
    return tuple(Money(amount, currency) for currency, amount in ordered) or None


def _value(of: Callable[[Relationship], Value | None]) -> Callable[[Known], Value | None]:
    return lambda known: of(known.relationship) if known.relationship else None


def _since(known: Known) -> date | None:
    return known.relationship.since if known.relationship else None


def _years(known: Known) -> int | None:
    since, today = _since(known), known.today
    if since is None:
        return None
    return max(0, today.year - since.year - ((today.month, today.day) < (since.month, since.day)))


def _has(which: OfferList) -> Callable[[Known], bool | None]:
    return lambda known: any(offer.list is which for offer in known.offers) if known.suggestions else None


def _answered_days(outcome: OfferOutcome) -> Callable[[Known], int | None]:
    """Since an offer fared like this last."""

    def read(known: Known) -> int | None:
        answered = known.situation.recollection.answered
        moments = [each.at for each in answered if each.outcome is outcome]
        return (known.now - max(moments)).days if moments else None

    return read


MEASURES = (
    Measure("sales.late_order", Kind.TEXT, _late(lambda order: order.number)),
    Measure("sales.late_order_days", Kind.DAYS, _late_days),
    Measure("sales.late_order_promised", Kind.DATE, _late(lambda order: order.promised)),
    Measure("sales.late_order_status", Kind.TEXT, _late(lambda order: order.status)),
    Measure(
        "sales.open_orders",
        Kind.NUMBER,
        lambda known: len(known.dealings.orders) if known.dealings else None,
    ),
    Measure("sales.quote", Kind.TEXT, _quote(lambda quote, _: quote.number)),
    Measure("sales.quote_amount", Kind.MONEY, _quote(_quote_amount)),
    Measure("sales.quote_until", Kind.DATE, _quote(lambda _, until: until)),
    Measure("sales.quote_days", Kind.DAYS, _quote_days),
    Measure("sales.bought", Kind.LIST, _bought),
    Measure("sales.bought_days", Kind.DAYS, _bought_days),
    Measure(
        "sales.last_12_months",
        Kind.MONEY,
        lambda known: _by_currency(known.dealings.last_12_months) if known.dealings else None,
    ),
    Measure(
        "sales.previous_12_months",
        Kind.MONEY,
        lambda known: _by_currency(known.dealings.previous_12_months) if known.dealings else None,
    ),
    Measure("value.since", Kind.DATE, _since),
    Measure("value.years", Kind.YEARS, _years),
    Measure("value.segment", Kind.TEXT, _value(lambda value: value.segment)),
    Measure("value.important", Kind.YES_NO, _value(lambda value: value.important)),
    Measure("value.trend", Kind.TEXT, _value(lambda value: value.trend)),
    Measure("value.leaving", Kind.YES_NO, _value(lambda value: value.leaving)),
    Measure("value.why", Kind.TEXT, _value(lambda value: value.why)),
    Measure("value.manager", Kind.TEXT, _value(lambda value: value.manager)),
    Measure("value.turnover", Kind.MONEY, _value(lambda value: _by_currency(value.turnover))),
    Measure("offers.again", Kind.YES_NO, _has(OfferList.AGAIN)),
    Measure("offers.fits", Kind.YES_NO, _has(OfferList.FITS)),
    Measure("offers.declined_days", Kind.DAYS, _answered_days(OfferOutcome.DECLINED)),
    Measure("offers.accepted_days", Kind.DAYS, _answered_days(OfferOutcome.ACCEPTED)),
)
