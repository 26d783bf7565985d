"""What rules may test, read from a customer of whom everything is known, and from one of whom nothing is."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from screenpop.answers.value import Trend
from screenpop.errors import ConfigurationError
from screenpop.memory import Fact, Recollection
from screenpop.money import Money
from screenpop.permission import Channel, Marketing
from screenpop.rules.known import known_of
from screenpop.rules.measure import Kind, with_unit
from screenpop.rules.measures import MEASURES, Measures
from screenpop.sentences import Sentence
from tests.rules.playing import ANNA, DAY, DEALINGS, NOW, OWING, TODAY, everything, situation


def pln(amount: str) -> Money:
    return Money(Decimal(amount), "PLN")


def eur(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


VALUES: dict[str, object] = {
    "today": TODAY,
    "caller.name": "Anna Wąs",
    "caller.role": "buyer",
    "caller.language": "pl",
    "caller.active": True,
    "caller.prospect": False,
    "customer.name": "Hurt-Bud",
    "customer.since": date(2015, 3, 10),
    "call.called": "Brand A",
    "call.queue": "sales",
    "permission.all": None,
    "permission.phone": None,
    "permission.email": True,
    "permission.post": False,
    "permission.message": None,
    "accounting.balance": (pln("410.00"), eur("9100.00")),
    "accounting.overdue": (pln("310.00"), eur("9000.00")),
    "accounting.overdue_days": 47,
    "accounting.disputed": True,
    "accounting.disputed_document": "FV/7",
    "accounting.open_items": 1,
    "accounting.paid_days": 9,
    "credit.hold": True,
    "credit.hold_reason": "insolvent",
    "credit.hold_days": 3,
    "credit.limit": (pln("1000"),),
    "credit.exposure": (pln("910"),),
    "credit.available": (pln("90"),),
    "credit.used_share": Decimal(91),
    "credit.available_share": Decimal(9),
    "credit.net_days": 30,
    "credit.terms": "net 30",
    "credit.refer_to": "the credit desk",
    "credit.may_offer": "prepay",
    "credit.may_offer_special": True,
    "credit.may_offer_discount": Decimal(2),
    "credit.may_offer_until": TODAY + 5 * DAY,
    "credit.may_offer_reason": "spring",
    "sales.late_order": "8812",
    "sales.late_order_days": 3,
    "sales.late_order_promised": TODAY - 3 * DAY,
    "sales.late_order_status": "in production",
    "sales.open_orders": 1,
    "sales.quote": "Q-9",
    "sales.quote_amount": (pln("500"),),
    "sales.quote_until": TODAY + 2 * DAY,
    "sales.quote_days": 2,
    "sales.bought": ("P-100", "Żwir"),
    "sales.bought_days": 6,
    "sales.last_12_months": (pln("1000"), eur("20")),
    "sales.previous_12_months": (pln("900"),),
    "value.since": date(2016, 3, 10),
    "value.years": 9,
    "value.segment": "At risk",
    "value.important": True,
    "value.trend": Trend.FALLING,
    "value.leaving": True,
    "value.why": "last 11 weeks ago",
    "value.manager": "Ewa",
    "value.turnover": (pln("7"),),
    "offers.again": True,
    "offers.fits": True,
    "offers.declined_days": 7,
    "offers.accepted_days": 8,
    "promise.open": True,
    "promise.overdue": True,
    "promise.due_days": -1,
    "promise.day": TODAY - DAY,
    "promise.what": "send it",
    "promise.by": "ewa",
    "promise.call_back": False,
    "complaint.open": True,
    "complaint.days": 20,
    "conversation.open": 1,
    "notes.this_week": 1,
    "notes.days": 2,
    "gestures.given_days": 40,
}

KNOWN_WITHOUT_ANYTHING = {
    "today": TODAY,
    "promise.open": False,
    "complaint.open": False,
    "notes.this_week": 0,
}


def plain(value: object) -> object:
    return str(value) if isinstance(value, Sentence) else value


def test_every_measure_is_read() -> None:
    known = known_of(everything(), NOW)

    assert {name: plain(measure.read(known)) for name, measure in MEASURES.items()} == VALUES


def test_of_a_call_of_which_nothing_is_known_nothing_is_known() -> None:
    known = known_of(replace(situation(), identity=None), NOW)
    read = {name: measure.read(known) for name, measure in MEASURES.items()}

    assert {name: value for name, value in read.items() if value is not None} == KNOWN_WITHOUT_ANYTHING


def test_where_nothing_is_late_it_is_late_by_no_day() -> None:
    known = known_of(situation(replace(OWING, balances=(), open_items=()), replace(DEALINGS, orders=())), NOW)

    assert MEASURES["accounting.overdue_days"].read(known) == 0
    assert MEASURES["sales.late_order_days"].read(known) == 0
    assert MEASURES["accounting.overdue"].read(known) is None
    assert MEASURES["accounting.disputed"].read(known) is False


@pytest.mark.parametrize(
    ("told", "kind", "value"),
    [
        ("1980-03-10", "date", date(1980, 3, 10)),
        ("soon", "date", None),
        ("12,5", "number", Decimal("12.5")),
        ("NaN", "number", None),
        ("many", "number", None),
        ("yes", "yes-no", True),
        ("no", "yes-no", False),
        ("perhaps", "yes-no", None),
        ("bakery", "choice", "bakery"),
        ("", "text", None),
    ],
)
def test_a_fact_is_what_the_site_asks_for(told: str, kind: str, value: object) -> None:
    measure = Measures({"asked": kind}).find("fact.asked")  # type: ignore[dict-item] # a case names a real kind
    known = known_of(situation(remembers=Recollection(facts=(Fact("asked", told, NOW),))), NOW)

    assert measure.read(known) == value


def test_an_objection_of_anybody_is_no_permission() -> None:
    objecting = replace(ANNA, marketing=Marketing({Channel.ALL: False}))
    known = known_of(situation(person=objecting), NOW)

    assert {MEASURES[f"permission.{channel}"].read(known) for channel in Channel} == {False}


def test_a_number_is_told_with_what_it_counts() -> None:
    assert str(with_unit(Kind.DAYS, 1)) == "1 day"
    assert str(with_unit(Kind.YEARS, 5)) == "5 years"
    assert str(with_unit(Kind.SHARE, Decimal(91))) == "91 %"
    assert str(with_unit(Kind.YES_NO, value=True)) == "yes"
    assert with_unit(Kind.MONEY, (pln("3"), eur("4"))) == pln("3")
    assert with_unit(Kind.LIST, ("a", "b")) == "a, b"
    assert with_unit(Kind.DATE, TODAY) == TODAY


def test_years_are_whole_ones() -> None:
    on_the_day = datetime(2026, 3, 10, 0, 1, tzinfo=NOW.tzinfo)

    assert MEASURES["value.years"].read(known_of(everything(), on_the_day)) == 10


def test_what_is_nowhere_near_is_told_with_what_there_is() -> None:
    with pytest.raises(ConfigurationError, match=r"there is no “credit\.q{9}”; there are credit\.hold,"):
        Measures().find("credit.qqqqqqqqq")
