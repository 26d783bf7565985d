"""A year of telephone calls at the demo company, as its agents' desks kept them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID

from connectors.demo_company.accounts import Account
from connectors.demo_company.cards import Card, Cards
from connectors.demo_company.orders import Order
from connectors.demo_company.words import Queue, Reason, Telephony
from screenpop.events.acts import Look
from screenpop.events.calls import Direction, Ending
from screenpop.record.entries import (
    CallerFound,
    CallFinished,
    CallPickedUp,
    CallStarted,
    CustomerViewed,
    Entry,
    FactLearned,
    WrapUp,
)
from screenpop.record.ids import IdSequence
from screenpop.trust import Trust

DAYS_BACK = 365
CALLS_A_DAY = 13
REGULARS = ("C-10001", "C-10002", "C-10003", "C-10004")
"""Those of the cast call often, so that whoever rings in the demo was heard of before."""
BUSY_DAYS = (1.3, 1.05, 1.0, 1.0, 0.85, 0.12, 0.0)
BUSY_HOURS = {7: 2, 8: 8, 9: 14, 10: 15, 11: 12, 12: 7, 13: 10, 14: 12, 15: 10, 16: 7, 17: 3}
FACTS = {
    "channel": ("telephone", "e-mail", "text message"),
    "line_of_business": ("roofing", "interior fitting", "civil works", "gardens"),
    "recommended_by": ("a neighbour", "the chamber of trade", "an exhibition", "the web"),
    "birthday": ("1971-05-03", "1984-11-19", "1990-02-28", "1966-08-08"),
}


@dataclass(frozen=True, slots=True)
class _Caller:
    """Who calls; nobody known where there is no account."""

    number: str | None
    account: Account | None = None
    contact: str | None = None
    order: Order | None = None

    @property
    def product(self) -> str:
        """What they ordered last."""
        return self.order.lines[0].item.name if self.order else ""


@dataclass(slots=True)
class Switchboard:
    """Makes the calls; those of today are left for the demo itself."""

    random: Random
    today: date
    words: Telephony
    orders: Sequence[Order]
    cards: Cards
    _now: datetime = field(init=False, default=datetime.min.replace(tzinfo=UTC))
    _ids: IdSequence = field(init=False)
    _latest: list[Order] = field(init=False)
    _regulars: list[Order] = field(init=False)

    def __post_init__(self) -> None:
        self._ids = IdSequence(lambda: int(self._now.timestamp() * 1000))
        newest = {order.account.number: order for order in self.orders if order.account.contacts}
        self._latest = list(newest.values())
        self._regulars = [newest[number] for number in REGULARS if number in newest]

    def entries(self) -> Iterator[Entry]:
        """All that was kept, the oldest call first; what belongs to a call follows its start."""
        for back in range(DAYS_BACK, 0, -1):
            day = self.today - timedelta(days=back)
            busy = CALLS_A_DAY * BUSY_DAYS[day.weekday()] * (0.7 + self.random.random() * 0.6)
            for at in sorted(self._time(day) for _ in range(round(busy))):
                yield from self._call(at)

    def _time(self, day: date) -> datetime:
        """By the clock on the wall, in UTC."""
        hour = self.random.choices(list(BUSY_HOURS), list(BUSY_HOURS.values()))[0]
        minute, second = self.random.randrange(60), self.random.randrange(60)
        return datetime(day.year, day.month, day.day, hour, minute, second).astimezone(UTC)

    def _call(self, at: datetime) -> Iterator[Entry]:
        chance = self.random
        queue = chance.choices(self.words.queues, [each.weight for each in self.words.queues])[0]
        caller, agents = self._caller(), chance.sample(self.words.agents[: queue.agents + 3], queue.agents)
        linked = f"{at.timestamp():.0f}.{chance.randrange(10_000)}"
        legs = []
        waited = timedelta(seconds=round(chance.expovariate(1 / 20)))
        for agent in agents[: chance.choice((1, 2, 2, 3))]:
            start = self._started(at, agent, caller, linked=linked, queue=queue, waited=waited)
            legs.append(start)
            yield start
            yield from self._found(start.id, at, caller)
        rings = timedelta(seconds=3 + chance.random() ** 2 * 32)
        if chance.random() < (0.16 if at.astimezone().hour == 12 else 0.09):
            for leg in legs:
                yield self._ended(leg.id, at + rings, Ending.MISSED)
            if caller.number and chance.random() < 0.6:
                yield from self._called_back(
                    at + timedelta(minutes=chance.randrange(8, 150)), agents[0], caller
                )
            return
        for leg in legs[1:]:
            yield self._ended(leg.id, at + rings, Ending.ANSWERED_ELSEWHERE)
        yield from self._talk(legs[0].id, agents[0], at + rings, caller)

    def _called_back(self, at: datetime, agent: str, caller: _Caller) -> Iterator[Entry]:
        start = self._started(at, agent, caller)
        yield start
        yield from self._found(start.id, at, caller)
        after = at + timedelta(seconds=4 + self.random.random() * 20)
        if self.random.random() < 0.8:
            yield from self._talk(start.id, agent, after, caller)
        else:
            yield self._ended(start.id, after, Ending.NO_ANSWER)

    def _talk(self, call: UUID, agent: str, at: datetime, caller: _Caller) -> Iterator[Entry]:
        chance = self.random
        self._now = at
        yield CallPickedUp(self._ids.next(), call, at)
        over = at + timedelta(seconds=25 + chance.expovariate(1 / 170))
        if caller.account:
            yield from self._served(call, agent, at, caller, caller.account.number)
        yield self._ended(call, over, Ending.ENDED)
        if chance.random() < 0.88:
            reason = chance.choices(self.words.reasons, [each.weight for each in self.words.reasons])[0]
            yield self._wrapped_up(call, agent, over, reason, caller)

    def _served(
        self, call: UUID, agent: str, at: datetime, caller: _Caller, customer: str
    ) -> Iterator[Entry]:
        chance = self.random
        yield CustomerViewed(self._ids.next(), call, at, agent, customer, Look.CARD)
        if caller.order:
            yield from self.cards.kept_of(Card(call, at, agent, caller.order, caller.contact, self._ids.next))
        if chance.random() < 0.06:
            fact = chance.choice(list(FACTS))
            value, told = chance.choice(FACTS[fact]), at + timedelta(seconds=30)
            yield FactLearned(self._ids.next(), call, told, agent, customer, fact, value)

    def _wrapped_up(self, call: UUID, agent: str, over: datetime, reason: Reason, caller: _Caller) -> WrapUp:
        chance = self.random
        at = self._now = over + timedelta(seconds=4 + chance.expovariate(1 / 25))
        outcome = chance.choices(self.words.outcomes, [each.weight for each in self.words.outcomes])[0].name
        if reason.name == "Complaint" and chance.random() < 0.6:
            outcome = "Complaint"
        note = chance.choice(reason.notes).format(product=caller.product) if chance.random() < 0.7 else ""
        return WrapUp(self._ids.next(), call, at, agent, reason.name, outcome, note)

    def _started(
        self,
        at: datetime,
        agent: str,
        caller: _Caller,
        *,
        linked: str | None = None,
        queue: Queue | None = None,
        waited: timedelta | None = None,
    ) -> CallStarted:
        self._now = at
        id_ = self._ids.next()
        return CallStarted(
            id=id_,
            call_id=f"{id_.hex}@nad-wislokiem.example",
            at=at,
            agent=agent,
            direction=Direction.IN if queue else Direction.OUT,
            number=caller.number,
            presented=caller.number,
            name=None,
            withheld=caller.number is None,
            did=queue.number if queue else None,
            queue=queue.name if queue else None,
            trust=Trust.UNCONFIRMED if caller.number else Trust.WITHHELD,
            linked=linked,
            waited=waited,
        )

    def _found(self, call: UUID, at: datetime, caller: _Caller) -> Iterator[Entry]:
        if caller.account:
            account = caller.account
            contact = None if account.private else caller.contact
            yield CallerFound(self._ids.next(), call, at, account.number, account.name, contact)

    def _ended(self, call: UUID, at: datetime, ending: Ending) -> CallFinished:
        self._now = at
        return CallFinished(self._ids.next(), call, at, ending)

    def _caller(self) -> _Caller:
        """Mostly somebody of the larger and newer customers; now and then a stranger, or a withheld number."""
        chance = self.random
        kind = chance.random()
        if kind < 0.03:
            return _Caller(None)
        if kind < 0.07:
            return _Caller(f"+4860{chance.randrange(10**7):07}")
        order = self._latest[int(chance.random() ** 2.2 * len(self._latest))]
        if kind < 0.09 and self._regulars:
            order = chance.choice(self._regulars)
        contact = order.account.contacts[0]
        return _Caller(contact.numbers[0].e164, order.account, contact.name, order)
