"""Figures on a server: supervisors count everybody's calls, agents their own, whatever else they may read."""

from collections.abc import Callable, Iterator
from zoneinfo import ZoneInfo

import pytest

from screenpop.record.figures import Counts, OfferCounts
from screenpop.record.people_policy import PeoplePolicy
from screenpop.record.span import Span
from screenpop.storage.database import Database
from screenpop.storage.figures.figures import RecordFigures
from tests.storage.made_entries import NOON
from tests.storage.roles.company import Company
from tests.storage.roles.conftest import Office

DAY = Span(NOON.date(), NOON.date(), ZoneInfo("UTC"))
OPEN = PeoplePolicy(per_agent=True, acceptance=True, smallest_group=2)
Read = Callable[[Company, str], RecordFigures]


@pytest.fixture
def read_by() -> Iterator[Read]:
    opened: list[Database] = []

    def read(company: Company, who: str) -> RecordFigures:
        opened.append(company.database(who))
        return RecordFigures(opened[-1], policy=OPEN, me=who)

    yield read
    for database in opened:
        database.close()


@pytest.mark.parametrize("who", ["sven", "paul"])
def test_supervisors_and_auditors_count_everybody_s_calls(read_by: Read, office: Office, who: str) -> None:
    figures = read_by(office.company, who)

    assert figures.of(DAY).counts == Counts(answered=3)
    assert [(person.agent, person.answered) for person in figures.people(DAY).people] == [
        ("anna", 1),
        ("ola", 2),
    ]


def test_an_agent_counts_their_own(read_by: Read, office: Office) -> None:
    own = read_by(office.company, "anna").own(DAY)

    assert (own.agent, own.rang, own.answered) == ("anna", 1, 1)
    assert own.offers == OfferCounts("", accepted=1)


def test_an_agent_is_told_nothing_of_calls_that_are_none_of_theirs(read_by: Read, company: Company) -> None:
    company.have_call("anna", "K-1", "what Anna wrote")
    company.have_call("ola", "K-2", "what Ola wrote", number="+48225550999")
    company.policy("own")

    figures = read_by(company, "anna")

    assert figures.of(DAY).counts == Counts(answered=1)
    assert [person.agent for person in figures.people(DAY).people] == ["anna"]
