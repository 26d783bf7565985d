"""A customer of whom everything is known, for tests of what rules make of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from screenpop.answers.accounting import Aging, Balance, OpenItem, Payment, Receivables
from screenpop.answers.any import Answer
from screenpop.answers.conversation import Conversation, Said
from screenpop.answers.credit import Offerable, Standing
from screenpop.answers.cross_sell import Offer, OfferList, Suggestions
from screenpop.answers.sales import Dealings, OpenOrder, Purchase, Quote
from screenpop.answers.value import Relationship, Trend
from screenpop.called import Called
from screenpop.customers import Customer, Identity, Match, Person
from screenpop.events import news
from screenpop.gestures import Given
from screenpop.memory import Answered, Fact, Noted, Recollection
from screenpop.offers import OfferOutcome
from screenpop.permission import Channel, Marketing, Permission
from screenpop.promises import Promised, PromiseKind
from screenpop.record.ids import new_id
from screenpop.rules.situation import Situation
from screenpop.sentences import say
from screenpop.trust import Trust

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=ZoneInfo("Europe/Warsaw"))
TODAY = NOW.date()
DAY = timedelta(days=1)
CALLER = news.Caller(
    "+48225550123", "225550123", None, withheld=False, internal=False, trust=Trust.UNCONFIRMED
)
ANNA = Person(
    Customer("1001", "Hurt-Bud", since=date(2015, 3, 10)),
    "Anna Wąs",
    role="buyer",
    language="pl",
    marketing=Marketing({Channel.EMAIL: True}),
)
NOTHING = Decimal(0)
CEMENT = Offer(OfferList.AGAIN, "P1", "cement", 0.2, say("every 30 days"), category="Building")
GLOVES = Offer(OfferList.FITS, "P2", "gloves", 0.9, say("others bought it"), category="Safety")
PAINT = Offer(OfferList.FITS, "P3", "paint", 0.5, say("it is spring"), category="Paint")


def balance(currency: str, overdue: str, days: int) -> Balance:
    amount = Decimal(overdue)
    return Balance(currency, amount + 100, amount, days, Aging(NOTHING, amount, NOTHING, NOTHING, NOTHING))


OWING = Receivables(
    (balance("EUR", "9000.00", 5), balance("PLN", "310.00", 47)),
    (OpenItem("FV/7", TODAY - 47 * DAY, Decimal(310), "PLN", disputed=True),),
    Payment(TODAY - 9 * DAY, Decimal(50), "PLN"),
)
STANDING = Standing(
    Decimal(1000),
    Decimal(910),
    Decimal(90),
    hold=True,
    currency="PLN",
    hold_reason="insolvent",
    hold_since=TODAY - 3 * DAY,
    net_days=30,
    terms="net 30",
    may_offer=Offerable("prepay", Decimal(2), TODAY + 5 * DAY, "spring"),
    refer_to="the credit desk",
)
DEALINGS = Dealings(
    (Purchase(TODAY - 6 * DAY, "P-100", "Żwir", Decimal(1), Decimal(10), "PLN"),),
    {"PLN": Decimal(1000), "EUR": Decimal(20)},
    {"PLN": Decimal(900)},
    (OpenOrder("8812", "in production", TODAY - 3 * DAY, None),),
    (Quote("Q-9", TODAY + 2 * DAY, Decimal(500), "PLN"),),
)
RELATIONSHIP = Relationship(
    date(2016, 3, 10),
    "At risk",
    {"PLN": Decimal(7)},
    None,
    "Ewa",
    important=True,
    trend=Trend.FALLING,
    leaving=True,
    why=say("last 11 weeks ago"),
)
TALK = Conversation(
    (Said(NOW - 20 * DAY, "Complaint", "broken", status="Open"), Said(NOW, "e-mail", "hello"))
)


def recalled() -> Recollection:
    """All that our own record can hold."""
    due = (NOW - DAY).astimezone(UTC)
    promised = Promised(
        new_id(), PromiseKind.PROMISE, due, "send it", "ewa", None, "1001", None, None, None, None
    )
    return Recollection(
        noted=(Noted(NOW - 2 * DAY, "ewa", "a note", disposition="Complaint"),),
        facts=(Fact("birthday", "1980-03-10", NOW), Fact("staff", "12,5", NOW), Fact("van", "yes", NOW)),
        promises=(promised,),
        answered=(
            Answered("P1", OfferOutcome.DECLINED, NOW - 7 * DAY),
            Answered("P2", OfferOutcome.ACCEPTED, NOW - 8 * DAY),
        ),
        given=(Given("thanks", NOW - 40 * DAY),),
        permissions=(Permission("Anna Wąs", Channel.POST, allowed=False, at=NOW),),
    )


def situation(*answers: Answer, remembers: Recollection | None = None, person: Person = ANNA) -> Situation:
    """A call of somebody certain, of whom these answers are known."""
    identity = Identity(Match.EXACT, (person,), person.customer, person)
    by_department = {type(answer).__name__: answer for answer in answers}
    return Situation(CALLER, identity, by_department, recollection=remembers or Recollection())


def everything() -> Situation:
    """All that may ever be known."""
    known = situation(
        OWING,
        STANDING,
        DEALINGS,
        RELATIONSHIP,
        Suggestions((GLOVES, CEMENT, PAINT)),
        TALK,
        remembers=recalled(),
    )
    return replace(known, called=Called(label="Brand A"), queue="sales")
