"""The rows that the directory needs of its source."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import blake2b
from typing import Annotated, Any

from pydantic import AfterValidator, WrapValidator

from screenpop.errors import UnreadableAnswer
from screenpop.permission import Channel
from screenpop.ports import values
from screenpop.ports.rows import Flag, MaybeDay, MaybeText, Text, hold_columns, read_each
from screenpop.ports.source import Row

_QUESTION = "contacts"
_REFERENCE = "ref_"
_MARKETING = {f"marketing_{'ok' if each is Channel.ALL else each}": each for each in Channel}
_PLAIN = frozenset({str, type(None)})
_FLAGS: dict[object, bool] = {None: True, "": True, 1: True, 0: False}  # nobody said that they have left
_FINANCES: dict[object, bool | None] = {None: None, "": None, 1: True, 0: False}
_FLAGS_ARE = frozenset({type(None), str, int, bool})
_TAG = re.compile(r"([a-z]{2,3})(?:[-_.@].*)?$", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _or_unknown(value: object, read: Callable[[object], date | None]) -> date | None:
    try:
        return read(value)
    except ValueError:
        return None


def _or_no(value: object, read: Callable[[object], bool | None]) -> bool | None:
    """Who may hear what is owed must be sure: what cannot be read is no."""
    if _is_empty(value):
        return None
    try:
        return read(value)
    except ValueError:
        return False


def language_of(text: str | None) -> str | None:
    """The language of a locale or of a language tag: "pl" of "pl_PL"; None if it is neither."""
    tag = _TAG.match(text.strip().lower()) if text else None
    return tag[1] if tag else None


def _may(value: object) -> bool:
    """Whether somebody may be approached: what cannot be read is no."""
    try:
        return values.flag(value) is True
    except ValueError:
        return False


_Language = Annotated[MaybeText, AfterValidator(language_of)]
_Finance = Annotated[Flag | None, WrapValidator(_or_no)]
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
        language: In which they are spoken with.
        finance: They may be told what is owed and on what terms; None where nobody says.
        marketing: Whether they may be approached, of the columns `marketing_…`; an empty one says nothing.
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
    language: _Language = None
    finance: _Finance = None
    marketing: dict[Channel, bool] = field(default_factory=dict)
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
        contact.language,
        contact.finance,
        *contact.marketing.items(),
        *contact.references.items(),
    )
    return int.from_bytes(blake2b(repr(told).encode(errors="replace"), digest_size=8).digest(), signed=True)


class ContactReader:
    """Reads the rows of one answer. Plain text, as nearly all is, is read ten times as fast as by pydantic."""

    def __init__(self) -> None:
        self._columns: tuple[str, ...] | None = None
        self._fields: list[tuple[str, str]] = []
        self._references: list[tuple[str, str]] = []
        self._marketing: list[tuple[Channel, str]] = []
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
        contact = _plainly(given, references) or self._thoroughly(given, references)
        if self._marketing and isinstance(contact, ContactRow):
            told = ((channel, row[column]) for channel, column in self._marketing)
            contact.marketing = {channel: _may(said) for channel, said in told if not _is_empty(said)}
        return contact

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
        known = ContactRow.__dataclass_fields__.keys() - {"references", "marketing"}
        self._columns = columns
        self._fields = [(name, column) for name, column in lower if name in known]
        self._references = [
            (name.removeprefix(_REFERENCE), column) for name, column in lower if name.startswith(_REFERENCE)
        ]
        self._marketing = [(_MARKETING[name], column) for name, column in lower if name in _MARKETING]


def read_contacts(rows: Iterable[Row]) -> Iterator[ContactRow | UnreadableAnswer]:
    """Read each row, or say why it cannot be read.

    Raises:
        SourceError: The source broke off, or a column is missing.
    """
    return map(ContactReader().read, rows)


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _day_or_unknown(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _plainly(given: Mapping[str, Any], references: Mapping[str, Any]) -> ContactRow | None:
    """The row, if it holds nothing but text that needs no interpreting."""
    get = given.get
    texts = (get("number"), get("contact"), get("role"), get("row_id"), get("changed_at"), get("language"))
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
    finance = get("finance")
    if type(finance) not in _FLAGS_ARE or finance not in _FINANCES:
        return None
    number, contact, role, row_id, changed_at, language = (
        (text.strip() or None) if text else None for text in texts
    )
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
        language_of(language),
        _FINANCES[finance],
        references={name: text.strip() for name, text in references.items() if text},
    )
