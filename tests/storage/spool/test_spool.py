import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from screenpop.errors import NotKept, RecordUnavailable
from screenpop.events.acts import Look
from screenpop.events.calls import Direction, Ending
from screenpop.money import Money
from screenpop.offers import OfferOutcome
from screenpop.permission import Channel
from screenpop.promises import PromiseEnd
from screenpop.record.entries import (
    CallDetailed,
    CheckMade,
    CustomerViewed,
    Entry,
    FactLearned,
    GestureGiven,
    LineChanged,
    OfferMade,
    OffersShown,
    PermissionNoted,
)
from screenpop.record.ids import new_id, time_of
from screenpop.sentences import say
from screenpop.storage.spool import boot_clock, spool_file, spool_rows
from screenpop.storage.spool.spool import Spool
from tests.storage.made_entries import (
    NOON,
    claimed,
    finished,
    found,
    picked_up,
    promised,
    replaced,
    settled,
    started,
    wrapped_up,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "spool.db"


@pytest.fixture
def spool(path: Path) -> Iterator[Spool]:
    with closing(Spool(path)) as spool:
        yield spool


def waiting(spool: Spool) -> Sequence[Entry]:
    return [each.entry for each in spool.next(1_000)]


def rewrite(path: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(path)) as file:
        file.execute(statement, values)
        file.commit()


CALL = started(waited=timedelta(seconds=252, milliseconds=5), linked="x-1", brand="Brand A", keyed="K-1")
PROMISE = promised(call=CALL.id, taken_by="anna")
EVERY_KIND: Sequence[Entry] = [
    CALL,
    found(CALL.id),
    CallDetailed(new_id(), CALL.id, NOON, queue="sales", waited=timedelta(microseconds=1)),
    replaced(CALL.id, number=None),
    picked_up(CALL.id),
    finished(CALL.id, Ending.ANSWERED_ELSEWHERE),
    wrapped_up(CALL.id, "line\r\nline 📞 'sql' שלום"),
    FactLearned(new_id(), None, NOON, "anna", "K-1", "birthday", "1980-02-29"),
    OfferMade(new_id(), CALL.id, NOON, "anna", "K-1", "fits", "P-9", OfferOutcome.ACCEPTED, "pairs"),
    OffersShown(
        new_id(),
        CALL.id,
        NOON,
        "anna",
        "K-1",
        (("fits", "P-9", "pairs"), ("again", 'P "1"', "")),
        held_out=True,
    ),
    OffersShown(new_id(), CALL.id, NOON, "anna", "K-1", (), held_out=False),
    GestureGiven(new_id(), CALL.id, NOON, "anna", "K-1", "chocolates", Money(Decimal("12.50"), "PLN")),
    GestureGiven(new_id(), None, NOON, "anna", "K-1", "discount", None),
    PermissionNoted(new_id(), CALL.id, NOON, "anna", "K-1", "Ewa", Channel.PHONE, allowed=False),
    CustomerViewed(new_id(), None, NOON, "anna", "K-1", Look.EXPORT, "all"),
    CheckMade(new_id(), CALL.id, NOON, "anna", "K-1", "Postcode", right=False),
    PROMISE,
    claimed(PROMISE),
    settled(PROMISE, end=PromiseEnd.DROPPED),
    LineChanged(new_id(), NOON, "anna", "desk", up=False, reason="no answer"),
]


def test_every_kind_of_entry_comes_back_as_it_was_kept_and_in_order(spool):
    for entry in EVERY_KIND:
        spool.keep(entry)

    assert waiting(spool) == EVERY_KIND
    assert {type(entry) for entry in EVERY_KIND} == set(spool_rows._KINDS.values())
    assert isinstance(waiting(spool)[0].direction, Direction)


def test_the_same_entry_twice_is_kept_once(spool):
    note = wrapped_up(CALL.id, "once")

    for entry in (CALL, note, CALL, note):
        spool.keep(entry)

    assert waiting(spool) == [CALL, note]
    assert spool.state().waiting == 2


def test_what_is_delivered_is_gone_and_the_rest_stays_in_order(spool):
    calls = [started(f"call-{number}") for number in range(5)]
    for call in calls:
        spool.keep(call)

    spool.delivered([each.place for each in spool.next(2)])

    assert waiting(spool) == calls[2:]
    spool.keep(calls[0])
    assert waiting(spool) == [*calls[2:], calls[0]]


def test_places_only_grow_though_all_is_delivered(path):
    with closing(Spool(path)) as spool:
        spool.keep(CALL)
        (first,) = spool.next(9)
        spool.delivered([first.place])
    with closing(Spool(path)) as spool:
        spool.keep(CALL)
        (again,) = spool.next(9)

    assert again.place > first.place


def test_how_long_ago_an_entry_was_saved_is_known_by_a_clock_that_nobody_sets(spool, monkeypatch):
    spool.keep(CALL)
    then = boot_clock.now()
    monkeypatch.setattr(boot_clock, "now", lambda: replace(then, seconds=then.seconds + 90))

    (each,) = spool.next(1)

    assert timedelta(seconds=89) < each.ago < timedelta(seconds=91)
    assert abs(each.saved_at - datetime.now(UTC)) < timedelta(minutes=1)


def test_after_a_restart_of_the_computer_nobody_knows_how_long_ago(spool, monkeypatch):
    spool.keep(CALL)
    then = boot_clock.now()
    monkeypatch.setattr(boot_clock, "now", lambda: boot_clock.Reading("another boot", then.seconds + 90))

    (each,) = spool.next(1)

    assert each.ago is None


def test_what_is_kept_is_durable_by_settings(spool):
    spool.open()

    assert spool._connection.execute("pragma journal_mode").fetchone() == ("wal",)
    assert spool._connection.execute("pragma synchronous").fetchone() == (2,)  # FULL
    assert spool._connection.execute("pragma secure_delete").fetchone() == (1,)


def test_the_files_are_their_owners_alone(spool, path):
    spool.keep(CALL)

    files = list(path.parent.iterdir())
    assert {"spool.db", "spool.db-wal"} <= {file.name for file in files}
    assert [file.name for file in files if file.stat().st_mode & 0o077] == []


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("n" * 20_001, "The note has 20001 characters; 20000 can be saved."),
        ("before\0after", "The note holds a character that cannot be saved."),
        ("before\ud83dafter", "The note holds a character that cannot be saved."),
    ],
    ids=["20,001 characters", "NUL", "lone surrogate"],
)
def test_a_note_that_no_database_can_keep_is_refused_with_a_sentence(spool, note, told):
    with pytest.raises(NotKept) as refused:
        spool.keep(wrapped_up(CALL.id, note))

    assert str(refused.value).startswith(told)
    assert waiting(spool) == []


