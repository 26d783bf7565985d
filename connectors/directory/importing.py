"""Fills the directory from its source: reads every contact, builds a new index, and puts it in place at once."""

import contextlib
import os
import sqlite3
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from connectors.directory.filling import Filling, Progress
from connectors.directory.tables import LAYOUT, open_state
from screenpop.errors import SourceUnavailable, UnreadableAnswer
from screenpop.phone_numbers import NumberReader
from screenpop.ports.source import Source
from screenpop.sentences import say

_LEFT_BEHIND = 3600.0
_PUT = """insert into current (one, file, layout) values (1, ?, ?)
          on conflict (one) do update set file = excluded.file, layout = excluded.layout"""


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import.

    Attributes:
        read: How many rows the source gave.
        kept: How many of them are in the directory with all that they say.
        unreadable: How many hold a number that is none, or cannot be read at all.
        first_trouble: Why the first row that could not be read at all could not.
    """

    read: int
    kept: int
    unreadable: int
    first_trouble: UnreadableAnswer | None = None


def import_contacts(
    path: Path, source: Source, question: str, reader: NumberReader, *, progress: Progress | None = None
) -> Imported:
    """Make the directory anew of all that the source answers; what agents picked stays.

    Args:
        path: `directory.db` in the data folder.
        source: Who knows the numbers.
        question: What to ask it: the settings' `contacts`.
        reader: Reads numbers as this site writes them.
        progress: Is told how many rows have been read.

    Raises:
        SourceError: The source cannot be asked, or its answer lacks a column; the old index goes on serving.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f"{path.stem}-", suffix=path.suffix, dir=path.parent)
        os.close(handle)
        new = Path(name)
        try:
            with closing(sqlite3.connect(new, isolation_level=None)) as index:
                filling = Filling(index, reader, progress)
                filling.fill(source, question)
            _make_durable(new)
            with closing(_state(path)) as state:
                old = state.execute("select file from current").fetchone()
                state.execute(_PUT, (new.name, LAYOUT))
        except BaseException:
            new.unlink(missing_ok=True)
            raise
    except (sqlite3.Error, OSError) as error:
        raise SourceUnavailable(say("The directory cannot be written: {why}.", why=error)) from error
    _clear_away(path, old[0] if old else None, new.name)
    return Imported(filling.read, filling.kept, filling.unreadable, filling.first_trouble)


def _make_durable(file: Path) -> None:
    with file.open("rb+") as written:
        os.fsync(written.fileno())


def _state(path: Path) -> sqlite3.Connection:
    """`directory.db`; one that is broken is put aside, with the choices that nobody can read any more."""
    try:
        return open_state(path)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode not in {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}:
            raise
        path.replace(path.with_suffix(".broken"))
        return open_state(path)


def _clear_away(path: Path, old: str | None, new: str) -> None:
    """Delete the index that was, and what imports that were killed have left."""
    for file in path.parent.glob(f"{path.stem}-*{path.suffix}"):
        with contextlib.suppress(OSError):  # on Windows a reader may have it open; the next import deletes it
            left_behind = time.time() - file.stat().st_mtime > _LEFT_BEHIND
            if file.name != new and (file.name == old or left_behind):
                file.unlink()
