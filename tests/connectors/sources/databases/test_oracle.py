"""What Oracle would be told. No such server runs here: a stand-in for its driver takes it down."""

from dataclasses import dataclass
from datetime import timedelta

import oracledb
import pytest

from screenpop.errors import SourceDenied, SourceUnavailable, UnreadableAnswer
from tests.connectors.databases import make_source
from tests.connectors.sources.databases import recording
from tests.connectors.sources.databases.recording import Driver

SOON = timedelta(seconds=2)
URL = "oracle://reader@books.example:1521/?service_name=ledger"
ITEMS = ("ID", "WORD"), [(1, "one"), (2, "two")]


@dataclass
class Told:
    """What Oracle's driver packs into its errors."""

    full_code: str
    words: str

    def __str__(self):
        return f"{self.full_code}: {self.words}"


def complaint(code: str, words: str) -> oracledb.DatabaseError:
    return oracledb.DatabaseError(Told(code, words))


@pytest.fixture
def asked(monkeypatch, tmp_path):
    """Makes the source, and the driver that notes what it is told."""
    made = []

    def asking(may_write=0, **answers):
        driver = Driver(
            {
                **answers,
                "from items": ITEMS,
                "session_privs": (("W",), [(may_write,)]),
                "all_tab_columns": (
                    ("O", "T", "C", "K", "R"),
                    [(None, "ITEMS", "ID", "NUMBER", None), ("SHOP", "LINES", "Item", "NUMBER", None)],
                ),
                "1.1 from dual": (("D",), [("1.1",)]),
            }
        )
        monkeypatch.setattr(oracledb, "connect", driver.connect)
        source = make_source(tmp_path, url=URL, password=lambda: "canary/4711")
        made.append(source)
        return source, driver

    yield asking
    for source in made:
        source.close()


def test_each_call_has_a_time_out_and_the_transaction_only_reads(asked, monkeypatch):
    limits = []
    monkeypatch.setattr(
        recording.Connection, "call_timeout", property(lambda _: 0, lambda _, limit: limits.append(limit))
    )
    source, driver = asked()

    source.rows("select * from items", {}, within=SOON)
    list(source.stream("select * from items", {}))

    assert 1000 < limits[0] <= 2000
    assert limits[-1] == 0
    assert driver.connected_with[0]["tcp_connect_timeout"] == 2.0
    statements = [statement for statement, _ in driver.statements]
    assert statements[statements.index("select * from items") - 1] == "set transaction read only"
    assert set(driver.ended_by) == {"rollback"}


def test_a_parameter_is_bound(asked):
    source, driver = asked()
    hostile = "x'; drop table items --"

    source.rows("select * from items where word = :ref", {"ref": hostile}, within=SOON)

    assert driver.told("from items") == [("select * from items where word = :ref", {"ref": hostile})]


def test_a_login_that_may_write_is_refused_before_any_question(asked):
    source, driver = asked(may_write=1)

    with pytest.raises(SourceDenied, match="may write"):
        source.rows("select * from items", {}, within=SOON)

    assert driver.told("from items") == []
    [(check, _)] = driver.told("session_privs")
    for part in ("user_tab_privs", "role_tab_privs", "user_tables", "'INSERT'", "'UPDATE'", "'DELETE'"):
        assert part in check


def test_tables_are_told_as_questions_write_them(asked):
    source, _ = asked()

    told = source.tables(within=SOON)

    assert [(table.name, table.columns[0].name) for table in told] == [
        ("items", "id"),
        ("shop.lines", '"Item"'),
    ]


@pytest.mark.parametrize(
    ("code", "words", "reaction", "told"),
    [
        ("ORA-00942", "table or view does not exist", UnreadableAnswer, "no such table, or does not show it"),
        ("ORA-00904", '"WRONG": invalid identifier', UnreadableAnswer, "does not understand the question"),
        ("ORA-01722", "invalid number", UnreadableAnswer, "invalid number"),
        ("ORA-01031", "insufficient privileges", SourceDenied, "refuses: ORA-01031"),
        ("ORA-01456", "may not perform insert", SourceDenied, "wants to write"),
        ("DPY-4024", "call timeout of 2000 ms exceeded", SourceUnavailable, "did not answer in time"),
    ],
)
def test_what_it_says_of_a_question_is_told(asked, code, words, reaction, told):
    source, _ = asked(**{"from wrong": complaint(code, words)})

    with pytest.raises(reaction, match=told):
        source.rows("select * from wrong", {}, within=SOON)


@pytest.mark.parametrize(
    ("code", "words", "reaction", "told"),
    [
        (
            "ORA-01017",
            "invalid username/password",
            SourceDenied,
            "does not accept the login.*secret set sources",
        ),
        ("ORA-28000", "the account is locked", SourceDenied, "does not accept the login.*locked"),
        ("DPY-6005", "cannot connect to database", SourceUnavailable, "cannot be reached"),
    ],
)
def test_what_it_says_when_it_is_connected_to_is_told(asked, code, words, reaction, told):
    source, _ = asked(connect=complaint(code, words))

    with pytest.raises(reaction, match=told) as caught:
        source.rows("select * from items", {}, within=SOON)

    assert "canary" not in str(caught.value)
