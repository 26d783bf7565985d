"""A desk that a test steps by hand: no thread, a clock that stands still, crews that work when told."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TypeVar

import pytest

from screenpop.customers import Candidates, Customer, Person
from screenpop.desk.call_desk import CallDesk, Message
from screenpop.events import calls, news
from screenpop.phone_numbers import NumberReader, PhoneNumber
from tests.fakes import NOON, Clock, FakeDepartment, FakeDirectory, FakeRecord, HeldCrew

N = TypeVar("N")

ANNA = Person(Customer("1001", "Hurt-Bud"), "Anna Wąs")
ANNAS_NUMBER = "+48225550123"


@dataclass
class Bench:
    """The desk on the workbench, and everything around it."""

    directory: FakeDirectory
    departments: tuple[FakeDepartment, ...]
    record: FakeRecord
    know_privacy: frozenset[str] = frozenset({"watch", "contact"})
    shows_outgoing: bool = False
    clock: Clock = field(default_factory=Clock)
    told: list[news.News] = field(default_factory=list)
    crews: dict[str, HeldCrew] = field(default_factory=lambda: defaultdict(HeldCrew))

    def __post_init__(self) -> None:
        self.desk = CallDesk(
            directory=self.directory,
            departments=self.departments,
            record=self.record,
            reader=NumberReader("PL", "0"),
            agent="anna",
            announce=self.told.append,
            know_privacy=self.know_privacy,
            shows_outgoing=self.shows_outgoing,
            clock=self.clock,
            now=lambda: NOON,
            new_crew=lambda name, _size: self.crews[name],
        )

    def happens(self, *messages: Message) -> None:
        """The desk acts on messages; nobody else does anything yet."""
        for message in messages:
            self.desk.post(message)
            self.desk.step()

    def works(self, *names: str) -> None:
        """These crews do what they were asked, and the desk hears of it; no names: everybody, until all is done."""
        for name in names or list(self.crews):
            self.crews[name].work()
            while not self.desk._inbox.empty():
                self.desk.step()
        if not names and any(crew.jobs for crew in self.crews.values()):
            self.works()

    def passes(self, seconds: float) -> None:
        """Time goes by, and the desk acts on what is due."""
        self.clock.seconds += seconds
        while (due := self.desk._next_due()) is not None and due <= self.clock.seconds:
            self.desk.step()

    def heard(self, kind: type[N]) -> list[N]:
        """All news of one kind."""
        return [told for told in self.told if isinstance(told, kind)]


@pytest.fixture
def bench() -> Bench:
    directory = FakeDirectory({PhoneNumber(ANNAS_NUMBER): Candidates((ANNA,))})
    departments = tuple(FakeDepartment(name) for name in ("accounting", "sales", "credit", "cross_sell"))
    return Bench(directory, departments, FakeRecord())


def offered(
    number: str | None = ANNAS_NUMBER, *, call_id: str = "c1", line: str = "line", **more: object
) -> calls.CallOffered:
    """A call rings."""
    withheld = number is None
    caller = calls.Presented(number, None if withheld else "A. Was", withheld)
    return calls.CallOffered(line, call_id, NOON, caller, **more)  # type: ignore[arg-type] # a test names real fields
