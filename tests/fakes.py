"""Stand-ins for the desk's neighbours, with the names of the real ones. Only for tests of one unit."""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from screenpop.answers.any import Answer
from screenpop.answers.cross_sell import Suggestions
from screenpop.customers import Candidates, Customer, Person, Prospect
from screenpop.errors import NotKept
from screenpop.phone_numbers import PhoneNumber
from screenpop.ports.kinds import DepartmentSurroundings
from screenpop.ports.source import Source
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
class FakeRecord:
    """Keeps entries in a list, unless the disk is full."""

    entries: list[Entry] = field(default_factory=list)
    full: bool = False

    def keep(self, entry: Entry, /) -> None:
        if self.full:
            raise NotKept(say("the disk is full"))
        self.entries.append(entry)
