"""Fills the directory from its source: reads every contact, builds a new index, and puts it in place at once."""

import contextlib
import json
import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from connectors.directory.rows import ContactRow, read_contacts
from connectors.directory.tables import ENTRIES, INDEXES, LAYOUT, open_state
from connectors.directory.words import searchable
from screenpop.errors import SourceUnavailable, UnreadableAnswer
from screenpop.phone_numbers import NumberReader, StoredNumber, national_digits
from screenpop.ports.source import Source
from screenpop.sentences import say

_AT_ONCE = 2_000
_LEFT_BEHIND = 3600.0
_ENTRY = "insert into entry values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_WORDS = "insert into word (rowid, folded) values (?, ?)"
_PUT = """insert into current (one, file, layout) values (1, ?, ?)
          on conflict (one) do update set file = excluded.file, layout = excluded.layout"""
_NOTHING = StoredNumber(())


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


Progress = Callable[[int], None]
"""Is told from time to time how many rows have been read."""


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
                filling = _Filling(index, reader, progress)
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


@dataclass(slots=True)
class _Filling:
    """Writes one new index."""

    index: sqlite3.Connection
    reader: NumberReader
    progress: Progress | None
    read: int = 0
    kept: int = 0
    unreadable: int = 0
    first_trouble: UnreadableAnswer | None = None
    _entries: list[tuple[Any, ...]] = field(default_factory=list)
    _words: list[tuple[int, str]] = field(default_factory=list)
    _next: int = 1

    def fill(self, source: Source, question: str) -> None:
        self.index.executescript(
            "pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -65536;"
        )
        self.index.executescript(ENTRIES)
        self.index.execute("begin")
        for contact in read_contacts(source.stream(question, {})):
            self.read += 1
            if isinstance(contact, ContactRow):
                self._take(contact)
            else:
                self.unreadable += 1
                self.first_trouble = self.first_trouble or contact
            if self.read % _AT_ONCE == 0:
                self._write()
        if self.first_trouble and self.unreadable == self.read:
            raise self.first_trouble
        self._write()
        self.index.execute("commit")
        self.index.executescript(INDEXES)

    def _take(self, contact: ContactRow) -> None:
        stored = self.reader.read_stored(contact.number) or _NOTHING
        if contact.number and stored is _NOTHING:
            self.unreadable += 1
        else:
            self.kept += 1
        refs = {department: ref for department, ref in contact.references.items() if ref}
        who = (
            contact.customer_id,
            contact.customer,
            contact.contact,
            contact.active,
            contact.role,
            contact.since.isoformat() if contact.since else None,
            json.dumps(refs) if refs else None,
        )
        first = self._next
        for digits, short, trunk in _keys(stored):
            self._entries.append((self._next, digits, short, trunk, *who))
            self._next += 1
        self._words.append((first, _words(contact, stored)))

    def _write(self) -> None:
        self.index.executemany(_ENTRY, self._entries)
        self.index.executemany(_WORDS, self._words)
        self._entries.clear()
        self._words.clear()
        if self.progress:
            self.progress(self.read)


def _keys(stored: StoredNumber) -> Iterator[tuple[int | None, str | None, int | None]]:
    """By what each entry of a row is found: full number, short number, stem of a main number."""
    trunk = int(stored.trunk[1:]) if stored.trunk else None
    if not stored.numbers:
        yield None, None, trunk
    for number in stored.numbers:
        yield int(number.e164[1:]) if number.e164 else None, number.short, trunk
        trunk = None


def _words(contact: ContactRow, stored: StoredNumber) -> str:
    words = [searchable(contact.customer), searchable(contact.customer_id)]
    if contact.contact:
        words.append(searchable(contact.contact))
    for number in stored.numbers:
        words += [number.e164[1:], national_digits(number.e164)] if number.e164 else [number.short or ""]
    if contact.number:
        words.append("".join(filter(str.isdecimal, contact.number)))
    return " ".join(words)


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
