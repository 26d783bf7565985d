"""A desk that a test steps by hand: no thread, a clock that stands still, crews that work when told."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeVar

import pytest

from screenpop.customers import Candidates, Customer, Person
from screenpop.desk.call_desk import CallDesk, Message
from screenpop.desk.neighbours import Neighbours
from screenpop.events import calls, news
from screenpop.memory import Question
from screenpop.phone_numbers import NumberReader, PhoneNumber
from screenpop.ports.drafts import Drafts
from screenpop.rules.called import Table
from screenpop.rules.offers import OfferPolicy
from screenpop.rules.playbook import Playbook
from screenpop.settings.playbook import read_playbook
from screenpop.verification import VerificationPolicy
from tests.fakes import (
    NOON,
    Clock,
    FakeDepartment,
    FakeDirectory,
    FakeFailedChecks,
    FakeMemory,
    FakePresence,
    FakeRecord,
    FakeRightAnswers,
    HeldCrew,
)

N = TypeVar("N")
SHIPPED = read_playbook()

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
    shows_internal: bool = True
    called: tuple[Table, ...] = ()
    memory: FakeMemory | None = None
    questions: tuple[Question, ...] = ()
    presence: FakePresence = field(default_factory=FakePresence)
    drafts: Drafts | None = None
    hold_notes: tuple[str, ...] = ("conversation",)
    clock: Clock = field(default_factory=Clock)
    told: list[news.News] = field(default_factory=list)
    crews: dict[str, HeldCrew] = field(default_factory=lambda: defaultdict(HeldCrew))

    verification: VerificationPolicy = field(default_factory=VerificationPolicy)
    failed_checks: FakeFailedChecks | None = None
    right_answers: FakeRightAnswers | None = None
    playbook: Playbook = SHIPPED
    offers: OfferPolicy = field(default_factory=OfferPolicy)
    head_start: timedelta = timedelta()

    def __post_init__(self) -> None:
        self.desk = CallDesk(
            Neighbours(
                directory=self.directory,
                departments=self.departments,
                record=self.record,
                reader=NumberReader("PL", "0"),
                agent="anna",
                announce=self.told.append,
                memory=self.memory,
                questions=self.questions,
                presence=self.presence,
                drafts=self.drafts,
                hold_notes=self.hold_notes,
                know_privacy=self.know_privacy,
                shows_outgoing=self.shows_outgoing,
                shows_internal=self.shows_internal,
                called=self.called,
                verification=self.verification,
                failed_checks=self.failed_checks,
                right_answers=self.right_answers,
                playbook=self.playbook,
                offers=self.offers,
                head_start=self.head_start,
            ),
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


def answered(*, call_id: str = "c1", line: str = "line") -> calls.CallAnswered:
    """The agent picks up."""
    return calls.CallAnswered(line, call_id, NOON)


def ended(
    ending: calls.Ending = calls.Ending.ENDED, *, call_id: str = "c1", line: str = "line"
) -> calls.CallEnded:
    """The call is over."""
    return calls.CallEnded(line, call_id, NOON, ending)


def offered(
    number: str | None = ANNAS_NUMBER, *, call_id: str = "c1", line: str = "line", **more: object
) -> calls.CallOffered:
    """A call rings."""
    withheld = number is None
    caller = calls.Presented(number, None if withheld else "A. Was", withheld)
    return calls.CallOffered(line, call_id, NOON, caller, **more)  # type: ignore[arg-type] # a test names real fields
