"""Wrong answers on a server: counted across agents, read by none of them, unlocked by a supervisor."""

import logging
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from screenpop.errors import NotKept, RecordUnavailable
from screenpop.record.entries import CheckMade
from screenpop.record.ids import new_id
from screenpop.storage.failed_checks import UNLOCKED, RecordChecks
from tests.storage.roles.company import Company

DAY = timedelta(days=1)


@contextmanager
def checks_of(company: Company, who: str) -> Iterator[RecordChecks]:
    with closing(company.database(who)) as database:
        yield RecordChecks(database)


def fails(company: Company, who: str, check: str = "postcode") -> CheckMade:
    at = datetime.now(UTC) - timedelta(seconds=1)
    made = CheckMade(new_id(), None, at, who, "K-1", check, right=False)
    company.deliver(who, made)
    return made


def count(company: Company, who: str, *own: CheckMade) -> int:
    with checks_of(company, who) as checks:
        return checks.of("K-1", within=DAY, besides=[made.id for made in own]).count


@pytest.mark.parametrize("reading", ["own", "customers", "all"])
def test_agents_count_what_all_of_them_heard_and_read_only_their_own(company: Company, reading: str) -> None:
    company.policy(reading)
    annas = fails(company, "anna")
    fails(company, "ola", "born")
    fails(company, "ola", "mother")

    assert (count(company, "anna"), count(company, "anna", annas), count(company, "ola")) == (3, 2, 3)
    assert company.ask("anna", "select agent, check_name from screenpop.checks_made") == [
        ("anna", "postcode")
    ]
    assert company.ask("sven", "select count(*) from screenpop.checks_made") == [(3,)]
    assert company.ask("paul", "select count(*) from screenpop.checks_made") == [(3,)]


def test_who_is_no_agent_counts_nothing(company: Company) -> None:
    fails(company, "anna")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        company.ask("bi", "select * from screenpop.failed_checks('K-1', '1 day', '{}')")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        company.ask("rita", "select * from screenpop.failed_checks('K-1', '1 day', '{}')")


def test_only_a_supervisor_unlocks(company: Company) -> None:
    for _ in range(3):
        fails(company, "anna")
    for who in ("anna", "ola"):
        with checks_of(company, who) as checks, pytest.raises((NotKept, RecordUnavailable)):
            checks.unlock("K-1", who)
    assert count(company, "ola") == 3

    with checks_of(company, "sven") as checks:
        checks.unlock("K-1", "sven")
    assert (count(company, "anna"), count(company, "ola")) == (0, 0)
    ((agent, check),) = company.ask(
        "sven", "select agent, check_name from screenpop.checks_made where was_right"
    )
    assert (agent, check) == ("sven", UNLOCKED)


def test_an_agent_cannot_pass_for_the_supervisor_who_unlocks(company: Company) -> None:
    forged = (
        "insert into screenpop.checks_made (id, at, agent, customer_id, check_name, was_right)"
        " values (gen_random_uuid(), now(), '{agent}', 'K-1', '', {right})"
    )
    for agent, right in (("anna", "true"), ("sven", "true"), ("anna", "false")):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            company.ask_and_commit("anna", forged.format(agent=agent, right=right) + " returning id")


def test_a_wrong_answer_and_an_unlocking_are_called_out_and_a_right_one_is_not(company: Company) -> None:
    with company.connected("ola", autocommit=True) as listening:
        listening.execute("listen screenpop")
        right = CheckMade(
            new_id(), None, datetime.now(UTC) - timedelta(seconds=1), "anna", "K-9", "born", right=True
        )
        company.deliver("anna", right)
        fails(company, "anna")
        with checks_of(company, "sven") as checks:
            checks.unlock("K-1", "sven")
        heard = [notify.payload for notify in listening.notifies(timeout=10, stop_after=2)]

    assert all('"customer_id": "K-1"' in payload and "postcode" not in payload for payload in heard)
    assert ['"anna"' in heard[0], '"sven"' in heard[1]] == [True, True]


def test_a_server_whose_grants_are_older_says_what_to_do(
    company: Company, caplog: pytest.LogCaptureFixture
) -> None:
    company.alter("drop function screenpop.failed_checks(text, interval, uuid[])")
    with (
        caplog.at_level(logging.DEBUG),
        checks_of(company, "anna") as checks,
        pytest.raises(RecordUnavailable, match="screenpop database grant"),
    ):
        checks.of("K-1", within=DAY, besides=())