@pytest.mark.parametrize("worth", ["1e12", "NaN", "-Infinity"])
def test_a_gesture_worth_more_than_can_be_kept_is_refused(spool, worth):
    given = GestureGiven(new_id(), None, NOON, "anna", "K-1", "island", Money(Decimal(worth), "PLN"))

    with pytest.raises(NotKept, match="“island” is worth more than can be saved"):
        spool.keep(given)

    assert waiting(spool) == []


def test_an_answer_that_no_database_can_keep_is_refused_with_a_sentence(spool):
    with pytest.raises(NotKept, match="The answer holds a character that cannot be saved"):
        spool.keep(FactLearned(new_id(), None, NOON, "anna", "K-1", "birthday", "\0"))


def test_a_strange_name_from_the_wire_loses_no_call(spool):
    strange = started(name="Bad\0\udcffName" + "x" * 100_000)

    spool.keep(strange)

    assert waiting(spool) == [strange]


def test_a_spool_of_a_newer_program_is_kept_for_it(spool, path, monkeypatch):
    with monkeypatch.context() as newer:
        newer.setattr(spool_rows, "_VERSION", 2)
        spool.keep(started("newer"))
    spool.keep(started("ours"))

    assert [entry.call_id for entry in waiting(spool)] == ["ours"]
    assert (spool.state().waiting, spool.state().set_aside) == (1, 1)
    assert spool.reasons() == ["saved by a newer Screenpop"]
    monkeypatch.setattr(spool_rows, "_VERSION", 2)
    spool.take_up_again()
    assert [entry.call_id for entry in waiting(spool)] == ["newer", "ours"]


