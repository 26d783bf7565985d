"""Wrong answers of a customer, counted in a file and on a server."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from screenpop.ports.failed_checks import Failures
from screenpop.record.entries import CheckMade
from screenpop.record.ids import new_id
from screenpop.storage.database import Database
from screenpop.storage.failed_checks import RecordChecks
from tests.storage.made_entries import Keeping

DAY = timedelta(days=1)


def made(
    customer: str, *, right: bool = False, ago: timedelta = timedelta(minutes=5), by: str = "anna"
) -> CheckMade:
    return CheckMade(new_id(), None, datetime.now(UTC) - ago, by, customer, "postcode", right)


@pytest.fixture
def checks(database: Database) -> RecordChecks:
    return RecordChecks(database)


def count(checks: RecordChecks, customer: str = "K-1", *besides: UUID) -> int:
    return checks.of(customer, within=DAY, besides=besides).count


def test_wrong_answers_of_all_agents_within_a_day_are_counted(checks: RecordChecks, record: Keeping) -> None:
    for entry in (
        made("K-1"),
        made("K-1", by="ola"),
        made("K-1", right=True),
        made("K-1", ago=timedelta(hours=25)),
        made("K-2"),
    ):
        record.keep(entry)

    assert checks.of("K-1", within=DAY, besides=()) == Failures(2, None)
    assert count(checks, "K-2") == 1
    assert count(checks, "K-3") == 0


def test_those_that_the_desk_counts_itself_are_left_out(checks: RecordChecks, record: Keeping) -> None:
    own, other = made("K-1"), made("K-1", by="ola")
    record.keep(own)
    record.keep(other)

    assert count(checks, "K-1", own.id) == 1
    assert count(checks, "K-1", own.id, other.id, new_id()) == 0


def test_a_supervisor_unlocks_and_later_answers_count_again(checks: RecordChecks, record: Keeping) -> None:
    for minutes in (5, 10, 15):
        record.keep(made("K-1", ago=timedelta(minutes=minutes)))
    assert count(checks) == 3
    checks.unlock("K-1", "sven")
    unlocked = checks.of("K-1", within=DAY, besides=())
    assert unlocked.count == 0
    assert unlocked.unlocked is not None

    record.keep(made("K-1", ago=timedelta(0)))
    assert checks.of("K-1", within=DAY, besides=()) == Failures(1, unlocked.unlocked)
    checks.unlock("K-1", "sven")
    assert checks.of("K-1", within=DAY, besides=()).unlocked != unlocked.unlocked
