import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from uuid import UUID

import pytest
from sqlalchemy import event

from screenpop.errors import NotKept
from screenpop.record.entries import CallDetailed
from screenpop.record.filters import LogFilter
from screenpop.record.ids import new_id
from screenpop.storage.call_log import LocalCallLog
from screenpop.storage.record_keeper import LocalRecord
from tests.storage.made_entries import NOON, finished, found, keep_call, picked_up, started, wrapped_up

EVERYTHING = LogFilter()


def notes_until_one_is_refused(record: LocalRecord, call: UUID) -> tuple[int, str]:
    """How many notes were kept, and what was said of the next one."""
    for kept in range(1_000):
        try:
            record.keep(wrapped_up(call, f"{kept}" + "n" * 10_000))
        except NotKept as refused:
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


def test_a_correction_is_a_new_row_and_the_newest_one_counts(record, call_log, path):
    call = keep_call(record, note="first")
    record.keep(wrapped_up(call.id, "second", "Call back"))
    record.keep(found(call.id, "K-2", "Tetőbolt", None))
    record.keep(CallDetailed(new_id(), call.id, NOON, queue="sales"))
    record.keep(CallDetailed(new_id(), call.id, NOON, name="Transferred Party"))

    row = call_log.latest("call-1")

    assert (row.note, row.disposition, row.customer, row.contact) == ("second", "Call back", "Tetőbolt", None)
    assert (row.queue, row.name, row.number) == ("sales", "Transferred Party", "+48225550123")
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("select count(*) from wrap_ups").fetchone() == (2,)


def test_the_same_entry_twice_is_kept_once(record, call_log):
    call = started()
    note = wrapped_up(call.id, "once")

    for entry in (call, note, call, note):
        record.keep(entry)

    assert len(list(call_log.all(EVERYTHING))) == 1


def test_what_is_kept_is_durable_by_settings(record):
    record.open()

    with record._engine.connect() as connection:
        assert connection.exec_driver_sql("pragma journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("pragma synchronous").scalar() == 2  # FULL
        assert connection.exec_driver_sql("pragma foreign_keys").scalar() == 1


def test_the_file_is_its_owners_alone(record, path):
    record.keep(started())

    for name in ("record.db", "record.db-wal", "record.db-shm"):
        assert (path.parent / name).stat().st_mode & 0o077 == 0


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


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("n" * 20_001, "The note has 20001 characters; 20000 can be saved."),
        ("before\0after", "The note holds a character that cannot be saved."),
        ("before\ud83dafter", "The note holds a character that cannot be saved."),
    ],
    ids=["20,001 characters", "NUL", "lone surrogate"],
)
def test_a_note_that_cannot_be_kept_is_refused_with_a_sentence_and_nothing_is_written(
    record, call_log, note, told
):
    call = keep_call(record)

    with pytest.raises(NotKept) as refused:
        record.keep(wrapped_up(call.id, note))

    assert str(refused.value).startswith(told)
    assert call_log.latest("call-1").note is None
    record.keep(wrapped_up(call.id, note[:5]))
    assert call_log.latest("call-1").note == note[:5]


def test_a_strange_name_from_the_wire_loses_no_call(record, call_log):
    record.keep(started(name="Bad\0\udcffName" + "x" * 100_000, presented="0\0"))

    row = call_log.latest("call-1")

    assert row.name.startswith("Bad��Name")
    assert len(row.name) == 1_000
    assert row.presented == "0�"


def test_a_wrap_up_of_a_call_that_is_not_there_is_refused(record):
    with pytest.raises(NotKept, match="does not hold the call"):
        record.keep(wrapped_up(new_id(), "whose?"))


def test_what_happened_on_a_call_that_is_not_there_blocks_nothing(record, call_log, caplog):
    record.keep(finished(new_id()))
    record.keep(started())

    assert "Dropped a CallFinished" in caplog.text
    assert len(list(call_log.all(EVERYTHING))) == 1


def test_a_full_disk_is_told_and_what_was_kept_stays(record, call_log):
    call = keep_call(record)
    record.open()

    with record._engine.connect() as connection:
        pages = connection.exec_driver_sql("pragma page_count").scalar()

    @event.listens_for(record._engine, "begin")
    def leave_room_for_some(connection):
        connection.exec_driver_sql(f"pragma max_page_count = {pages + 30}")

    kept, told = notes_until_one_is_refused(record, call.id)

    assert kept > 0
    assert told.startswith("The disk is full")
    assert call_log.latest("call-1").note.rstrip("n") == str(kept - 1)
    record.keep(wrapped_up(call.id, "there is room again"))  # a fresh connection has no limit
    assert call_log.latest("call-1").note == "there is room again"


