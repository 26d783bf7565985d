"""Makes entries of rows: one for each number that a row holds, with the words by which it is found."""

import json
from collections.abc import Sequence
from typing import Any

from connectors.directory.rows import ContactRow
from connectors.directory.tables import LEFT
from connectors.directory.words import text_of_words
from screenpop.phone_numbers import NumberReader, PhoneNumber, StoredNumber

_NOTHING = StoredNumber(())
_NO_NUMBER = (PhoneNumber(),)
_NO_DIGITS = str.maketrans("", "", " +().-/")


class Making:
    """Entries that were made and are not written yet."""

    def __init__(self, reader: NumberReader, last: tuple[int, int]) -> None:
        self._reader = reader
        self._entries: list[tuple[Any, ...]] = []
        self._next = {True: last[0] + 1, False: max(last[1], LEFT) + 1}

    @property
    def last(self) -> tuple[int, int]:
        """The last identifiers given out: to active people, and to those who have left."""
        return self._next[True] - 1, self._next[False] - 1

    def taken(self) -> Sequence[tuple[Any, ...]]:
        """The entries made since it was last asked; in the order of the table's columns."""
        taken, self._entries = self._entries, []
        return taken

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
            contact.language,
            contact.finance,
            json.dumps(contact.marketing) if contact.marketing else None,
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