def test_a_kind_that_this_program_does_not_know_is_kept_for_one_that_does(spool, path):
    spool.keep(CALL)
    body = json.dumps(
        {"kind": "DreamTold", "version": 1, "place": 1, "entry": {"id": "1"}, "boot": "b", "clock": 0}
    )
    rewrite(path, "update entries set body = ?, checksum = ?", body, spool_rows.checksum_of(body))

    assert waiting(spool) == []
    assert spool.reasons() == ["saved by a newer Screenpop"]


def test_a_row_that_is_not_what_was_written_is_set_aside_and_told(spool, path):
    for number in range(3):
        spool.keep(started(f"call-{number}"))
    rewrite(path, "update entries set body = replace(body, 'call-1', 'call-9')")

    assert [entry.call_id for entry in waiting(spool)] == ["call-0", "call-2"]
    assert spool.state().set_aside == 1


def test_a_row_that_cannot_be_read_does_not_hide_the_next_one(spool, path):
    for number in range(3):
        spool.keep(started(f"call-{number}"))
    rewrite(path, "update entries set body = 'x' where place < 3")

    (entry,) = spool.next(1)

    assert entry.entry.call_id == "call-2"


def test_what_belongs_to_a_call_that_is_set_aside_goes_with_it_and_nothing_else_does(spool):
    other = started("other")
    for entry in (CALL, wrapped_up(CALL.id), other, wrapped_up(other.id), wrapped_up(other.id)):
        spool.keep(entry)
    places = [each.place for each in spool.next(9)]

    spool.set_aside(places[0], say("refused"))
    spool.set_aside(places[3], say("refused"))

    assert [each.place for each in spool.next(9)] == [places[2], places[4]]
    assert (spool.state().waiting, spool.state().set_aside) == (2, 3)
    spool.take_up_again()
    assert [each.place for each in spool.next(9)] == places


def test_the_state_says_how_much_waits_and_since_when(spool):
    assert (spool.state().waiting, spool.state().oldest) == (0, None)
    before = datetime.now(UTC)
    spool.keep(CALL)
    between = datetime.now(UTC)
    spool.keep(wrapped_up(CALL.id))

    assert spool.state().waiting == 2
    assert before <= spool.state().oldest <= between


def test_a_spool_held_by_another_program_is_told(spool, path, monkeypatch):
    monkeypatch.setattr(spool_file, "_BUSY_SECONDS", 0.05)
    spool.keep(CALL)

    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("begin immediate")
        with pytest.raises(NotKept, match="Another program holds the call log"):
            spool.keep(started("call-2"))

    spool.keep(started("call-2"))
    assert spool.state().waiting == 2


def test_who_closes_the_spool_does_not_wait_for_a_disk_that_hangs(spool, monkeypatch):
    hanging, over = threading.Event(), threading.Event()

    def hang(_connection, _work):
        hanging.set()
        over.wait(5)

    monkeypatch.setattr("screenpop.storage.spool.spool._in_one_transaction", hang)
    keeping = threading.Thread(target=spool.keep, args=(CALL,))
    keeping.start()
    assert hanging.wait(5)

    spool.close()

    assert keeping.is_alive()
    over.set()
    keeping.join()


def test_a_file_that_is_no_spool_is_moved_aside_and_told(spool, path):
    path.parent.mkdir()
    path.write_bytes(b"this is no database " * 1_000)

    spool.keep(CALL)

    assert waiting(spool) == [CALL]
    (damaged,) = spool.damaged_files()
    assert damaged.read_bytes().startswith(b"this is no database")
    assert "damaged on this disk" in str(spool.state().trouble)


