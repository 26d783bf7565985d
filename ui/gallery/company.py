"""What the invented wholesaler's departments say of a customer: as usual, and at its best and worst."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from screenpop.answers.accounting import Aging, Balance, OpenItem, Payment, Receivables
from screenpop.answers.any import Answer
from screenpop.answers.conversation import Conversation, Said
from screenpop.answers.credit import Offerable, Standing
from screenpop.answers.cross_sell import Offer, OfferList, Suggestions
from screenpop.answers.sales import Dealings, OpenOrder, Purchase, Quote
from screenpop.answers.table import Column, ColumnKind, Link, TableAnswer
from screenpop.answers.value import Relationship, Trend
from screenpop.money import Money
from screenpop.sentences import say
from ui.gallery.people import NOON, ago
from ui.panels.department import Department

FOUR = tuple(map(Department, ("accounting", "sales", "credit", "cross_sell")))
EIGHT = (
    *FOUR,
    Department("value"),
    Department("conversation"),
    Department("contracts", "table", "Service contracts"),
    Department("complaints", "table", "Complaints"),
)

_NONE = Decimal(0)


def receivables(
    current: str = "9300.00",
    overdue: str = "3100.00",
    days: int = 47,
    unit: str = "PLN",
    *,
    disputed: bool = False,
) -> Receivables:
    """What is owed in one currency; perhaps one invoice is disputed."""
    late, open_ = Decimal(overdue), Decimal(current)
    aging = Aging(open_, _NONE, late, _NONE, _NONE)
    items = tuple(
        OpenItem(f"FV/{2480 + n}", ago(days - 31 * n), Decimal("1550.00"), unit, disputed=disputed and n == 1)
        for n in range(3)
    )
    return Receivables(
        (Balance(unit, late + open_, late, days, aging),), items, Payment(ago(9), Decimal("2210.50"), unit)
    )


def paid_up() -> Receivables:
    """Nothing is late."""
    aging = Aging(Decimal("4120.00"), _NONE, _NONE, _NONE, _NONE)
    items = (OpenItem("FV/2502", ago(-12), Decimal("4120.00"), "PLN", disputed=False),)
    return Receivables(
        (Balance("PLN", Decimal("4120.00"), _NONE, 0, aging),),
        items,
        Payment(ago(2), Decimal("8800.00"), "PLN"),
    )


def dealings(*, late: bool = False) -> Dealings:
    """Three purchases, two orders, of which one may be late, one quote."""
    names = ("Cement 25 kg", "Rockwool 100 mm", "Screws 4,5 × 60")
    purchases = tuple(
        Purchase(
            *(ago(6 + 19 * n), f"P{n % 3}", names[n % 3], Decimal(12 - 4 * (n % 3))),
            *(Decimal("412.30") * (1 + (5 * n) % 7), "PLN"),
        )
        for n in range(15)
    )
    orders = (
        OpenOrder("8790", None, ago(3 if late else -2), None),
        OpenOrder("8812", "picking", ago(-1), None),
    )
    quotes = (Quote("Q-71", ago(-9), Decimal(4200), "PLN"),)
    return Dealings(purchases, {"PLN": Decimal(86400)}, {"PLN": Decimal(77100)}, orders, quotes)


def standing(available: str = "1600", *, hold: bool = False) -> Standing:
    """A limit of 20,000, and what is left of it."""
    left = Decimal(available)
    return Standing(
        limit=Decimal(20000),
        exposure=Decimal(20000) - left,
        available=left,
        hold=hold,
        currency="PLN",
        hold_reason="two reminders unanswered" if hold else None,
        hold_since=ago(12) if hold else None,
        net_days=30,
        discount=Decimal(2),
        discount_days=10,
        terms="2/10 net 30",
        may_offer=None if hold else Offerable("net 14", Decimal(2), ago(-30), None),
        refer_to="Ewa Lis" if hold else None,
    )


def suggestions() -> Suggestions:
    """Two that are due again, one that fits."""
    again = say("every {weeks} weeks, last {ago} weeks ago", weeks=5, ago=6)
    fits = say("{share} of those who bought {product} also bought this", share="41 %", product="Cement 25 kg")
    return Suggestions(
        (
            Offer(OfferList.AGAIN, "P0", "Cement 25 kg", 0.9, again),
            Offer(OfferList.AGAIN, "P1", "Rockwool 100 mm", 0.8, again),
            Offer(OfferList.FITS, "P9", "Diamond blade 230 mm", 0.5, fits),
        )
    )


def relationship(*, important: bool = False) -> Relationship:
    """A customer of many years."""
    return Relationship(
        since=HURT_SINCE,
        segment="Wholesale A",
        turnover={"PLN": Decimal("163281.62")},
        previous_turnover={"PLN": Decimal("145700")},
        manager="Marek Nowak",
        important=important,
    )


def leaving() -> Relationship:
    """One who buys less and less, as was learnt."""
    return replace(
        relationship(important=True),
        segment="at_risk",
        previous_turnover={"PLN": Decimal("214844")},
        trend=Trend.FALLING,
        leaving=True,
        why=say("bought every {usual} weeks, last {weeks} weeks ago", usual=3, weeks=11),
        learnt=("segment",),
    )


def conversation() -> Conversation:
    """A week of e-mails, tickets and orders."""
    texts = (
        (
            "e-mail",
            "Where is order 8790? The site stands still without the mortar.",
            "Anna Wąs-Świątkowska",
            "open",
        ),
        ("ticket", "Pallet 3 of 12 arrived wet, photos attached. Please take it back.", None, "solved"),
        ("web order", "Asked for a new price list.", "Marek Lis", None),
        ("telephone", "Would like delivery before seven.", "Anna Wąs-Świątkowska", None),
    )
    return Conversation(
        tuple(
            Said(NOON - timedelta(hours=3 + 29 * n), channel, text, who, status, None)
            for n, (channel, text, who, status) in enumerate(texts)
        )
    )


def contracts(rows: int = 3) -> TableAnswer:
    """A table of the company's own."""
    columns = (
        Column("contract"),
        Column("level", ColumnKind.BADGE),
        Column("ends", ColumnKind.DATE),
        Column("fee", ColumnKind.MONEY),
        Column("file", ColumnKind.LINK),
        Column("trouble", ColumnKind.WARNING),
    )
    made = tuple(
        (
            f"SC-{4711 + n}",
            ("Gold", "Silver")[n % 2],
            ago(-120 + 90 * n),
            Money(Decimal("1250.00") * (n + 1), "PLN"),
            Link("open", f"https://contracts.example/{n}") if n % 2 == 0 else None,
            "inspection overdue" if n == 2 else None,
        )
        for n in range(rows)
    )
    return TableAnswer(columns, made)


HURT_SINCE = ago(5058)


def usual() -> dict[str, Answer | None]:
    """What the eight departments say of a customer who pays late."""
    return {
        "accounting": receivables(),
        "sales": dealings(),
        "credit": standing(),
        "cross_sell": suggestions(),
        "value": relationship(),
        "conversation": conversation(),
        "contracts": contracts(),
        "complaints": None,
    }
