"""Answers that strain a panel: amounts of twelve digits, the longest names, Thai, Hebrew and Arabic."""

from datetime import timedelta
from decimal import Decimal

from screenpop.answers.accounting import Receivables
from screenpop.answers.any import Answer
from screenpop.answers.conversation import Conversation, Said
from screenpop.answers.credit import Offerable, Standing
from screenpop.answers.cross_sell import Offer, OfferList, Suggestions
from screenpop.answers.sales import Dealings, OpenOrder, Purchase, Quote
from screenpop.answers.table import Column, ColumnKind, TableAnswer
from screenpop.answers.value import Relationship
from screenpop.money import Money
from screenpop.sentences import say
from ui.gallery.company import receivables
from ui.gallery.people import NOON, ago

HUGE = Decimal("123456789012.34")
_LONG = "Zaprawa klejowa elastyczna mrozoodporna do płytek wielkoformatowych, worek 25 kg, paleta 48 sztuk"
_THAI = "ปูนซีเมนต์ปอร์ตแลนด์ ถุง ๕๐ กก. สำหรับงานก่อสร้างทั่วไป"
_HEBREW = "מלט אפור שק 25 ק״ג"
_ARABIC = "أسمنت رمادي كيس ٢٥ كغ"


def huge() -> dict[str, Answer]:
    """Twelve digits before the point, and names as long as they come."""
    return {
        "accounting": _huge_receivables(),
        "sales": _bought((_LONG, _LONG, _LONG), HUGE),
        "credit": Standing(
            HUGE, HUGE * 2, -HUGE, hold=True, currency="IDR", hold_reason=_LONG, net_days=365, refer_to=_LONG
        ),
        "cross_sell": _offered((_LONG, _LONG)),
        "value": Relationship(ago(9000), _LONG, {"IDR": HUGE}, {"IDR": HUGE * 2}, _LONG, important=True),
        "conversation": Conversation((Said(NOON - timedelta(hours=3), _LONG, _LONG * 5, _LONG, _LONG),)),
        "contracts": TableAnswer(
            (Column(_LONG), Column("amount", ColumnKind.MONEY)),
            ((_LONG, Money(HUGE, "IDR")),) * 3,
            left_out=900,
        ),
    }


def foreign() -> dict[str, Answer]:
    """Thai, Hebrew and Arabic in one panel."""
    return {
        "accounting": receivables("4500000", "1250000", 12, "THB"),
        "sales": _bought((_THAI, _HEBREW, _ARABIC), Decimal("4512.50")),
        "credit": Standing(
            *(Decimal(900000), Decimal(300000), Decimal(600000)),
            hold=False,
            currency="THB",
            net_days=30,
            may_offer=Offerable(_THAI, Decimal(3), ago(-20), _HEBREW),
        ),
        "cross_sell": _offered((_THAI, _ARABIC)),
        "value": Relationship(ago(900), _HEBREW, {"ILS": Decimal(5200)}, {"ILS": Decimal(5100)}, _ARABIC),
        "conversation": Conversation(
            tuple(
                Said(NOON - timedelta(hours=30 * n), "LINE", text, None, None)
                for n, text in enumerate((_THAI, _HEBREW, _ARABIC))
            )
        ),
        "contracts": TableAnswer((Column("สัญญา"), Column("הערה")), ((_THAI, _HEBREW), (_ARABIC, "—"))),
    }


def _huge_receivables() -> Receivables:
    return receivables(str(HUGE), str(HUGE / 2), 1234, "IDR")


def _bought(names: tuple[str, ...], amount: Decimal) -> Dealings:
    purchases = tuple(
        Purchase(ago(9 * n), f"P{n}", name, Decimal(144), amount, "THB") for n, name in enumerate(names)
    )
    orders = (OpenOrder("2026-03-0000008812-B", names[0], ago(3), None),)
    return Dealings(
        purchases,
        {"THB": amount * 12},
        {"THB": amount * 14},
        orders,
        (Quote("Q-71-2026", ago(-9), amount, "THB"),),
    )


def _offered(names: tuple[str, str]) -> Suggestions:
    again = say("every {weeks} weeks, last {ago} weeks ago", weeks=52, ago=104)
    fits = say("{share} of those who bought {product} also bought this", share="41 %", product=names[0])
    return Suggestions(
        (Offer(OfferList.AGAIN, "1", names[0], 0.9, again), Offer(OfferList.FITS, "2", names[1], 0.5, fits))
    )
