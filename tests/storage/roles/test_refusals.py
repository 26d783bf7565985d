"""Every attempt is made by a personal login, and by somebody who may: a check that cannot fail is none."""

import psycopg
import pytest

from tests.storage.roles.attempts import CHANGES, DOORS, FORGERIES, HIDDEN, OTHERS, Attempt
from tests.storage.roles.conftest import Office

ATTEMPTS = [*CHANGES, *FORGERIES, *DOORS, *OTHERS]


TELLING = ("P0001", "22012")
"""An error that would tell what is hidden: raised with it, or a division by zero where it is."""


def told(attempt: Attempt) -> str:
    return f"{attempt.who} {attempt.name}"


def rows_of(connection: psycopg.Connection, office: Office, sql: str) -> list[tuple]:
    for name, call in (("annas", office.annas), ("olas", office.olas)):
        sql = sql.replace(f":{name}", f"'{call}'::uuid")
    cursor = connection.execute(sql)
    while cursor.nextset():
        pass
    return cursor.fetchall() if cursor.description else []


def state_of(connection: psycopg.Connection, office: Office, sql: str) -> str | None:
    """Why the server refused it; None if it was done."""
    try:
        rows_of(connection, office, sql)
    except psycopg.Error as error:
        return error.sqlstate
    return None


def shows(connection: psycopg.Connection, office: Office, sql: str) -> bool:
    """Does it give a row, or an error that gives it away?"""
    try:
        return bool(rows_of(connection, office, sql))
    except psycopg.Error as error:
        return error.sqlstate in TELLING


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=told)
def test_is_refused(office: Office, attempt: Attempt):
    with office.company.connected(attempt.who) as connection, pytest.raises(psycopg.Error) as refused:
        rows_of(connection, office, attempt.sql)

    assert refused.value.sqlstate in attempt.states


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=told)
def test_would_be_done_for_somebody_who_may(office: Office, attempt: Attempt):
    with office.company.connected(attempt.may) as connection:
        if attempt.first:
            connection.execute(attempt.first)
        assert state_of(connection, office, attempt.sql) not in attempt.states


@pytest.mark.parametrize("attempt", HIDDEN, ids=told)
def test_stays_hidden(office: Office, attempt: Attempt):
    with office.company.connected(attempt.who) as connection:
        assert rows_of(connection, office, attempt.sql) == []


@pytest.mark.parametrize("attempt", HIDDEN, ids=told)
def test_would_be_shown_to_somebody_who_may(office: Office, attempt: Attempt):
    with office.company.connected(attempt.may) as connection:
        assert shows(connection, office, attempt.sql)


def test_a_call_that_is_a_colleagues_and_one_that_is_not_there_are_refused_alike(office: Office):
    refusals = []
    for call in (f"'{office.olas}'", "gen_random_uuid()"):
        with office.company.connected("anna") as connection, pytest.raises(psycopg.Error) as refused:
            connection.execute(
                "insert into screenpop.wrap_ups (id, call, at, agent, reason, disposition, note, words)"
                f" values (gen_random_uuid(), {call}, now(), 'anna', '', '', '', '')"
            )
        refusals.append((refused.value.sqlstate, str(refused.value)))

    assert refusals[0] == refusals[1]


def test_rows_are_not_copied_in_past_the_policies(office: Office):
    with (
        office.company.connected("anna") as connection,
        pytest.raises(psycopg.Error) as refused,
        connection.cursor().copy("copy screenpop.pick_ups (id, call, at) from stdin") as copy,
    ):
        copy.write_row((office.olas, office.olas, "2026-01-01"))

    assert refused.value.sqlstate == "0A000"


def test_what_is_copied_out_is_what_may_be_read(office: Office):
    with (
        office.company.connected("anna") as connection,
        connection.cursor().copy("copy screenpop.wrap_ups to stdout") as copy,
    ):
        copied = b"".join(map(bytes, copy)).decode()

    assert "what Anna wrote" in copied
    assert "secret" not in copied


def test_many_attempts_are_made():
    assert len({told(attempt) for attempt in [*FORGERIES, *DOORS, *OTHERS, *HIDDEN]}) >= 100