WRITER_WITH_LITTLE_ROOM = """
import resource, sys
from pathlib import Path
from screenpop.errors import NotKept
from screenpop.storage.record_keeper import LocalRecord
from tests.storage.made_entries import keep_call, wrapped_up

record = LocalRecord(Path(sys.argv[1]))
call = keep_call(record)
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, resource.RLIM_INFINITY))
kept = 0
try:
    while True:
        record.keep(wrapped_up(call.id, f"{kept}:" + "n" * 10_000))
        kept += 1
except NotKept as error:
    print(kept, error)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
record.keep(wrapped_up(call.id, "last"))
record.close()
"""


def test_a_disk_that_refuses_to_write_is_told_and_the_program_goes_on(tmp_path):
    path = tmp_path / "record.db"

    done = subprocess.run(
        [sys.executable, "-c", WRITER_WITH_LITTLE_ROOM, str(path)], capture_output=True, text=True, check=True
    )

    kept, _, told = done.stdout.strip().partition(" ")
    assert int(kept) > 10
    assert told.startswith(("The disk is full", "The disk reports an error"))
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("select count(*) from wrap_ups").fetchone() == (int(kept) + 1,)
        assert file.execute("pragma integrity_check").fetchone() == ("ok",)


def test_a_record_held_by_another_program_is_told(record, path, monkeypatch):
    monkeypatch.setattr("screenpop.storage.engines._BUSY_MS", 50)
    record.keep(started())

    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("begin immediate")
        with pytest.raises(NotKept, match="Another program holds the call log"):
            record.keep(started("call-2"))

    record.keep(started("call-2"))


def test_who_closes_the_record_does_not_wait_for_a_disk_that_hangs(record, monkeypatch):
    hanging, over = threading.Event(), threading.Event()

    def hang(_):
        hanging.set()
        over.wait(5)

    monkeypatch.setattr(record, "_write", hang)
    keeping = threading.Thread(target=record.keep, args=(started(),))
    keeping.start()
    assert hanging.wait(5)

    record.close()

    assert keeping.is_alive()
    over.set()
    keeping.join()


def test_a_damaged_record_is_told_and_left_as_it_is(record, path):
    path.parent.mkdir()
    path.write_bytes(b"this is no database " * 1_000)

    with pytest.raises(NotKept, match="damaged"):
        record.keep(started())

    assert path.read_bytes().startswith(b"this is no database")


def test_a_record_that_loses_half_its_file_is_told(record, call_log, path):
    call = keep_call(record)
    for number in range(200):
        keep_call(record, f"call-{number}", note="n" * 500)
    record.close()
    with closing(sqlite3.connect(path)) as file:
        file.execute("pragma wal_checkpoint(truncate)")
    os.truncate(path, path.stat().st_size // 2)

    _, told = notes_until_one_is_refused(record, call.id)

    assert told.startswith(("The call log is damaged", "The disk reports an error"))


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "data").write_text("a file where the folder should be")

    with pytest.raises(NotKept, match="cannot be created"):
        LocalRecord(tmp_path / "data" / "record.db").keep(started())


def test_a_record_that_was_removed_while_open_is_begun_anew(record, call_log, path):
    record.keep(started("before"))
    shutil.rmtree(path.parent)

    record.keep(started("after"))

    assert [row.call_id for row in call_log.all(EVERYTHING)] == ["after"]


def test_two_threads_wait_for_one_another(record, call_log):
    def work(name):
        for number in range(25):
            record.keep(started(f"{name}-{number}"))

    threads = [threading.Thread(target=work, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(list(call_log.all(EVERYTHING))) == 50


WRITER = """
import sys
from pathlib import Path
from screenpop.storage.record_keeper import LocalRecord
from tests.storage.made_entries import keep_call

record = LocalRecord(Path(sys.argv[1]))
for number in range(50):
    keep_call(record, f"{sys.argv[2]}-{number}", note="a note")
record.close()
"""


def test_programs_that_begin_one_record_at_the_same_time_all_keep_their_calls(tmp_path):
    path = tmp_path / "data" / "record.db"
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), name], stderr=subprocess.PIPE, text=True)
        for name in ("one", "two", "three")
    ]
    for writer in writers:
        _, errors = writer.communicate(timeout=60)
        assert writer.returncode == 0, errors

    with closing(LocalCallLog(path)) as log:
        assert len({row.call_id for row in log.all(EVERYTHING) if row.note == "a note"}) == 150


def test_reading_needs_no_orm_and_making_a_record_no_driver(tmp_path):
    look = """
import sys
from pathlib import Path
from screenpop.storage.record_keeper import LocalRecord
from screenpop.storage.call_log import LocalCallLog
from screenpop.record.filters import LogFilter
record, log = LocalRecord(Path(sys.argv[1])), LocalCallLog(Path(sys.argv[1]))
print("sqlalchemy" in sys.modules)
record.open()
log.page(LogFilter(), at_most=1)
print("sqlalchemy.orm" in sys.modules, "alembic" in sys.modules)
record.close(), log.close()
"""
    path = tmp_path / "record.db"
    with closing(LocalRecord(path)) as record:
        record.open()

    done = subprocess.run([sys.executable, "-c", look, str(path)], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["False", "False", "False"]
