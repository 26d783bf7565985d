"""What a call means at a glance, situation by situation."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from screenpop.answers.accounting import Aging, Balance, OpenItem, Receivables
from screenpop.answers.advice import Advice, Level
from screenpop.answers.any import Answer
from screenpop.answers.credit import Offerable, Standing
from screenpop.answers.cross_sell import Offer, OfferList, Suggestions
from screenpop.answers.sales import Dealings, OpenOrder, Quote
from screenpop.answers.value import Relationship
from screenpop.customers import Customer, Identity, Match, Person
from screenpop.events import news
from screenpop.memory import Noted, Recollection
from screenpop.promises import Promised, PromiseKind
from screenpop.record.ids import new_id
from screenpop.rules.advice import advise
from screenpop.rules.situation import Situation, learn
from screenpop.sentences import Sentence, say
from screenpop.settings.playbook import read_playbook
from screenpop.trust import Trust

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=ZoneInfo("Europe/Warsaw"))
TODAY = NOW.date()
DAY = timedelta(days=1)
CALLER = news.Caller(
    "+48225550123", "225550123", None, withheld=False, internal=False, trust=Trust.UNCONFIRMED
)
HIDDEN = replace(CALLER, number=None, presented=None, withheld=True)
CUSTOMER = Customer("1001", "Hurt-Bud")
ANNA = Person(CUSTOMER, "Anna Wąs")
KNOWN = Identity(Match.EXACT, (ANNA,), CUSTOMER, ANNA)
NOTHING = Decimal(0)
SHIPPED = read_playbook()


def english(sentence: Sentence) -> str:
    """As a test reads it: a window would write the money."""
    return re.sub(r"Money\(amount=Decimal\('([^']+)'\), currency='(\w+)'\)", r"\1 \2", str(sentence))


def owing(overdue: str = "0", days: int = 0, *, disputed: bool = False) -> Receivables:
    amount = Decimal(overdue)
    items = (OpenItem("FV/7", TODAY - DAY * days, Decimal(100), "PLN", disputed),)
    aging = Aging(NOTHING, amount, NOTHING, NOTHING, NOTHING)
    return Receivables((Balance("PLN", Decimal(100), amount, days, aging),), items)


def standing(*, hold: bool = False, **more: object) -> Standing:
    facts = {"limit": None, "exposure": None, "available": Decimal(100), "currency": "PLN", "hold": hold}
    return Standing(**facts | more)  # type: ignore[arg-type] # a test names real fields


def dealings(*, late: int | None = None, valid: int | None = None) -> Dealings:
    orders = () if late is None else (OpenOrder("8812", "in production", TODAY - DAY * late, None),)
    quotes = () if valid is None else (Quote("Q-9", TODAY + DAY * valid, Decimal(500), "PLN"),)
    return Dealings((), {}, {}, orders, quotes)


SUGGESTED = Suggestions(
    (
        Offer(OfferList.FITS, "P2", "gloves", 0.9, say("others bought it")),
        Offer(OfferList.AGAIN, "P1", "cement", 0.2, say("every 30 days")),
    )
)


def promise(days: float, what: str = "send the invoice", kind: PromiseKind = PromiseKind.PROMISE) -> Promised:
    due = (NOW + timedelta(days=days)).astimezone(UTC)
    return Promised(new_id(), kind, due, what, "ewa", None, "1001", "Hurt-Bud", None, None, None)


def noted(days_ago: float, **more: str) -> Noted:
    return Noted(NOW - timedelta(days=days_ago), "ewa", "a note", **more)


def situation(
    *answers: Answer,
    identity: Identity | None = KNOWN,
    caller: news.Caller = CALLER,
    waiting: tuple[str, ...] = (),
    promises: tuple[Promised, ...] = (),
    notes: tuple[Noted, ...] = (),
) -> Situation:
    by_department: Mapping[str, Answer] = {type(answer).__name__: answer for answer in answers}
    return Situation(
        caller, identity, by_department, frozenset(waiting), Recollection(notes, promises=promises)
    )


ALERTS: list[tuple[str, Situation, Level | None, str]] = [
    ("nothing known", situation(identity=None), None, ""),
    ("withheld", situation(identity=None, caller=HIDDEN), Level.ASK, "Ask who is calling"),
    ("withheld and keyed", situation(caller=HIDDEN), None, ""),
    (
        "unknown",
        situation(identity=Identity(Match.UNKNOWN)),
        Level.ASK,
        "Nobody in the directory has this number",
    ),
    (
        "shared by customers",
        situation(identity=Identity(Match.SHARED, (ANNA, replace(ANNA, customer=Customer("2", "B"))))),
        Level.ASK,
        "2 people share this number",
    ),
    (
        "prospect",
        situation(identity=replace(KNOWN, person=replace(ANNA, prospect=True))),
        Level.ASK,
        "A prospect, not a customer yet",
    ),
    (
        "left",
        situation(identity=replace(KNOWN, person=replace(ANNA, active=False))),
        Level.CAUTION,
        "No longer active",
    ),
    (
        "forged",
        situation(caller=replace(CALLER, trust=Trust.FAILED)),
        Level.CAUTION,
        "The caller's number may be forged",
    ),
    ("a little late", situation(owing("310", 12)), Level.CAUTION, "Overdue 310 PLN, 12 days"),
    ("long late", situation(owing("310", 47)), Level.ALARM, "Overdue 310 PLN, 47 days"),
    (
        "hold beats late",
        situation(owing("310", 47), standing(hold=True)),
        Level.ALARM,
        "Credit hold · overdue 310 PLN, 47 days",
    ),
    ("hold", situation(standing(hold=True, hold_reason="insolvent")), Level.ALARM, "Credit hold · insolvent"),
    ("hold while waiting", situation(standing(hold=True), waiting=("sales",)), Level.ALARM, "Credit hold"),
    (
        "over the limit",
        situation(standing(available=Decimal(-5))),
        Level.CAUTION,
        "Over the credit limit by 5 PLN",
    ),
    ("fine", situation(owing(), standing()), Level.GOOD, "Nothing overdue, no hold"),
    ("fine but not all told", situation(owing(), waiting=("credit",)), None, ""),
    ("only accounting", situation(owing()), Level.GOOD, "Nothing overdue"),
    ("only credit", situation(standing()), Level.GOOD, "No hold"),
    ("nobody asked", situation(), None, ""),
]


@pytest.mark.parametrize(("name", "given", "level", "told"), ALERTS, ids=[case[0] for case in ALERTS])
def test_the_worst_that_is_known_is_told(name: str, given: Situation, level: Level | None, told: str) -> None:
    alert = advise(given, NOW, SHIPPED).alert

    assert (alert.level if alert else None, english(alert.told) if alert else "") == (level, told)


SAYINGS: list[tuple[str, Situation, str, str]] = [
    ("nothing true", situation(owing(), standing(), dealings()), "", ""),
    ("nobody certain", situation(SUGGESTED, identity=Identity(Match.UNKNOWN)), "", ""),
    (
        "late order",
        situation(dealings(late=3, valid=2), SUGGESTED),
        "Apologise for order 8812 and say when it comes",
        "Promised for 2026-03-01, 3 days late · in production",
    ),
    (
        "a broken promise before a late order",
        situation(dealings(late=3), promises=(promise(-1),)),
        "Say how it stands: send the invoice",
        "Promised for 2026-03-03 by ewa, and not settled",
    ),
    (
        "a late order before a promise that is due",
        situation(dealings(late=1), promises=(promise(1),)),
        "Apologise for order 8812 and say when it comes",
        "Promised for 2026-03-03, 1 day late · in production",
    ),
    (
        "promise due",
        situation(SUGGESTED, promises=(promise(1),)),
        "Say how it stands: send the invoice",
        "Promised for 2026-03-05 by ewa",
    ),
    ("promise far off", situation(SUGGESTED, promises=(promise(9),)), "Offer cement", "every 30 days"),
    (
        "call back owed",
        situation(promises=(promise(-1, "", PromiseKind.CALL_BACK),)),
        "Say that you were going to call them",
        "A call back was due 2026-03-03",
    ),
    (
        "a promise before a call back",
        situation(promises=(promise(-2, "", PromiseKind.CALL_BACK), promise(-1))),
        "Say how it stands: send the invoice",
        "Promised for 2026-03-03 by ewa, and not settled",
    ),
    (
        "dispute",
        situation(owing(disputed=True), SUGGESTED),
        "Say how far the dispute is settled",
        "Invoice FV/7 is disputed",
    ),
    (
        "hold sells nothing",
        situation(owing("310", 47), standing(hold=True), dealings(valid=2), SUGGESTED),
        "Agree on when 310 PLN will be paid",
        "Nothing is sold on credit until then",
    ),
    (
        "hold for another reason",
        situation(standing(hold=True, refer_to="credit control"), SUGGESTED),
        "Offer to pass on to credit control",
        "Credit hold",
    ),
    ("hold and nobody to ask", situation(standing(hold=True), SUGGESTED), "", ""),
    ("complaint", situation(SUGGESTED, notes=(noted(3, reason="Complaint"),)), "", ""),
    (
        "old complaint",
        situation(SUGGESTED, notes=(noted(20, disposition="Complaint"),)),
        "Offer cement",
        "every 30 days",
    ),
    (
        "quote",
        situation(dealings(valid=2), SUGGESTED),
        "Ask about quote Q-9",
        "500 PLN, valid until 2026-03-06",
    ),
    (
        "quote of today",
        situation(dealings(valid=0)),
        "Ask about quote Q-9",
        "500 PLN, valid until 2026-03-04",
    ),
    ("quote expired", situation(dealings(valid=-1)), "", ""),
    ("quote for long", situation(dealings(valid=30)), "", ""),
    (
        "terms",
        situation(
            standing(may_offer=Offerable("2/10 net 30", Decimal(2), date(2026, 3, 31), "spring")), SUGGESTED
        ),
        "You may offer 2/10 net 30",
        "spring, until 2026-03-31",
    ),
    (
        "everyday terms are nothing to say",
        situation(standing(may_offer=Offerable("net 14", None, None, None)), SUGGESTED),
        "Offer cement",
        "every 30 days",
    ),
    ("what they buy before what fits", situation(SUGGESTED), "Offer cement", "every 30 days"),
]


@pytest.mark.parametrize(("name", "given", "told", "why"), SAYINGS, ids=[case[0] for case in SAYINGS])
def test_one_thing_is_worth_saying_and_service_goes_first(
    name: str, given: Situation, told: str, why: str
) -> None:
    saying = advise(given, NOW, SHIPPED).saying

    assert (english(saying.say) if saying else "", english(saying.why) if saying else "") == (told, why)


MARKS: list[tuple[str, Situation, list[str]]] = [
    ("nothing", situation(owing(), dealings()), []),
    ("important", situation(Relationship(important=True)), ["Important customer"]),
    (
        "all of it",
        situation(
            Relationship(important=True),
            owing(disputed=True),
            dealings(late=1),
            promises=(promise(1),),
            notes=(noted(1), noted(2), noted(30), replace(noted(0), typing=True)),
        ),
        [
            "Important customer",
            "Promised: send the invoice by 2026-03-05",
            "Order 8812 is late",
            "FV/7 disputed",
            "2 calls noted this week",
        ],
    ),
    ("call back", situation(promises=(promise(1, "", PromiseKind.CALL_BACK),)), ["Call back due 2026-03-05"]),
    ("one call is nothing", situation(notes=(noted(1),)), []),
]


@pytest.mark.parametrize(("name", "given", "told"), MARKS, ids=[case[0] for case in MARKS])
def test_what_else_matters_is_told_in_a_few_words(name: str, given: Situation, told: list[str]) -> None:
    assert list(map(str, advise(given, NOW, SHIPPED).marks)) == told


def test_a_promise_is_due_on_the_day_of_the_clock_on_the_wall() -> None:
    late_at_night = replace(promise(0), due=datetime(2026, 3, 5, 23, 30, tzinfo=UTC))

    (mark,) = advise(situation(promises=(late_at_night,)), NOW, SHIPPED).marks
    assert str(mark) == "Promised: send the invoice by 2026-03-06"


def test_what_is_masked_is_not_advised_on() -> None:
    told = situation(owing("310", 47))
    masked = learn(told, news.PanelMasked("c1", NOW, "Receivables", say("not yet"), may_reveal=True))

    assert advise(told, NOW, SHIPPED).alert is not None
    assert advise(masked, NOW, SHIPPED) == Advice()


def test_what_was_said_of_one_customer_is_not_advised_on_the_next() -> None:
    told = situation(owing("310", 47), promises=(promise(-1),))
    other = Customer("2", "B")
    moved = learn(told, news.CallerIdentified("c1", NOW, Identity(Match.UNKNOWN, (), other), ("accounting",)))

    assert advise(moved, NOW, SHIPPED) == Advice()


def test_an_answer_that_is_asked_for_again_is_unknown_until_it_comes() -> None:
    told = situation(owing())
    asked = learn(told, news.PanelAsked("c1", NOW, "Receivables"))
    again = learn(asked, news.PanelFilled("c1", NOW, "Receivables", owing("10", 3), 1.0))
    failed = learn(asked, news.PanelFailed("c1", NOW, "Receivables", say("away"), 1.0))

    assert advise(asked, NOW, SHIPPED).alert is None
    assert [english(alert.told) for alert in [advise(again, NOW, SHIPPED).alert] if alert] == [
        "Overdue 10 PLN, 3 days"
    ]
    assert advise(failed, NOW, SHIPPED).alert is None
