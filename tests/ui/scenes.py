"""News as the desk announces it, for one invented wholesaler's caller; and ports that answer from lists."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from screenpop.answers.accounting import Aging, Balance, OpenItem, Payment, Receivables
from screenpop.answers.advice import Advice
from screenpop.answers.any import Answer
from screenpop.answers.conversation import Conversation, Said
from screenpop.answers.credit import Offerable, Standing
from screenpop.answers.cross_sell import Offer, OfferList, Suggestions
from screenpop.answers.sales import Dealings, OpenOrder, Purchase, Quote
from screenpop.answers.table import Column, ColumnKind, Link, TableAnswer
from screenpop.answers.value import Relationship
from screenpop.customers import Candidates, Customer, Identity, Match, Person
from screenpop.errors import SourceUnavailable, UnknownCall
from screenpop.events import news
from screenpop.events.acts import Act
from screenpop.events.calls import Ending, Facts
from screenpop.money import Money
from screenpop.phone_numbers import PhoneNumber
from screenpop.record.entries import Direction
from screenpop.record.filters import LogFilter
from screenpop.record.rows import LoggedCall
from screenpop.sentences import Sentence, say
from screenpop.settings.model import WindowTable, WrapUpTable
from screenpop.trust import Trust
from ui.application import Application
from ui.panels.department import Department

DEPARTMENTS = ("accounting", "sales", "credit", "cross_sell")
EIGHT = (
    *map(Department, (*DEPARTMENTS, "value", "conversation")),
    Department("contracts", "table", "Service contracts"),
    Department("complaints", "table"),
)
NOW = datetime.now(UTC)
TODAY = NOW.astimezone().date()
HURT = Customer("1001", "Hurt-Bud sp. z o.o.", {}, date(2019, 3, 7))
ANNA = Person(HURT, "Anna Wąs-Świątkowska", role="buyer")
JAN = Person(HURT, "Jan Nowak", role="owner")
OTHER = Person(Customer("7", "Zielona Hurtownia"), None)
SEPARATE = (ANNA, JAN, OTHER)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def receivables(overdue: str = "3100.00", days: int = 47) -> Receivables:
    late = Decimal(overdue)
    none = Decimal(0)
    aging = Aging(Decimal("9300.00"), none, late, none, none)
    balance = Balance("PLN", late + Decimal("9300.00"), late, days, aging)
    items = tuple(
        OpenItem(f"FV/{n}", ago(n * 9), Decimal("1550.00"), "PLN", disputed=n == 1) for n in range(3)
    )
    return Receivables((balance,), items, Payment(ago(9), Decimal("2210.50"), "PLN"))


def dealings() -> Dealings:
    purchases = tuple(
        Purchase(ago(6 + 9 * n), f"P{n}", name, Decimal(n + 1), Decimal("412.30"), "PLN")
        for n, name in enumerate(("Cement 25 kg", "Rockwool 100 mm", "Screws 4,5 × 60"))
    )
    orders = (OpenOrder("8812", "picking", ago(-2), None), OpenOrder("8790", None, ago(3), None))
    quotes = (Quote("Q-71", ago(-9), Decimal(4200), "PLN"),)
    return Dealings(purchases, {"PLN": Decimal(86400)}, {"PLN": Decimal(77100)}, orders, quotes)


def standing(*, hold: bool = False, available: str = "1600") -> Standing:
    left = Decimal(available)
    return Standing(
        limit=Decimal(20000),
        exposure=Decimal(20000) - left,
        available=left,
        hold=hold,
        currency="PLN",
        hold_reason="two reminders unanswered" if hold else None,
        net_days=30,
        discount=Decimal(2),
        discount_days=10,
        may_offer=Offerable("prepayment", None, None, "segment B"),
    )


def suggestions() -> Suggestions:
    again = say("every {weeks} weeks, last {ago} weeks ago", weeks=5, ago=6)
    fits = say("{share} of those who bought {product} also bought this", share="41 %", product="Cement")
    return Suggestions(
        (
            Offer(OfferList.AGAIN, "P0", "Cement 25 kg", 0.9, again),
            Offer(OfferList.AGAIN, "P1", "Rockwool 100 mm", 0.8, again),
            Offer(OfferList.FITS, "P9", "Diamond blade", 0.5, fits),
        )
    )


def relationship(**changed: object) -> Relationship:
    values: dict[str, object] = {
        "since": date(TODAY.year - 14, 1, 1),
        "segment": "Wholesale A",
        "turnover": {"PLN": Decimal("163281.62")},
        "previous_turnover": {"PLN": Decimal("145700")},
        "manager": "Marek Nowak",
    }
    return Relationship(**{**values, **changed})  # type: ignore[arg-type] # the values are the fields


def conversation(entries: int = 6, silent: tuple[str, ...] = ()) -> Conversation:
    texts = (
        "Where is order 870504? The site stands still without the mortar, and nobody answers at the depot.",
        "Pallet 3 of 12 arrived wet, photos attached. Please take it back.\nOur customer refuses it.\n\nAnna",
        "Asked for a new price list.",
    )
    channels = ("e-mail", "ticket", "web order")
    said = tuple(
        Said(
            NOW - timedelta(hours=7 + 31 * n),
            channels[n % 3],
            texts[n % 3],
            ("Anna Wąs-Świątkowska", None, "Marek Lis")[n % 3],
            ("open", "solved", None)[n % 3],
            "https://tickets.example/4711" if n % 3 == 1 else None,
        )
        for n in range(entries)
    )
    return Conversation(said, silent)


def contracts(rows: int = 4) -> TableAnswer:
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
            f"SC-{4711 + n} Forklift truck service",
            ("Gold", "Silver")[n % 2],
            ago(40 - 90 * n),
            Money(Decimal("1250.00") * (n + 1), "PLN"),
            Link("open", f"https://contracts.example/{n}") if n % 2 == 0 else None,
            "inspection overdue" if n == 0 else None,
        )
        for n in range(rows)
    )
    return TableAnswer(columns, made)


def answers() -> dict[str, Answer]:
    return {
        "accounting": receivables(),
        "sales": dealings(),
        "credit": standing(),
        "cross_sell": suggestions(),
    }


def all_answers() -> dict[str, Answer | None]:
    """What eight departments say."""
    return {
        **answers(),
        "value": relationship(),
        "conversation": conversation(),
        "contracts": contracts(),
        "complaints": contracts(1),
    }


def caller(
    number: str | None = "+48225550123",
    name: str | None = "WAS A",
    *,
    withheld: bool = False,
    internal: bool = False,
    trust: Trust = Trust.UNCONFIRMED,
) -> news.Caller:
    if withheld:
        return news.Caller(None, None, None, withheld=True, internal=False, trust=Trust.WITHHELD)
    full = None if internal else number
    return news.Caller(full, number, name, withheld=False, internal=internal, trust=trust)


class FakeLog:
    """Answers from a list, newest first."""

    def __init__(self, calls: Sequence[LoggedCall] = ()) -> None:
        self.calls = list(calls)
        self.asked: list[LogFilter] = []
        self.broken = False

    def page(
        self, wanted: LogFilter, *, at_most: int, older_than: LoggedCall | None = None
    ) -> Sequence[LoggedCall]:
        self.asked.append(wanted)
        if self.broken:
            raise SourceUnavailable(say("the record cannot be read"))
        ids = [call.id for call in self.calls]
        start = ids.index(older_than.id) + 1 if older_than is not None else 0
        fitting = [call for call in self.calls[start:] if self._fits(call, wanted)]
        return fitting[:at_most]

    def all(self, wanted: LogFilter) -> Iterator[LoggedCall]:
        return iter(self.page(wanted, at_most=10**6))

    def latest(self, call_id: str) -> LoggedCall:
        raise UnknownCall(say("there is no call {call_id}", call_id=call_id))

    @staticmethod
    def _fits(call: LoggedCall, wanted: LogFilter) -> bool:
        return (
            (not wanted.endings or call.ending in wanted.endings)
            and wanted.agent in (None, call.agent)
            and wanted.direction in (None, call.direction)
            and (not wanted.dispositions or call.disposition in wanted.dispositions)
            and (
                not wanted.to_wrap_up
                or (call.answered_at is not None and not call.disposition)
                or call.id in wanted.begun
            )
            and (wanted.customer_id is None or call.customer_id == wanted.customer_id)
            and (wanted.text is None or wanted.text.lower() in (call.customer or "").lower())
        )


class FakeDirectory:
    """Finds the same people whatever is asked."""

    deadline = timedelta(seconds=1)

    def __init__(self, people: tuple[Person, ...] = SEPARATE) -> None:
        self.people = people
        self.asked: list[str] = []

    def candidates(self, _number: PhoneNumber, /) -> Candidates:
        return Candidates(self.people)

    def remember(self, number: PhoneNumber, person: Person, /) -> None:
        raise AssertionError("a window remembers nothing")

    def search(self, text: str, *, at_most: int) -> tuple[Person, ...]:
        self.asked.append(text)
        return self.people[:at_most]


def logged(
    number: int, ending: Ending = Ending.ENDED, customer: str = "Hurt-Bud", **changed: object
) -> LoggedCall:
    at = NOW - timedelta(hours=5 * number)
    values: dict[str, object] = {
        "id": UUID(int=number + 1),
        "call_id": f"call-{number}",
        "offered_at": at,
        "answered_at": at + timedelta(seconds=5) if ending is Ending.ENDED else None,
        "ended_at": at + timedelta(seconds=99),
        "agent": "anna",
        "direction": Direction.IN,
        "number": "+48225550123",
        "presented": "+48225550123",
        "name": None,
        "did": "+48225550000",
        "queue": "Sales PL",
        "customer_id": customer,
        "customer": customer,
        "contact": None,
        "ending": ending,
        "reason": None,
        "disposition": None,
        "note": None,
    }
    return LoggedCall(**{**values, **changed})  # type: ignore[arg-type] # the values are the fields


class Scene:
    """A running application and the desk's side of it: what is announced to it, and what it posted."""

    def __init__(self, *, theme: str = "light", elsewhere: str = "keep", **parts: object) -> None:
        self.posted: list[Act] = []
        departments = parts.pop("departments", tuple(map(Department, DEPARTMENTS)))
        self.departments = tuple(each.name for each in departments)  # type: ignore[attr-defined] # as written
        self.application = Application(
            window=WindowTable(theme=theme, language=parts.pop("language", "en"), **parts.pop("window", {})),  # type: ignore[arg-type] # as written
            wrap_up=WrapUpTable(),
            departments=departments,  # type: ignore[arg-type] # as written
            line_names=parts.pop("line_names", ("desk",)),  # type: ignore[arg-type] # as written
            elsewhere=elsewhere,  # type: ignore[arg-type] # as written
            dial=parts.pop("dial", "line"),  # type: ignore[arg-type] # as written
            post=self.posted.append,
            **parts,  # type: ignore[arg-type] # as written
        )

    def announce(self, *told: object) -> None:
        for each in told:
            self.application.feed.announce(each)

    def ring(self, call_id: str = "c1", who: news.Caller | None = None, *, by: str | None = None) -> None:
        at = datetime.now(UTC)
        self.announce(
            news.PopOpened(call_id, at, who or caller(), "+48225550000", by, Facts(queue="Sales PL"))
        )

    def know(
        self,
        call_id: str = "c1",
        match: Match = Match.EXACT,
        people: tuple[Person, ...] = (ANNA,),
        customer: Customer | None = HURT,
    ) -> None:
        person = people[0] if match is Match.EXACT else None
        asked = self.departments if customer else ()
        self.announce(news.CallerIdentified(call_id, NOW, Identity(match, people, customer, person), asked))

    def fill(self, call_id: str = "c1", **changed: Answer | None) -> None:
        for department, answer in {**answers(), **changed}.items():
            self.announce(news.PanelFilled(call_id, NOW, department, answer, 12.0))

    def advise(self, call_id: str = "c1", **parts: object) -> None:
        self.announce(news.Advised(call_id, NOW, Advice(**parts)))  # type: ignore[arg-type] # as Advice says

    def fail(self, department: str, reason: Sentence, call_id: str = "c1") -> None:
        self.announce(news.PanelFailed(call_id, NOW, department, reason, 2000.0))

    def answer(self, call_id: str = "c1") -> None:
        self.announce(news.CallAnswered(call_id, datetime.now(UTC)))

    def close(self, ending: Ending, call_id: str = "c1") -> None:
        self.announce(news.PopClosed(call_id, datetime.now(UTC), ending))
