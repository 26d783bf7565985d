"""What SQL Server would be told. No such server runs here: a stand-in for its driver takes it down."""

from datetime import timedelta

import pymssql
import pytest

from screenpop.errors import SourceDenied, SourceUnavailable, UnreadableAnswer
from screenpop.ports.source import ColumnSketch
from tests.connectors.databases import make_source
from tests.connectors.sources.databases.recording import Driver

SOON = timedelta(seconds=2)
URL = "mssql://reader@books.example:1433/ledger"
VERSION = ("v",), [("Microsoft SQL Server 2019 (RTM) - 15.0.2000.5 (X64)",)]
ITEMS = ("id", "word"), [(1, "one"), (2, "two")]


@pytest.fixture
def asked(monkeypatch, tmp_path):
    """Makes the source, and the driver that notes what it is told."""
    made = []

    def asking(may_write=0, allow_writer=False, **answers):
        driver = Driver(
            {
                **answers,
                "from items": ITEMS,
                "fn_my_permissions": (("w",), [(may_write,)]),
                "@@version": VERSION,
                "sys.foreign_key_columns": (
                    ("s", "t", "c", "k", "r"),
                    [(None, "items", "id", "int", None), ("sales", "Order Lines", "item", "int", "items.id")],
                ),
                "schema_name()": (("s",), [("dbo",)]),
                "isolation_level": (("i",), [("READ COMMITTED",)]),
            }
        )
        monkeypatch.setattr(pymssql, "connect", driver.connect)
        source = make_source(tmp_path, url=URL, password=lambda: "canary/4711", allow_writer=allow_writer)
        made.append(source)
        return source, driver

    yield asking
    for source in made:
        source.close()


def test_the_driver_is_told_how_long_to_wait(asked):
    source, driver = asked()

    source.rows("select * from items", {}, within=SOON)

    [connected] = driver.connected_with
    assert (connected["login_timeout"], connected["timeout"], connected["appname"]) == (2, 65, "screenpop")
    assert connected["password"] == "canary/4711"


def test_a_parameter_is_bound_and_the_transaction_always_rolled_back(asked):
    source, driver = asked()
    hostile = "x'; drop table items --"

    rows = source.rows("select * from items where word = :ref", {"ref": hostile, "agent": "a"}, within=SOON)

    assert rows == [{"id": 1, "word": "one"}, {"id": 2, "word": "two"}]
    assert driver.told("from items") == [("select * from items where word = %(ref)s", {"ref": hostile})]
    assert driver.ended_by
    assert set(driver.ended_by) == {"rollback"}


def test_a_question_waits_for_no_lock_longer_than_it_has_time(asked):
    source, driver = asked()

    source.rows("select * from items", {}, within=SOON)
    list(source.stream("select * from items", {}))

    waits = [int(statement.rpartition(" ")[2]) for statement, _ in driver.told("lock_timeout")]
    assert 1000 < waits[0] <= 2000
    assert waits[-1] == -1


def test_a_login_that_may_write_is_refused_before_any_question(asked):
    source, driver = asked(may_write=1)

    with pytest.raises(SourceDenied, match="may write"):
        source.rows("select * from items", {}, within=SOON)

    assert driver.told("from items") == []
    [(check, _)] = driver.told("fn_my_permissions")
    for part in ("is_srvrolemember('sysadmin')", "has_perms_by_name", "'INSERT'", "'UPDATE'", "'DELETE'"):
        assert part in check


def test_a_login_that_may_write_is_taken_if_the_settings_allow_it(asked):
    source, driver = asked(may_write=1, allow_writer=True)

    assert len(source.rows("select * from items", {}, within=SOON)) == 2
    assert driver.told("fn_my_permissions") == []


def test_tables_are_told_as_questions_write_them(asked):
    source, _ = asked()

    told = source.tables(within=SOON)

    assert [table.name for table in told] == ["items", "sales.[Order Lines]"]
    assert told[1].columns == (ColumnSketch("item", "int", "items.id"),)


LOGIN = (
    18456,
    b"Login failed for user 'reader'.DB-Lib error message 20018, severity 14:\nGeneral SQL Server error\n",
)
AWAY = (
    20009,
    b"DB-Lib error message 20009, severity 9:\nUnable to connect: TDS server is unavailable (books)\n",
)


@pytest.mark.parametrize(
    ("error", "reaction", "words"),
    [
        (
            pymssql.OperationalError(LOGIN),
            SourceDenied,
            "does not accept the login.*Login failed for user 'reader'",
        ),
        (pymssql.OperationalError(AWAY), SourceUnavailable, "cannot be reached: Unable to connect"),
    ],
)
def test_what_it_says_when_it_is_connected_to_is_told(asked, error, reaction, words):
    source, _ = asked(connect=error)

    with pytest.raises(reaction, match=words) as caught:
        source.rows("select * from items", {}, within=SOON)

    assert "canary" not in str(caught.value)
    assert "DB-Lib" not in str(caught.value)


@pytest.mark.parametrize(
    ("error", "reaction", "words"),
    [
        (
            pymssql.OperationalError(229, b"The SELECT permission was denied on the object 'items'"),
            SourceDenied,
            "“ledger” refuses: The SELECT permission was denied",
        ),
        (
            pymssql.ProgrammingError(208, b"Invalid object name 'wrong'."),
            UnreadableAnswer,
            "has no such table",
        ),
        (
            pymssql.ProgrammingError(207, b"Invalid column name 'wrong'."),
            UnreadableAnswer,
            "does not understand the question: Invalid column name 'wrong'",
        ),
        (pymssql.OperationalError(245, b"Conversion failed"), UnreadableAnswer, "Conversion failed"),
        (pymssql.OperationalError(1222, b"Lock request time out"), SourceUnavailable, "not answer in time"),
        (
            pymssql.OperationalError(20003, b"Adaptive Server connection timed out"),
            SourceUnavailable,
            "not answer in time",
        ),
        (pymssql.OperationalError(3906, b"Failed to update database"), SourceDenied, "wants to write"),
        (pymssql.OperationalError(1205, b"Deadlock victim"), SourceUnavailable, "cannot be asked: Deadlock"),
    ],
)
def test_what_it_says_of_a_question_is_told(asked, error, reaction, words):
    source, _ = asked(**{"from wrong": error})

    with pytest.raises(reaction, match=words):
        source.rows("select * from wrong", {}, within=SOON)
