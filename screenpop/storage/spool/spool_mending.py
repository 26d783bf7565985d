"""Opens a spool's file, and mends it if it is damaged.

A damaged file is never deleted. It is moved aside as `spool.db.damaged-<time>`, after what can still be read of it
stands in a new one. All of that is done under a lock, in steps that a kill may interrupt: a file whose name says
`rescuing` has not been read yet.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

from screenpop.storage.spool import spool_file
from screenpop.storage.spool.file_lock import FileLock
from screenpop.storage.spool.spool_file import SIDE_FILES
from screenpop.storage.spool.spool_rescue import readable_rows, rows_of_log
from screenpop.storage.spool.spool_rows import SpoolRow

_RESCUING, _DAMAGED = ".rescuing-", ".damaged-"


def damaged_files(path: Path) -> list[Path]:
    """The files that were moved aside, oldest first; without their side files, where those are not all there is."""
    found = {each.name for each in _beside(path, _DAMAGED)}
    names = {name for name in found if not name.endswith(SIDE_FILES[1:])}
    alone = {name for name in found if name.endswith("-wal") and name.removesuffix("-wal") not in found}
    return [path.with_name(name) for name in sorted(names | alone)]


def connect(path: Path) -> sqlite3.Connection:
    """Open the file, or make it, for its owner alone.

    Raises:
        sqlite3.DatabaseError: It cannot be opened, or is damaged.
        OSError: It cannot be made.
    """
    if spool_file.identity(path) is None or any(_beside(path, _RESCUING)):
        _make(path)
    # Also if that failed when the file was made: without its name nothing in it lasts.
    spool_file.sync_folder(path.parent)
    in_log = rows_of_log(path)
    spool = spool_file.open_whole(path)
    if in_log:
        _take_from_log(spool, in_log)
    return spool


def mend(path: Path, damaged: spool_file.Identity | None) -> None:
    """Move a damaged file aside and begin a new one with what can be read of it; nothing if another program did.

    Raises:
        sqlite3.DatabaseError: The new one cannot be written.
        OSError: The damaged one cannot be moved.
    """
    with _mending(path):
        if damaged is None or spool_file.identity(path) != damaged:
            return
        _move(path, _new_name(path))
    _make(path)


def _make(path: Path) -> None:
    """Make the file, if it is not there, and put in what was being rescued."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _mending(path):
        if spool_file.identity(path) is None:
            _finish_move(path)
            spool_file.make(path)
        _rescue_all(path)


def _mending(path: Path) -> FileLock:
    return FileLock(path.with_name(f"{path.name}.mending"))


def _rescue_all(path: Path) -> None:
    """Put what can be read of half-rescued files into the file, then give them their last name."""
    waiting = _being_rescued(path)
    if not waiting:
        return
    with closing(spool_file.open_whole(path)) as whole:
        for broken in waiting:
            whole.execute("begin immediate")
            for row in readable_rows(broken):
                _put(whole, row)
            whole.execute("commit")
            _move(broken, broken.with_name(broken.name.replace(_RESCUING, _DAMAGED)))
    spool_file.sync_folder(path.parent)


def _being_rescued(path: Path) -> list[Path]:
    """Files that were moved away, oldest first; of some there may be only a side file."""
    names = {each.name.removesuffix("-wal").removesuffix("-shm") for each in _beside(path, _RESCUING)}
    return [path.with_name(name) for name in sorted(names)]


def _take_from_log(spool: sqlite3.Connection, rows: Iterable[SpoolRow]) -> None:
    """Put in what SQLite did not find in its log, though it stands there."""
    spool.execute("begin immediate")
    (last,) = spool.execute(
        "select coalesce(max(seq), 0) from sqlite_sequence where name = 'entries'"
    ).fetchone()
    for row in rows:
        if row.place > last:
            _put(spool, row)
    spool.execute("commit")


def _put(whole: sqlite3.Connection, row: SpoolRow) -> None:
    """In its old place, if that is free."""
    if whole.execute("select 1 from entries where place = ?", (row.place,)).fetchone():
        (place,) = whole.execute("select max(place) + 1 from entries").fetchone()
        row = replace(row, place=place)
    whole.execute(spool_file.INSERT, asdict(row))


def _finish_move(path: Path) -> None:
    """Side files of a spool that is gone: a kill came while it was moved away, or somebody took the file alone."""
    orphans = [each for side in SIDE_FILES[1:] if (each := path.with_name(path.name + side)).exists()]
    if orphans:
        moved = next(reversed(_being_rescued(path)), None) or _new_name(path)
        for orphan in orphans:
            orphan.rename(moved.with_name(moved.name + orphan.name.removeprefix(path.name)))


def _new_name(path: Path) -> Path:
    return path.with_name(f"{path.name}{_RESCUING}{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}")


def _move(path: Path, to: Path) -> None:
    """The file first: a program that still writes into it sees by its name that it must write again."""
    for side in SIDE_FILES:
        with suppress(FileNotFoundError):
            path.with_name(path.name + side).rename(to.with_name(to.name + side))


def _beside(path: Path, mark: str) -> Iterator[Path]:
    return path.parent.glob(f"{path.name}{mark}*")
