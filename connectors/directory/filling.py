"""Writes one new index from the rows of a source, in constant memory."""

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from connectors.directory.rows import ContactRow, read_contacts
from connectors.directory.tables import ENTRIES, INDEXES
from connectors.directory.words import searchable
from screenpop.errors import UnreadableAnswer
from screenpop.phone_numbers import NumberReader, StoredNumber, national_digits
from screenpop.ports.source import Source

_AT_ONCE = 2_000
_NOBODY_READS_IT_YET = "pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -16384;"
_FEW_LARGE_PIECES = "insert into word (word, rank) values ('hashsize', 8388608)"
_ENTRY = "insert into entry values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_WORDS = "insert into word (rowid, folded) values (?, ?)"
_NOTHING = StoredNumber(())

Progress = Callable[[int], None]
"""Is told from time to time how many rows have been read."""


@dataclass(slots=True)
class Filling:
    """One index being written; the counts are those of `importing.Imported`."""

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
        """Write all that the source answers.

        Raises:
            SourceError: The source broke off, a column is missing, or no row at all can be read.
        """
        self.index.executescript(_NOBODY_READS_IT_YET)
        self.index.executescript(ENTRIES)
        self.index.execute(_FEW_LARGE_PIECES)
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
        self._words.append((self._next, _words(contact, stored)))
        trunk = int(stored.trunk[1:]) if stored.trunk else None
        for number in stored.numbers:
            digits = int(number.e164[1:]) if number.e164 else None
            self._entries.append((self._next, digits, number.short, trunk, *who))
            self._next += 1
            trunk = None
        if not stored.numbers:
            self._entries.append((self._next, None, None, trunk, *who))
            self._next += 1

    def _write(self) -> None:
        self.index.executemany(_ENTRY, self._entries)
        self.index.executemany(_WORDS, self._words)
        self._entries.clear()
        self._words.clear()
        if self.progress:
            self.progress(self.read)


def _words(contact: ContactRow, stored: StoredNumber) -> str:
    """Everything by which somebody is found; of numbers the digits as dialled from abroad, at home, and as written."""
    names = searchable(f"{contact.customer} {contact.customer_id} {contact.contact or ''}")
    digits = {"".join(filter(str.isdecimal, contact.number))} if contact.number else set()
    for number in stored.numbers:
        digits |= {number.e164[1:], national_digits(number.e164)} if number.e164 else {number.short or ""}
    return f"{names} {' '.join(digits)}"