def test_an_empty_file_in_the_place_of_the_spool_is_told(path):
    with closing(Spool(path)) as spool:
        spool.keep(CALL)
    os.truncate(path, 0)

    with closing(Spool(path)) as spool:
        assert waiting(spool) == []
        assert "damaged on this disk" in str(spool.state().trouble)


def test_rows_beside_the_damage_are_rescued_and_the_damaged_file_is_kept(path):
    with closing(Spool(path)) as spool:
        for number in range(200):
            spool.keep(started(f"call-{number}"))
    damaged = path.read_bytes()
    middle = damaged.index(b'"call_id": "call-100"') // 4096 * 4096
    path.write_bytes(damaged[:middle] + bytes(4096) + damaged[middle + 4096 :])

    with closing(Spool(path)) as spool:
        rescued = [entry.call_id for entry in waiting(spool)]
        assert "damaged on this disk" in str(spool.state().trouble)
        assert [file.stat().st_size for file in spool.damaged_files()] == [len(damaged)]

    assert 180 < len(rescued) < 200
    assert rescued == sorted(rescued, key=lambda call_id: int(call_id.partition("-")[2]))


def test_rows_are_found_though_the_file_has_lost_its_head(path):
    with closing(Spool(path)) as spool:
        for number in range(20):
            spool.keep(started(f"call-{number}"))
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])

    with closing(Spool(path)) as spool:
        assert [entry.call_id for entry in waiting(spool)] == [f"call-{number}" for number in range(20)]


def test_a_kill_while_a_damaged_spool_is_moved_aside_loses_nothing(path):
    with closing(Spool(path)) as spool:
        spool.keep(started("rescued"))
    path.rename(path.with_name("spool.db.rescuing-20260331T120000.000000Z"))

    with closing(Spool(path)) as spool:
        assert [entry.call_id for entry in waiting(spool)] == ["rescued"]
        assert [file.name for file in spool.damaged_files()] == ["spool.db.damaged-20260331T120000.000000Z"]


def files_of_a_killed_program(path: Path) -> dict[str, bytes]:
    """The spool's files as they lie while a program has it open."""
    with closing(Spool(path)) as spool:
        for number in range(3):
            spool.keep(started(f"call-{number}"))
        found = {side: path.with_name(path.name + side).read_bytes() for side in ("", "-wal")}
    assert b"call-2" in found["-wal"]
    return found


@pytest.mark.parametrize("left", ["nothing", "an empty file"])
def test_rows_are_found_in_the_log_of_a_file_of_which_nothing_is_left(path, left):
    log = files_of_a_killed_program(path)["-wal"]
    path.unlink()
    if left == "an empty file":
        path.write_bytes(b"")
    path.with_name("spool.db-wal").write_bytes(log)

    with closing(Spool(path)) as spool:
        assert [entry.call_id for entry in waiting(spool)][-1] == "call-2"
        assert [file.name for file in path.parent.iterdir() if "rescuing" in file.name] == []
        assert len(spool.damaged_files()) == 1


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "data").write_text("a file where the folder should be")

    with pytest.raises(NotKept, match="cannot be created"):
        Spool(tmp_path / "data" / "spool.db").keep(CALL)


def test_a_spool_that_cannot_be_read_is_told(tmp_path):
    (tmp_path / "data").write_text("a file where the folder should be")

    with pytest.raises(RecordUnavailable, match="cannot be created"):
        Spool(tmp_path / "data" / "spool.db").state()


def test_a_spool_that_was_removed_while_open_is_begun_anew(spool, path):
    spool.keep(started("before"))
    shutil.rmtree(path.parent)

    spool.keep(started("after"))

    assert [entry.call_id for entry in waiting(spool)] == ["after"]


