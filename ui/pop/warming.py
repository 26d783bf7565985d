"""A call that nobody sees: drawing it once loads fonts, icons, numbers and names of countries before the first one."""

from datetime import UTC, date, datetime
from decimal import Decimal

from screenpop.answers.accounting import Aging, Balance, OpenItem, Payment, Receivables
from screenpop.answers.any import Answer
from screenpop.answers.conversation import Conversation, Said
from screenpop.answers.credit import Standing
from screenpop.answers.cross_sell import Offer, OfferList, Suggestions
from screenpop.answers.sales import Dealings, Purchase
from screenpop.answers.table import Column, ColumnKind, TableAnswer
from screenpop.answers.value import Relationship
from screenpop.customers import Customer, Identity, Match, Person
from screenpop.events.calls import Facts
from screenpop.events.news import Caller
from screenpop.memory import Fact, Noted, Recollection
from screenpop.money import Money
from screenpop.sentences import Sentence
from screenpop.trust import Trust
from ui.card.call import Call, Filled
from ui.clock import now

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz ąćęłńóśźż áéíóöőúüű 0123456789"
_NUMBER = "+442079460018"
_DAY = date(2001, 1, 1)
_MOMENT = datetime(2001, 1, 1, tzinfo=UTC)
_ONE = Decimal("1234567.89")


def sample(answers: dict[str, type]) -> Call:
    """A call with all that a card can show; `answers` says what each department answers."""
    caller = Caller(_NUMBER, _NUMBER, _LETTERS, withheld=False, internal=False, trust=Trust.FAILED)
    person = Person(Customer("", _LETTERS), _LETTERS, role=_LETTERS)
    call = Call("", now(), caller, _NUMBER, Facts(queue=_LETTERS, brand=_LETTERS), None)
    call.identity = Identity(Match.EXACT, (person,), person.customer, person)
    call.recollection = Recollection(
        (Noted(_MOMENT, _LETTERS, _LETTERS),), (Fact(_LETTERS, _LETTERS, _MOMENT),)
    )
    call.panels = {department: Filled(_ANSWERS[kind]) for department, kind in answers.items()}
    return call


_AGING = Aging(_ONE, _ONE, _ONE, _ONE, _ONE)
_ANSWERS: dict[type, Answer] = {
    Receivables: Receivables(
        (Balance("EUR", _ONE, _ONE, 1, _AGING),),
        (OpenItem(_LETTERS, _DAY, _ONE, "EUR", disputed=True),),
        Payment(_DAY, _ONE, "EUR"),
    ),
    Dealings: Dealings(
        (Purchase(_DAY, _LETTERS, _LETTERS, _ONE, _ONE, "EUR"),), {"EUR": _ONE}, {"EUR": _ONE * 2}
    ),
    Standing: Standing(
        _ONE, _ONE, _ONE, hold=False, currency="EUR", net_days=2, discount=_ONE, discount_days=1
    ),
    Relationship: Relationship(_DAY, _LETTERS, {"EUR": _ONE}, {"EUR": _ONE * 2}, _LETTERS),
    Conversation: Conversation((Said(_MOMENT, _LETTERS, _LETTERS, _LETTERS, _LETTERS),)),
    TableAnswer: TableAnswer(
        tuple(Column(kind, kind) for kind in ColumnKind),
        ((_LETTERS, Money(_ONE, "EUR"), _DAY, None, "A", "A"),),
    ),
    Suggestions: Suggestions((Offer(OfferList.FITS, _LETTERS, _LETTERS, 1.0, Sentence(_LETTERS)),)),
}
