from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from screenpop.errors import NotKept
from screenpop.events.calls import Ending
from screenpop.ports.record import SpooledEntry
from screenpop.record.entries import Entry
from screenpop.storage.database import Database
from screenpop.storage.filling import fill
from screenpop.storage.schema import call_log, legs
from screenpop.storage.shared_record import DatabaseRecord
from tests.storage.made_entries import NOON, finished, found, picked_up, started, wrapped_up


def entries() -> list[Entry]:
    first = started("a", linked="1")
    second = started("b", agent="marek", linked="1")
    later = started("c", agent="marek", at=NOON + timedelta(hours=1))
    return [
        first,
        second,
        found(first.id),
        picked_up(second.id),
        finished(first.id, Ending.ANSWERED_ELSEWHERE),
        finished(second.id),
        wrapped_up(second.id, "Reorders screws"),
        later,
        finished(later.id, Ending.MISSED),
    ]


def kept(file: Path) -> tuple[list[tuple[object, ...]], ...]:
    with closing(Database(file)) as database, database.reading() as connection:
        return tuple(
            [tuple(row) for row in connection.execute(select(table).order_by(table.c.id))]
            for table in (legs, call_log)
        )


def test_many_at_once_make_the_same_calls_as_one_after_the_other(tmp_path):
    made = entries()
    with closing(DatabaseRecord(Database(tmp_path / "slow.db"), "anna")) as record:
        for place, entry in enumerate(made):
            record.deliver([SpooledEntry(place, entry, entry.at, ago=None)])

    fill(tmp_path / "fast.db", made)

    assert kept(tmp_path / "fast.db") == kept(tmp_path / "slow.db")
    assert len(kept(tmp_path / "fast.db")[1]) == 2


def test_a_filled_file_goes_on_as_any_other(tmp_path):
    fill(tmp_path / "record.db", entries())
    late = started("d", agent="ewa", linked="1")

    with closing(DatabaseRecord(Database(tmp_path / "record.db"), "ewa")) as record:
        record.deliver([SpooledEntry(1, late, late.at, ago=None)])

    assert len(kept(tmp_path / "record.db")[0]) == 4
    assert len(kept(tmp_path / "record.db")[1]) == 2


def test_all_of_it_or_nothing(tmp_path):
    made = entries()
    with pytest.raises(NotKept):
        fill(tmp_path / "record.db", [*made, made[0]])

    assert kept(tmp_path / "record.db") == ([], [])
