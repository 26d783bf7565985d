"""A file's connections are kept for the next question, but never longer than the file is what it was."""

import os
import shutil
import sqlite3
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from screenpop.errors import SourceUnavailable
from tests.connectors.databases import make_database, make_source

SOON = timedelta(seconds=5)
ITEMS = (
    "create table items (id integer primary key, word text); insert into items values (1, 'one'), (2, 'two');"
)
COUNT = "select count(*) as n from items"


@pytest.fixture
def source(tmp_path):
    made = make_source(tmp_path, ITEMS)
    yield made
    made.close()


def held(folder: Path) -> list[str]:
    """The files under this folder that this process holds open; one that is gone ends in "(deleted)"."""
    found = []
    for entry in Path("/proc/self/fd").iterdir():
        try:
            target = os.readlink(entry)  # noqa: PTH115 # the target may be no path: "pipe:[4711]"
        except OSError:
            continue
        if target.startswith(str(folder)):
            found.append(target.removeprefix(f"{folder}/"))
    return sorted(found)


def test_the_next_question_opens_nothing_anew(source, monkeypatch):
    opened = []
    connect = sqlite3.dbapi2.connect
    monkeypatch.setattr(sqlite3.dbapi2, "connect", lambda *a, **k: opened.append(a) or connect(*a, **k))

    for _ in range(5):
        source.rows(COUNT, {}, within=SOON)

    assert len(opened) == 1


def test_a_file_that_was_replaced_is_read_by_the_next_question_and_the_old_one_let_go(tmp_path, source):
    first = source.stream("select * from items", {})
    second = source.stream("select * from items", {})
    assert next(first)["id"] == next(second)["id"] == 1
    first.close()
    second.close()
    make_database(tmp_path / "new.db", ITEMS + "insert into items values (3, 'three');")
    (tmp_path / "new.db").replace(tmp_path / "ledger.db")

    assert source.rows(COUNT, {}, within=SOON) == [{"n": 3}]

    assert held(tmp_path) == ["ledger.db"]


def test_a_file_that_was_written_over_in_place_is_read_anew(tmp_path, source):
    assert source.rows(COUNT, {}, within=SOON) == [{"n": 2}]
    make_database(tmp_path / "new.db", ITEMS.replace("(2, 'two')", "(2, 'two'), (3, 'three')"))
    inode = (tmp_path / "ledger.db").stat().st_ino

    shutil.copyfile(tmp_path / "new.db", tmp_path / "ledger.db")

    assert (tmp_path / "ledger.db").stat().st_ino == inode
    assert source.rows(COUNT, {}, within=SOON) == [{"n": 3}]


def test_a_question_under_way_ends_with_the_file_that_it_began_with_and_then_lets_it_go(tmp_path, source):
    rows = source.stream("select id from items", {})
    next(rows)
    make_database(tmp_path / "new.db", ITEMS + "insert into items values (3, 'three');")
    (tmp_path / "new.db").replace(tmp_path / "ledger.db")

    assert source.rows(COUNT, {}, within=SOON) == [{"n": 3}]
    assert [row["id"] for row in rows] == [2]

    assert held(tmp_path) == ["ledger.db"]


def test_a_file_that_was_deleted_is_told_although_it_was_open(tmp_path, source):
    source.rows(COUNT, {}, within=SOON)
    (tmp_path / "ledger.db").unlink()

    with pytest.raises(SourceUnavailable, match=r"ledger\.db, which is not there"):
        source.rows(COUNT, {}, within=SOON)

    assert held(tmp_path) == []


def test_what_another_program_writes_meanwhile_is_read(tmp_path, source):
    with closing(sqlite3.connect(tmp_path / "ledger.db", isolation_level=None)) as other:
        for number in range(3, 6):
            assert source.rows(COUNT, {}, within=SOON) == [{"n": number - 1}]
            other.execute("insert into items values (?, 'more')", (number,))

    assert source.rows(COUNT, {}, within=SOON) == [{"n": 5}]


def test_a_kept_connection_keeps_no_writer_out(tmp_path, source):
    source.rows("select * from items", {}, within=SOON, at_most=2)
    rows = source.stream("select * from items", {})
    next(rows)
    rows.close()

    with closing(sqlite3.connect(tmp_path / "ledger.db", timeout=0, isolation_level=None)) as other:
        other.execute("begin exclusive")
        other.execute("rollback")
        other.execute("vacuum")


def test_a_database_in_wal_mode_may_be_replaced_too(tmp_path):
    source = make_source(tmp_path, "pragma journal_mode = wal;" + ITEMS)
    assert source.rows(COUNT, {}, within=SOON) == [{"n": 2}]
    for left in ("ledger.db-wal", "ledger.db-shm"):
        (tmp_path / left).unlink(missing_ok=True)
    make_database(
        tmp_path / "new.db", "pragma journal_mode = wal;" + ITEMS + "insert into items values (3, 'x');"
    )
    (tmp_path / "new.db").replace(tmp_path / "ledger.db")

    assert source.rows(COUNT, {}, within=SOON) == [{"n": 3}]

    source.close()
    assert held(tmp_path) == []


def test_closing_lets_go_of_the_file(tmp_path, source):
    source.rows(COUNT, {}, within=SOON)

    source.close()

    assert held(tmp_path) == []


def test_a_question_to_a_small_file_takes_well_under_a_millisecond(source):
    source.rows(COUNT, {}, within=SOON)
    took = []
    for _ in range(200):
        began = time.perf_counter()
        source.rows("select * from items where id = :ref", {"ref": "1"}, within=SOON)
        took.append(time.perf_counter() - began)

    assert sorted(took)[len(took) // 4] < 0.001


def test_a_duckdb_file_is_held_only_while_it_is_asked(tmp_path):
    import duckdb

    with duckdb.connect(tmp_path / "sales.duckdb") as connection:
        connection.execute("create table items (id int)")
    source = make_source(tmp_path, url="duckdb:///sales.duckdb")

    source.rows(COUNT, {}, within=SOON)

    assert held(tmp_path) == []
    source.close()
