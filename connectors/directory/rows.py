"""The rows that the directory needs of its source."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from screenpop.errors import UnreadableAnswer
from screenpop.ports.rows import Flag, MaybeDay, MaybeText, Text, read_each
from screenpop.ports.source import Row

_QUESTION = "contacts"
_REFERENCE = "ref_"
_REQUIRED = {"number", "customer_id", "customer"}


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
    since: MaybeDay = None
    role: MaybeText = None
    references: dict[str, MaybeText] = field(default_factory=dict)


def read_contacts(rows: Iterable[Row]) -> Iterator[ContactRow | UnreadableAnswer]:
    """Read each row, or say why it cannot be read.

    Raises:
        UnreadableAnswer: A column is missing.
    """
    for row in rows:
        given = {name.lower(): value for name, value in row.items()}
        if given.get("active") in {None, ""}:
            given.pop("active", None)  # nobody said that they have left
        given["references"] = {
            name.removeprefix(_REFERENCE): value
            for name, value in given.items()
            if name.startswith(_REFERENCE)
        }
        try:
            yield from read_each((given,), ContactRow, _QUESTION)
        except UnreadableAnswer as error:
            if not given.keys() >= _REQUIRED:
                raise
            yield error
