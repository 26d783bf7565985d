"""The rows that the directory needs of its source."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from pydantic import WrapValidator

from screenpop.errors import UnreadableAnswer
from screenpop.ports.rows import Flag, MaybeDay, MaybeText, Text, read_each
from screenpop.ports.source import Row

_QUESTION = "contacts"
_REFERENCE = "ref_"
_ABSENT: Row = {"contact": None, "since": None, "role": None}
_REQUIRED = {"number", "customer_id", "customer"}


def _or_unknown(value: object, read: Callable[[object], date | None]) -> date | None:
    try:
        return read(value)
    except ValueError:
        return None


_Since = Annotated[MaybeDay, WrapValidator(_or_unknown)]
"""A day that decides nothing: whoever calls is found even if it cannot be read."""


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One number of somebody who may call.

    Attributes:
        number: As the ledger wrote it; a row without one can be searched for.
        contact: The person; None is the company itself.
        references: Department → its own number for the customer, of the columns `ref_…`.
    """

    number: MaybeText
    customer_id: Text
    customer: Text
    contact: MaybeText = None
    active: Flag = True
    since: _Since = None
    role: MaybeText = None
    references: dict[str, MaybeText] = field(default_factory=dict)


def read_contacts(rows: Iterable[Row]) -> Iterator[ContactRow | UnreadableAnswer]:
    """Read each row, or say why it cannot be read.

    Raises:
        SourceError: The source broke off, or a column is missing.
    """
    shaped = _Shaped(rows)
    while not shaped.ended:
        try:
            yield from read_each(shaped, ContactRow, _QUESTION)
        except UnreadableAnswer as error:
            if shaped.ended or shaped.lacks_column:
                raise
            yield error


class _Shaped:
    """The rows with the columns that `ContactRow` names; `read_each` may begin again where it broke off."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = iter(rows)
        self._columns: tuple[str, ...] | None = None
        self._fields: list[tuple[str, str]] = []
        self._references: list[tuple[str, str]] = []
        self.ended = False
        self.lacks_column = False

    def __iter__(self) -> Iterator[Row]:
        return self

    def __next__(self) -> Row:
        self.ended = True  # so it stays if the source breaks off or has no more
        row = next(self._rows)
        self.ended = False
        columns = tuple(row)
        if columns != self._columns:
            self._learn(columns)
        given = {name: row[column] for name, column in self._fields}
        if given.get("active") in {None, ""}:
            given["active"] = True  # nobody said that they have left
        given["references"] = {department: row[column] for department, column in self._references}
        return {**_ABSENT, **given}

    def _learn(self, columns: tuple[str, ...]) -> None:
        """See which columns there are; upper and lower case are the same, because databases differ in it."""
        lower = [(column.lower(), column) for column in columns]
        self._columns = columns
        self._fields = [(name, column) for name, column in lower if not name.startswith(_REFERENCE)]
        self._references = [
            (name.removeprefix(_REFERENCE), column) for name, column in lower if name.startswith(_REFERENCE)
        ]
        self.lacks_column = bool(_REQUIRED - {name for name, _ in lower})
