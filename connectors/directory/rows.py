"""The rows that the directory needs of its source."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import blake2b
from typing import Annotated, Any

from pydantic import WrapValidator

from screenpop.errors import UnreadableAnswer
from screenpop.ports.rows import Flag, MaybeDay, MaybeText, Text, hold_columns, read_each
from screenpop.ports.source import Row

_QUESTION = "contacts"
_REFERENCE = "ref_"
_PLAIN = frozenset({str, type(None)})
_FLAGS: dict[object, bool] = {None: True, "": True, 1: True, 0: False}  # nobody said that they have left
_FLAGS_ARE = frozenset({type(None), str, int, bool})
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _or_unknown(value: object, read: Callable[[object], date | None]) -> date | None:
    try:
        return read(value)
    except ValueError:
        return None


_Since = Annotated[MaybeDay, WrapValidator(_or_unknown)]
"""A day that decides nothing: whoever calls is found even if it cannot be read."""


@dataclass(slots=True)
class ContactRow:
    """One number of somebody who may call.

    Not frozen: a million are made at a time, and freezing each would take longest of all.

    Attributes:
        number: As the ledger wrote it; a row without one can be searched for.
        contact: The person; None is the company itself.
        row_id: What the source calls the row; it ties a change to what was there before.
        deleted: Among changes: the row is gone.
        changed_at: When the source last changed the row, in the source's own way of writing it.
        references: Department → its own number for the customer, of the columns `ref_…`.
    """

    number: MaybeText
    customer_id: Text
    customer: Text
    contact: MaybeText = None
    active: Flag = True
    since: _Since = None
    role: MaybeText = None
    row_id: MaybeText = None
    deleted: Flag = False
    changed_at: MaybeText = None
    references: dict[str, MaybeText] = field(default_factory=dict)


def hash_of(contact: ContactRow) -> int:
    """What tells this row from every other one, the same in every run of the program."""
    told = (
        contact.number,
        contact.customer_id,
        contact.customer,
        contact.contact,
        contact.active,
        contact.since,
        contact.role,
        contact.row_id,
        *contact.references.items(),
    )
    return int.from_bytes(blake2b(repr(told).encode(errors="replace"), digest_size=8).digest(), signed=True)


class ContactReader:
    """Reads the rows of one answer. Plain text, as nearly all is, is read ten times as fast as by pydantic."""

    def __init__(self) -> None:
        self._columns: tuple[str, ...] | None = None
        self._fields: list[tuple[str, str]] = []
        self._references: list[tuple[str, str]] = []
        self._number = 0

    def read(self, row: Row) -> ContactRow | UnreadableAnswer:
        """The row, or why it cannot be read.

        Raises:
            UnreadableAnswer: A column is missing.
        """
        self._number += 1
        columns = tuple(row)
        if columns != self._columns:
            self._learn(columns)
        given: dict[str, Any] = {name: row[column] for name, column in self._fields}
        references = {department: row[column] for department, column in self._references}
        return _plainly(given, references) or self._thoroughly(given, references)

    def _thoroughly(self, given: dict[str, Any], references: dict[str, Any]) -> ContactRow | UnreadableAnswer:
        if given.get("active") in {None, ""}:
            given["active"] = True
        try:
            return next(read_each([{**given, "references": references}], ContactRow, _QUESTION))
        except UnreadableAnswer as error:
            told = error.sentence
            return UnreadableAnswer(replace(told, values={**told.values, "row": self._number}))

    def _learn(self, columns: tuple[str, ...]) -> None:
        """See which columns there are; upper and lower case are the same, because databases differ in it."""
        hold_columns(columns, ContactRow, _QUESTION)
        lower = [(column.lower(), column) for column in columns]
        known = ContactRow.__dataclass_fields__.keys() - {"references"}
        self._columns = columns
        self._fields = [(name, column) for name, column in lower if name in known]
        self._references = [
            (name.removeprefix(_REFERENCE), column) for name, column in lower if name.startswith(_REFERENCE)
        ]


def read_contacts(rows: Iterable[Row]) -> Iterator[ContactRow | UnreadableAnswer]:
    """Read each row, or say why it cannot be read.

    Raises:
        SourceError: The source broke off, or a column is missing.
    """
    return map(ContactReader().read, rows)


def _day_or_unknown(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _plainly(given: Mapping[str, Any], references: Mapping[str, Any]) -> ContactRow | None:
    """The row, if it holds nothing but text that needs no interpreting."""
    get = given.get
    texts = (get("number"), get("contact"), get("role"), get("row_id"), get("changed_at"))
    customer_id, customer, active, since = get("customer_id"), get("customer"), get("active"), get("since")
    if type(customer_id) is not str or type(customer) is not str or not _PLAIN.issuperset(map(type, texts)):
        return None
    customer_id, customer = customer_id.strip(), customer.strip()
    if not customer_id or not customer or type(active) not in _FLAGS_ARE or active not in _FLAGS:
        return None
    if type(since) is str and _DAY.fullmatch(since):
        since = _day_or_unknown(since)
    if (since is not None and type(since) is not date) or given.get("deleted") not in _FLAGS:
        return None
    number, contact, role, row_id, changed_at = ((text.strip() or None) if text else None for text in texts)
    if not _PLAIN.issuperset(map(type, references.values())):
        return None
    return ContactRow(
        number,
        customer_id,
        customer,
        contact,
        _FLAGS[active],
        since,
        role,
        row_id,
        bool(given.get("deleted")),
        changed_at,
        {name: text.strip() for name, text in references.items() if text},
    )
