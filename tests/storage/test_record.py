import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text

from screenpop.errors import NotKept, RecordUnavailable
from screenpop.ports.record import SpooledEntry
from screenpop.record.entries import CallDetailed, Entry
from screenpop.record.filters import LogFilter
from screenpop.record.ids import new_id
from screenpop.storage.call_log import DatabaseCallLog
from screenpop.storage.database import Database
from screenpop.storage.shared_record import DatabaseRecord
from tests.storage.made_entries import NOON, finished, found, keep_call, picked_up, started, wrapped_up

EVERYTHING = LogFilter()


class Delivered:
    """Entries go into the record as the courier brings them, one transaction each."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._shared = DatabaseRecord(database, "anna")

    def keep(self, entry: Entry, /) -> None:
        self._shared.deliver([SpooledEntry(1, entry, NOON, None)])


@pytest.fixture
def record(database: Database) -> Delivered:
    return Delivered(database)


@pytest.fixture
def file(path: Path) -> Iterator[Delivered]:
    with closing(Database(path)) as database:
        yield Delivered(database)


def calls_in(record: Delivered) -> list[str]:
    return [row.call_id for row in DatabaseCallLog(record.database).all(EVERYTHING)]


def notes_until_one_is_refused(record: Delivered, call: UUID) -> tuple[int, str]:
    """How many notes were kept, and what was said of the next one."""
    for kept in range(1_000):
        try:
            record.keep(wrapped_up(call, f"{kept}" + "n" * 10_000))
        except RecordUnavailable as refused:
            return kept, str(refused)
    raise AssertionError("a thousand notes were kept")


def test_all_entries_of_a_call_become_one_row(record, call_log):
    call = started()
    for entry in (
        call,
        found(call.id),
        picked_up(call.id),
        finished(call.id),
        wrapped_up(call.id, "Zadzwonić w piątek"),
    ):
        record.keep(entry)

    (row,) = call_log.page(EVERYTHING, at_most=10)

    assert (row.id, row.call_id, row.offered_at, row.agent) == (call.id, "call-1", NOON, "anna")
    assert (row.answered_at - NOON).seconds == 4
    assert (row.ended_at - NOON).seconds == 90
    assert (row.customer_id, row.customer, row.contact) == ("K-1", "Hurt-Bud", "Anna Wąs")
    assert (row.ending, row.reason, row.disposition, row.note) == (
        "ended",
        "Order",
        "Solved",
        "Zadzwonić w piątek",
    )
    assert (row.number, row.presented, row.did) == ("+48225550123", "0225550123", "+48225550100")


def test_a_correction_is_a_new_row_and_the_newest_one_counts(record, call_log, database):
    call = keep_call(record, note="first")
    record.keep(wrapped_up(call.id, "second", "Call back"))
    record.keep(found(call.id, "K-2", "Tetőbolt", None))
    record.keep(CallDetailed(new_id(), call.id, NOON, queue="sales"))
    record.keep(CallDetailed(new_id(), call.id, NOON, name="Transferred Party"))

    row = call_log.latest("call-1")

    assert (row.note, row.disposition, row.customer, row.contact) == ("second", "Call back", "Tetőbolt", None)
    assert (row.queue, row.name, row.number) == ("sales", "Transferred Party", "+48225550123")
    with database.reading() as connection:
        assert connection.execute(text("select count(*) from wrap_ups")).scalar() == 2


def test_the_same_entry_twice_is_kept_once(record, call_log):
    call = started()
    note = wrapped_up(call.id, "once")

    for entry in (call, note, call, note):
        record.keep(entry)

    assert len(list(call_log.all(EVERYTHING))) == 1


@pytest.mark.parametrize(
    "note",
    [
        "ł" * 20_000,
        "📞🧾 👩‍👩‍👧",
        "שלום, מה שלומך",
        "line\r\nline\ttab",
        "'; drop table wrap_ups; --",
        "%_\\",
        "",
    ],
    ids=["longest", "emoji", "right to left", "lines", "sql", "wildcards", "empty"],
)
def test_a_note_comes_back_as_it_was_written(record, call_log, note):
    keep_call(record, note=note)

    assert call_log.latest("call-1").note == note


def test_a_strange_name_from_the_wire_loses_no_call(record, call_log):
    record.keep(started(name="Bad\0\udcffName" + "x" * 100_000, presented="0\0"))

    row = call_log.latest("call-1")

    assert row.name.startswith("Bad��Name")
    assert len(row.name) == 1_000
    assert row.presented == "0�"


def test_a_wrap_up_of_a_call_that_is_not_there_is_refused(record):
    with pytest.raises(NotKept):
        record.keep(wrapped_up(new_id(), "whose?"))


def test_what_is_in_a_file_is_durable_by_settings(file):
    with file.database.writing() as connection:
        assert connection.exec_driver_sql("pragma journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("pragma synchronous").scalar() == 2  # FULL
        assert connection.exec_driver_sql("pragma foreign_keys").scalar() == 1


def test_a_file_is_its_owners_alone(file, path):
    file.keep(started())

    for name in ("record.db", "record.db-wal", "record.db-shm"):
        assert (path.parent / name).stat().st_mode & 0o077 == 0


WRITER_WITH_LITTLE_ROOM = """
import resource, sys
from pathlib import Path
from screenpop.errors import RecordUnavailable
from screenpop.storage.database import Database
from tests.storage.made_entries import keep_call, wrapped_up
from tests.storage.test_record import Delivered

