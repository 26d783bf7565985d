"""What a panel of the company's own answers: rows of a question, and what each column is."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from screenpop.money import Money


class ColumnKind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    MONEY = "money"
    DATE = "date"
    LINK = "link"
    BADGE = "badge"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Column:
    """One column, under the name that the question gives it."""

    name: str
    kind: ColumnKind = ColumnKind.TEXT


@dataclass(frozen=True, slots=True)
class Link:
    """A text that opens an address (http or https)."""

    text: str
    address: str


Cell = str | Decimal | Money | date | Link | None
"""A warning's or a badge's cell is its text, or None where there is nothing to warn of."""


@dataclass(frozen=True, slots=True)
class TableAnswer:
    """The rows, in the order of the question; each row has a cell for each column.

    `left_out` is how many more rows the question gave than can be shown.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    left_out: int = 0
