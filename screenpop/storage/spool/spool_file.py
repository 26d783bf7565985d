"""The spool's SQLite file: made whole, and opened so that what is committed has reached the disk."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from screenpop.storage.spool.spool_rescue import text_of

_BUSY_SECONDS = 5.0
SIDE_FILES = ("", "-wal", "-shm")
_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "fullfsync = ON",  # macOS: through the drive's own cache
    "secure_delete = ON",  # what is delivered is nobody's business here any more
    "cache_size = -512",
    "wal_autocheckpoint = 1",  # a log that is cut short or damaged ends early and nobody is told: it holds one entry
)
INSERT = """
insert into entries (place, id, call, saved_at, checksum, body)
values (:place, :id, :call, :saved_at, :checksum, :body)
on conflict (id) do nothing"""
_LAYOUT = (
    """CREATE TABLE entries (
    place integer primary key autoincrement,
    id text not null unique,
    call text,
    saved_at text not null,
    aside text,
    why text,
    checksum text not null,
    body text not null
)""",
    "CREATE INDEX entries_aside on entries (aside, place)",
)

Identity = tuple[int, int]


def identity(path: Path) -> Identity | None:
    """Which file has this name now; None if none has. Opens nothing, which would let go of SQLite's locks."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def make(path: Path) -> None:
    """Make the file under another name, whole before it is there: an empty one is then known to be damaged.

    Raises:
        sqlite3.DatabaseError: It cannot be written.
        OSError: It cannot be made.
    """
    new = path.with_name(f"{path.name}.new")
    for side in SIDE_FILES:
        new.with_name(new.name + side).unlink(missing_ok=True)
    os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    with closing(_connect(new)) as fresh:
        for statement in _LAYOUT:
            fresh.execute(statement)
    new.rename(path)
    sync_folder(path.parent)


def open_whole(path: Path) -> sqlite3.Connection:
    """Open the file.

    Raises:
        sqlite3.DatabaseError: It cannot be opened, or is damaged.
        OSError: It is not there.
    """
    if path.stat().st_size == 0:
        raise _damage()  # SQLite would take it for a new one, and remove its write-ahead log
    connection = _connect(path)
    try:
        if not _is_whole(connection):
            raise _damage()
    except BaseException:
        connection.close()
        raise
    return connection


def _damage() -> sqlite3.DatabaseError:
    damage = sqlite3.DatabaseError("damaged")
    damage.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return damage


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=_BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.text_factory = text_of
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"pragma {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def _is_whole(spool: sqlite3.Connection) -> bool:
    asked = "select sql from sqlite_schema where name in ('entries', 'entries_aside') order by rowid"
    layout = tuple(sql for (sql,) in spool.execute(asked))
    return layout == _LAYOUT and spool.execute("pragma quick_check(1)").fetchone() == ("ok",)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder reach the disk."""
    if os.name == "nt":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