record = Delivered(Database(Path(sys.argv[1])))
call = keep_call(record)
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, resource.RLIM_INFINITY))
kept = 0
try:
    while True:
        record.keep(wrapped_up(call.id, f"{kept}:" + "n" * 10_000))
        kept += 1
except RecordUnavailable as error:
    print(kept, error)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
record.keep(wrapped_up(call.id, "last"))
record.database.close()
"""


def test_a_disk_that_refuses_to_write_is_told_and_the_program_goes_on(tmp_path):
    path = tmp_path / "record.db"

    done = subprocess.run(
        [sys.executable, "-c", WRITER_WITH_LITTLE_ROOM, str(path)], capture_output=True, text=True, check=True
    )

    kept, _, told = done.stdout.strip().partition(" ")
    assert int(kept) > 3
    assert told.startswith(("The disk is full", "The disk reports an error"))
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("select count(*) from wrap_ups").fetchone() == (int(kept) + 1,)
        assert file.execute("pragma integrity_check").fetchone() == ("ok",)


def test_a_file_held_by_another_program_is_told(file, path, monkeypatch):
    monkeypatch.setattr("screenpop.storage.engines._BUSY_MS", 50)
    file.keep(started())

    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("begin immediate")
        with pytest.raises(RecordUnavailable, match="Another program holds the call log"):
            file.keep(started("call-2"))

    file.keep(started("call-2"))


def test_a_damaged_file_is_told_and_left_as_it_is(file, path):
    path.parent.mkdir()
    path.write_bytes(b"this is no database " * 1_000)

    with pytest.raises(RecordUnavailable, match="damaged"):
        file.keep(started())

    assert path.read_bytes().startswith(b"this is no database")


def test_a_file_that_loses_half_of_itself_is_told(path):
    with closing(Database(path)) as database:
        record = Delivered(database)
        call = keep_call(record)
        for number in range(200):
            keep_call(record, f"call-{number}", note="n" * 500)
    with closing(sqlite3.connect(path)) as whole:
        whole.execute("pragma wal_checkpoint(truncate)")
    os.truncate(path, path.stat().st_size // 2)

    with closing(Database(path)) as database:
        _, told = notes_until_one_is_refused(Delivered(database), call.id)

    assert told.startswith(("The call log is damaged", "The disk reports an error"))


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "data").write_text("a file where the folder should be")

    with (
        closing(Database(tmp_path / "data" / "record.db")) as database,
        pytest.raises(RecordUnavailable, match="cannot be created"),
    ):
        Delivered(database).keep(started())


def test_a_file_that_was_removed_while_open_is_begun_anew(file, path):
    file.keep(started("before"))
    shutil.rmtree(path.parent)

    file.keep(started("after"))

    assert calls_in(file) == ["after"]


def test_threads_wait_for_one_another(file):
    def work(name):
        for number in range(25):
            file.keep(started(f"{name}-{number}", at=NOON + timedelta(seconds=number)))

    threads = [threading.Thread(target=work, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(calls_in(file)) == 50


WRITER = """
import sys
from pathlib import Path
from screenpop.storage.database import Database
from tests.storage.made_entries import keep_call
from tests.storage.test_record import Delivered

record = Delivered(Database(Path(sys.argv[1])))
for number in range(50):
    keep_call(record, f"{sys.argv[2]}-{number}", number=None, presented=None, note="a note")
record.database.close()
"""


def test_programs_that_begin_one_file_at_the_same_time_all_put_their_calls_in(tmp_path):
    path = tmp_path / "data" / "record.db"
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), name], stderr=subprocess.PIPE, text=True)
        for name in ("one", "two", "three")
    ]
    for writer in writers:
        _, errors = writer.communicate(timeout=120)
        assert writer.returncode == 0, errors

    with closing(Database(path)) as database:
        log = DatabaseCallLog(database)
        assert len({row.call_id for row in log.all(EVERYTHING) if row.note == "a note"}) == 150


def test_reading_needs_no_orm_and_making_a_database_no_driver(tmp_path):
    look = """
import sys
from pathlib import Path
from screenpop.storage.database import Database
from screenpop.storage.call_log import DatabaseCallLog
from screenpop.record.filters import LogFilter
database = Database(Path(sys.argv[1]))
log = DatabaseCallLog(database)
print("sqlalchemy" in sys.modules)
database.open()
log.page(LogFilter(), at_most=1)
print("sqlalchemy.orm" in sys.modules, "alembic" in sys.modules, "psycopg" in sys.modules)
database.close()
"""
    path = tmp_path / "record.db"
    with closing(Database(path)) as database:
        database.open()

    done = subprocess.run([sys.executable, "-c", look, str(path)], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["False", "False", "False", "False"]