def test_what_was_written_into_a_file_that_another_program_moved_meanwhile_is_written_again(spool, path):
    spool.open()
    kept = spool_file.identity

    def moved_meanwhile(asked: Path) -> spool_file.Identity | None:
        """As another program, which has found the file damaged just before the commit."""
        identity = kept(asked)
        if spool._connection is not None and spool._connection.total_changes and not moved.exists():
            for side in ("", "-wal", "-shm"):
                path.with_name(path.name + side).rename(moved.with_name(moved.name + side))
            identity = kept(asked)
        return identity

    moved = path.with_name("moved.db")
    with pytest.MonkeyPatch.context() as meanwhile:
        meanwhile.setattr(spool_file, "identity", moved_meanwhile)
        spool.keep(CALL)

    assert moved.exists()
    assert waiting(spool) == [CALL]


def test_threads_wait_for_one_another(spool):
    def work(name):
        for number in range(25):
            spool.keep(started(f"{name}-{number}"))

    threads = [threading.Thread(target=work, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert spool.state().waiting == 50


WRITER = """
import sys
from pathlib import Path
from screenpop.storage.spool.spool import Spool
from tests.storage.made_entries import keep_call

spool = Spool(Path(sys.argv[1]))
for number in range(50):
    keep_call(spool, f"{sys.argv[2]}-{number}", note="a note")
spool.close()
"""


def test_programs_that_begin_one_spool_at_the_same_time_all_keep_their_calls_in_order(path):
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), name], stderr=subprocess.PIPE, text=True)
        for name in ("one", "two", "three")
    ]
    for writer in writers:
        _, errors = writer.communicate(timeout=120)
        assert writer.returncode == 0, errors

    with closing(Spool(path)) as spool:
        kept = waiting(spool)
    calls = [entry.call_id for entry in kept[:] if hasattr(entry, "call_id")]
    assert len(kept) == 300
    for name in ("one", "two", "three"):
        of_one = [call_id for call_id in calls if call_id.startswith(name)]
        assert of_one == [f"{name}-{number}" for number in range(50)]


def test_ids_do_not_run_ahead_of_the_clock_however_many_are_kept(spool):
    spool.open()
    first, began = time_of(new_id()), time.monotonic()
    for number in range(300):
        spool.keep(started(f"call-{number}"))

    assert time_of(new_id()) - first <= (time.monotonic() - began) * 1000 + 2_000


KEEPS_ONE = """
import sys
from dataclasses import replace
from pathlib import Path
from screenpop.record.ids import new_id, time_of
from screenpop.storage.spool.spool import Spool
from tests.storage.made_entries import started
spool = Spool(Path(sys.argv[1]))
spool.open()
call = replace(started(), id=new_id())
spool.keep(call)
print(call.id)
spool.close()
"""


def test_a_correction_is_newer_though_the_clock_was_set_back_and_the_program_began_anew(path):
    keep = [sys.executable, "-c", KEEPS_ONE, str(path)]
    ahead = ["faketime", "-f", "+1d", *keep]
    with_it = {**os.environ, "FAKETIME_DONT_FAKE_MONOTONIC": "1"}

    first = subprocess.run(ahead, env=with_it, capture_output=True, text=True, check=True, timeout=60).stdout
    later = [
        subprocess.run(keep, capture_output=True, text=True, check=True, timeout=60).stdout for _ in "ab"
    ]

    assert first < later[0] < later[1]


def test_keeping_needs_no_sqlalchemy(path):
    look = """
import sys
from pathlib import Path
from datetime import datetime, UTC
from screenpop.record.entries import WrapUp
from screenpop.record.ids import new_id, time_of
from screenpop.storage.spool.spool import Spool
from screenpop.storage.spool.courier import Courier
from screenpop.bootstrap.site_record import SiteRecord
spool = Spool(Path(sys.argv[1]))
spool.keep(WrapUp(new_id(), new_id(), datetime.now(UTC), "anna", "", "", "a note"))
print(spool.state().waiting, [name for name in ("sqlalchemy", "alembic", "psycopg") if name in sys.modules])
spool.close()
"""
    done = subprocess.run([sys.executable, "-c", look, str(path)], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "1 []"
