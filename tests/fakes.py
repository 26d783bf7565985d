"""Stand-ins for the desk's neighbours, with the names of the real ones. Only for tests of one unit."""

import threading
from collections import deque
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from screenpop.answers.any import Answer
from screenpop.answers.cross_sell import Suggestions
from screenpop.customers import Candidates, Customer, Person, Prospect
from screenpop.errors import NotKept
from screenpop.gestures import Spent
from screenpop.memory import Fact, Noted
from screenpop.phone_numbers import PhoneNumber
from screenpop.ports.failed_checks import Failures
from screenpop.ports.kinds import DepartmentSurroundings
from screenpop.ports.memory import Offered
from screenpop.ports.source import Source
from screenpop.promises import Promised
from screenpop.record.board import DeskNow
from screenpop.record.entries import Entry
from screenpop.sentences import say

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


class HeldCrew:
    """Does its jobs when the test says so, on the test's thread."""

    def __init__(self) -> None:
        self.jobs: deque[Callable[[], None]] = deque()

    def take(self, job: Callable[[], None], /) -> None:
        self.jobs.append(job)

    def dismiss(self, within: float) -> bool:
        self.work()
        return True

    def work(self) -> None:
        while self.jobs:
            self.jobs.popleft()()


@dataclass
class FakeDirectory:
    """Knows the numbers that a test gives it."""

    people: dict[PhoneNumber, Candidates] = field(default_factory=dict)
    remembered: list[tuple[PhoneNumber, Person]] = field(default_factory=list)
    taken_in: list[Prospect] = field(default_factory=list)
    failure: Exception | None = None
    deadline: timedelta = timedelta(seconds=1)

    def candidates(self, number: PhoneNumber, /) -> Candidates:
        if self.failure:
            raise self.failure
        return self.people.get(number, Candidates())

    def people_of(self, customer_id: str, /) -> tuple[Person, ...]:
        known = (person for candidates in self.people.values() for person in candidates.people)
        return tuple(person for person in known if person.customer.id == customer_id)

    def marketing_of(self, customer_id: str, /) -> tuple[Person, ...]:
        return tuple(person for person in self.people_of(customer_id) if person.marketing.allowed)

    def remember(self, number: PhoneNumber, person: Person, /) -> None:
        self.remembered.append((number, person))

    def take_in(self, prospect: Prospect, /) -> Person:
        if self.failure:
            raise self.failure
        self.taken_in.append(prospect)
        customer = Customer(f"prospect-{prospect.id}", prospect.company or prospect.name)
        return Person(customer, prospect.name if prospect.company else None, prospect=True)

    def prospects(self) -> Sequence[Prospect]:
        return tuple(self.taken_in)

    def search(self, text: str, *, at_most: int) -> tuple[Person, ...]:
        found = (person for known in self.people.values() for person in known.people)
        return tuple(person for person in found if text in person.customer.name)[:at_most]


def surroundings(
    source: Source, data: Path, today: date = date(2026, 3, 2), name: str = "accounting"
) -> DepartmentSurroundings:
    """What a department is given on a desk where anna sits."""
    return DepartmentSurroundings(
        name=name, source=source, sources={source.name: source}, data=data, today=lambda: today, agent="anna"
    )


@dataclass
class FakeDepartment:
    """Answers at once, or raises, or hangs until it is released."""

    name: str
    answer: Answer | None = field(default_factory=lambda: Suggestions(()))
    failure: Exception | None = None
    deadline: timedelta = timedelta(seconds=2)
    asked: list[Customer] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.released.set()

    def ask(self, customer: Customer, /) -> Answer | None:
        self.asked.append(customer)
        self.released.wait(10)
        if self.failure:
            raise self.failure
        return self.answer


@dataclass
class FakeMemory:
    """Remembers what a test gives it, by customer."""

    notes: dict[str, tuple[Noted, ...]] = field(default_factory=dict)
    known: dict[str, tuple[Fact, ...]] = field(default_factory=dict)
    promised: dict[str, tuple[Promised, ...]] = field(default_factory=dict)
    offers: dict[str, Offered] = field(default_factory=dict)
    gestures: tuple[Spent, ...] = ()
    failure: Exception | None = None
    deadline: timedelta = timedelta(seconds=2)
    asked: list[str] = field(default_factory=list)

    def noted(self, customer_id: str, *, at_most: int = 20) -> tuple[Noted, ...]:
        self.asked.append(customer_id)
        if self.failure:
            raise self.failure
        return self.notes.get(customer_id, ())[:at_most]

    def promises(self, customer_id: str) -> tuple[Promised, ...]:
        return self.promised.get(customer_id, ())

    def facts(self, customer_id: str) -> tuple[Fact, ...]:
        return self.known.get(customer_id, ())

    def offered(self, customer_id: str) -> Offered:
        if self.failure:
            raise self.failure
        return self.offers.get(customer_id, Offered())

    def spent(self, since: datetime, currency: str | None = None) -> tuple[Spent, ...]:
        del since, currency
        return self.gestures


@dataclass
class FakeFailedChecks:
    """Counts what a test gives it, and what it was asked with."""

    others: dict[str, int] = field(default_factory=dict)
    unlocked: UUID | None = None
    failure: Exception | None = None
    deadline: timedelta = timedelta(seconds=2)
    asked: list[tuple[str, tuple[UUID, ...]]] = field(default_factory=list)

    def of(self, customer_id: str, *, within: timedelta, besides: Collection[UUID]) -> Failures:
        self.asked.append((customer_id, tuple(besides)))
        if self.failure:
            raise self.failure
        return Failures(self.others.get(customer_id, 0), self.unlocked)


@dataclass
class FakeRightAnswers:
    """Knows what a test gives it, by customer."""

    answers: dict[str, dict[str, str]] = field(default_factory=dict)
    failure: Exception | None = None
    deadline: timedelta = timedelta(seconds=2)
    asked: list[str] = field(default_factory=list)

    def of(self, customer: Customer, /) -> Mapping[str, str]:
        self.asked.append(customer.id)
        if self.failure:
            raise self.failure
        return self.answers.get(customer.id, {})


@dataclass
class FakePresence:
    """Keeps what a desk showed of itself."""

    shown: list[DeskNow] = field(default_factory=list)

    def show(self, now: DeskNow, /) -> None:
        self.shown.append(now)


@dataclass
class FakeRecord:
    """Keeps entries in a list, unless the disk is full."""

    entries: list[Entry] = field(default_factory=list)
    full: bool = False

    def keep(self, entry: Entry, /) -> None:
        if self.full:
            raise NotKept(say("the disk is full"))
        self.entries.append(entry)
