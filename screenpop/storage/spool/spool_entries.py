"""What is asked of the spool's table, and put into it, inside a transaction that somebody else began."""

import logging
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime

from screenpop.ports.record import SpooledEntry, SpoolState
from screenpop.record.entries import Entry
from screenpop.record.ids import begin_after, time_of
from screenpop.sentences import Sentence
from screenpop.storage.spool import boot_clock, spool_rows
from screenpop.storage.spool.spool_file import INSERT

log = logging.getLogger(__name__)

_DAMAGED, _NEWER, _REFUSED = "damaged", "newer", "refused"
_NEXT_PLACE = """
select 1 + max(
    coalesce((select seq from sqlite_sequence where name = 'entries'), 0),
    coalesce((select max(place) from entries), 0)
)"""
_IDS_BEGIN = (
    1_577_836_800  # 2020; SQLite keeps 31 bits of such a number, and seconds since 1970 would not last
)
_MOST = 2**31 - 1


def insert(spool: sqlite3.Connection, entry: Entry) -> None:
    """Put an entry behind all others, if it is not there."""
    (place,) = spool.execute(_NEXT_PLACE).fetchone()
    row = spool_rows.written(entry, place, datetime.now(UTC), boot_clock.now())
    spool.execute(INSERT, asdict(row))
    if entry.id.version == 7:
        _reserve(spool, time_of(entry.id) // 1000 - _IDS_BEGIN)


def _reserve(spool: sqlite3.Connection, second: int) -> None:
    """Note until when ids have been given away, by this program or another one."""
    given_until = _given_until(spool)
    if second >= given_until:
        spool.execute(f"pragma user_version = {min(max(second, 0) + 1, _MOST)}")
    elif second + 1 < given_until:
        ids_go_on(spool)


def _given_until(spool: sqlite3.Connection) -> int:
    (second,) = spool.execute("pragma user_version").fetchone()
    return int(second)


def ids_go_on(spool: sqlite3.Connection) -> None:
    """Have new ids be greater than all that were kept before, though the clock was set back since."""
    if second := _given_until(spool):
        begin_after((_IDS_BEGIN + second) * 1000)


def waiting(spool: sqlite3.Connection, at_most: int) -> Sequence[SpooledEntry]:
    """The oldest that wait, in order; what cannot be read is set aside. Empty only if nothing waits."""
    asked = "select place, checksum, body from entries where aside is null order by place limit ?"
    found: list[SpooledEntry] = []
    while not found and (rows := spool.execute(asked, (at_most,)).fetchall()):
        found = [entry for place, checksum, body in rows if (entry := _read(spool, place, checksum, body))]
    return found


def _read(spool: sqlite3.Connection, place: int, checksum: str, body: str) -> SpooledEntry | None:
    try:
        saved = spool_rows.read(body, checksum)
    except spool_rows.Damaged:
        log.error("An entry that waited for the database is damaged; it is set aside")
        _set_aside(spool, place, _DAMAGED, "damaged on this disk")
    except spool_rows.FromNewerProgram:
        _set_aside(spool, place, _NEWER, "saved by a newer Screenpop")
    else:
        return SpooledEntry(place, saved.entry, saved.saved_at, boot_clock.since(saved.clock))
    return None


def _set_aside(spool: sqlite3.Connection, place: int, how: str, why: str) -> None:
    spool.execute("update entries set aside = ?, why = ? where place = ?", (how, why, place))
    spool.execute(
        "update entries set aside = ?, why = ? where aside is null and call ="
        " (select id from entries where place = ? and call = id)",
        (_REFUSED, why, place),
    )


def refuse(spool: sqlite3.Connection, place: int, why: Sentence) -> None:
    """Set aside what the shared database refuses, and what belongs to a call whose start that is."""
    _set_aside(spool, place, _REFUSED, str(why))


def free(spool: sqlite3.Connection) -> None:
    """Let wait once more what was refused, or written by a newer program."""
    spool.execute("update entries set aside = null, why = null where aside in (?, ?)", (_REFUSED, _NEWER))


def state(spool: sqlite3.Connection, mishap: Sentence | None) -> SpoolState:
    """How much waits, and is set aside."""
    count, oldest = spool.execute(
        "select count(*), min(saved_at) from entries where aside is null"
    ).fetchone()
    (aside,) = spool.execute("select count(*) from entries where aside is not null").fetchone()
    return SpoolState(count, _time(oldest), aside, mishap)


def _time(text: str | None) -> datetime | None:
    try:
        return None if text is None else datetime.fromisoformat(text)
    except ValueError:  # a flipped bit; the entry itself has its own
        return None
