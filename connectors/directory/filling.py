"""Writes the entries of an index, and at the end the words by which they are found."""

import json
import sqlite3
from typing import Any

from connectors.directory.about import tell, told
from connectors.directory.rows import ContactRow
from connectors.directory.tables import LEFT, WORDS
from connectors.directory.words import text_of_words
from screenpop.phone_numbers import NumberReader, PhoneNumber, StoredNumber

_ENTRY = f"insert into entry values ({', '.join('?' * 16)})"  # noqa: S608 # question marks
_LAST = "select coalesce((select max(id) from entry where id < ?), 0), coalesce(max(id), 0) from entry"
_NEW_WORDS = """insert into word (rowid, folded) select id, folded from entry
                where ((id > ? and id < ?) or id > ?) and folded is not null order by id"""
_HAS_WORDS = "select 1 from sqlite_master where name = 'word'"
_NOTHING = StoredNumber(())
_NO_NUMBER = (PhoneNumber(),)
_NO_DIGITS = str.maketrans("", "", " +().-/")
_MANY_GONE = 0.2


class Filling:
    """Entries on their way into one index."""

    def __init__(self, index: sqlite3.Connection, reader: NumberReader) -> None:
        self._index = index
        self._reader = reader
        self._entries: list[tuple[Any, ...]] = []
        active, last = index.execute(_LAST, (LEFT,)).fetchone()
        gone_up_to = tuple(map(int, (told(index, "last") or "0 0").split()))
        self._next = {True: max(active, gone_up_to[0]) + 1, False: max(last, LEFT, gone_up_to[1]) + 1}

    def add(self, contact: ContactRow, hash_of_row: int) -> bool:
        """Take a row's entries; False if there is a number in it that is none."""
        stored = (self._reader.read_stored(contact.number) if contact.number else None) or _NOTHING
        unreadable = stored is _NOTHING and contact.number is not None
        active = contact.active
        who = (
            contact.customer_id,
            contact.customer,
            contact.contact,
            active,
            contact.role,
            contact.since.isoformat() if contact.since else None,
            _as_json(contact),
        )
        folded: str | None = _folded(contact, stored)
        trunk = int(stored.trunk[1:]) if stored.trunk else None
        place = self._next[active]
        for number in stored.numbers or _NO_NUMBER:
            digits = int(number.e164[1:]) if number.e164 else None
            self._entries.append(
                (
                    *(place, digits, number.short, number.extension, trunk),
                    *who,
                    *(folded, hash_of_row, contact.row_id, unreadable or None),
                )
            )
            place += 1
            trunk = folded = None
        self._next[active] = place
        return not unreadable

    def flush(self) -> None:
        """Write what was taken."""
        self._index.executemany(_ENTRY, self._entries)
        self._entries.clear()
        tell(self._index, last=f"{self._next[True] - 1} {self._next[False] - 1}")

    def make_findable(self, *, gone: int = 0) -> None:
        """Index the words of the entries that are new; of all, if there is no index of words yet, or many are gone."""
        index = self._index
        left_over = int(told(index, "left_over") or 0) + gone
        there = index.execute("select count(*) from entry").fetchone()[0]
        if left_over > there * _MANY_GONE or not index.execute(_HAS_WORDS).fetchone():
            index.execute("drop table if exists word")
            for statement in WORDS:
                index.execute(statement)
            left_over, found_up_to = 0, (0, LEFT)
        else:
            active, last = (told(index, "found_up_to") or f"0 {LEFT}").split()
            found_up_to = (int(active), int(last))
        index.execute(_NEW_WORDS, (found_up_to[0], LEFT, found_up_to[1]))
        tell(index, left_over=left_over, found_up_to=f"{self._next[True] - 1} {self._next[False] - 1}")


def _as_json(contact: ContactRow) -> str | None:
    references = {department: ref for department, ref in contact.references.items() if ref}
    return json.dumps(references, ensure_ascii=False) if references else None


def _folded(contact: ContactRow, stored: StoredNumber) -> str:
    """Everything by which somebody is found; of numbers the digits as dialled from abroad, and as written."""
    digits = [number.e164[1:] if number.e164 else number.short or "" for number in stored.numbers]
    written = contact.number and contact.number.translate(_NO_DIGITS).lstrip("0")
    if written and written.isdecimal() and not (digits and written in digits[0]):
        digits.append(written)
    names = f"{contact.customer} {contact.customer_id} {contact.contact or ''}"
    return text_of_words(names, digits)
