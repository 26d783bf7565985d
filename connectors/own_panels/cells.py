"""One row of a company's own panel, cell by cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from connectors.own_panels.shape import CURRENCY, QUESTION, Shape
from screenpop.answers.table import Cell, Column, ColumnKind, Link
from screenpop.money import Money
from screenpop.ports.amounts import in_currency
from screenpop.ports.rows import MaybeAmount, MaybeCurrency, MaybeDay, MaybeText, read_cell
from screenpop.ports.source import Row

_LONGEST = 500
_YES = {"1", "y", "yes", "true"}
_NO = {"0", "n", "no", "false"}


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads rows of one shape; `number` counts them from 1, for errors."""

    shape: Shape
    columns: Sequence[Column]

    def cells(self, row: Row, number: int) -> tuple[Cell, ...]:
        """The row's cells, one a column.

        Raises:
            UnreadableAnswer: A cell is not what the settings call it.
        """
        values = {name.lower(): value for name, value in row.items()}
        return tuple(self._cell(column, values, number) for column in self.columns)

    def _cell(self, column: Column, values: Mapping[str, object], number: int) -> Cell:
        value = values.get(column.name.lower())
        match column.kind:
            case ColumnKind.MONEY:
                return self._money(value, values.get(CURRENCY), column.name, number)
            case ColumnKind.DATE:
                day: date | None = _read(value, MaybeDay, column.name, number)
                return day
            case ColumnKind.LINK:
                return self._link(column.name, values, number)
            case ColumnKind.BADGE | ColumnKind.WARNING:
                return _mark(column.name, _text(value, column.name, number))
            case ColumnKind.TEXT:
                return _text(value, column.name, number)

    def _money(self, value: object, currency: object, column: str, number: int) -> Money | None:
        amount = _read(value, MaybeAmount, column, number)
        code = self.shape.currency or _read(currency, MaybeCurrency, CURRENCY, number)
        rounded = in_currency(amount, code, question=QUESTION, row=number)
        return None if rounded is None else Money(rounded, code)

    def _link(self, column: str, values: Mapping[str, object], number: int) -> Cell:
        """Where no address can be made the text stands alone."""
        text = _text(values.get(column.lower()), column, number)
        template = self.shape.links[column.lower()]
        address = template.address({name: _text(values.get(name), name, number) for name in template.columns})
        return Link(text, address) if text and address else text


def _text(value: object, column: str, number: int) -> str | None:
    text: str | None = _read(value, MaybeText, column, number)
    return text if text is None or len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def _read(value: object, kind: Any, column: str, number: int) -> Any:
    return read_cell(value, kind, question=QUESTION, row=number, column=column)


def _mark(name: str, text: str | None) -> str | None:
    """A mark's own words; the column's name where it only says yes; nothing where it says no."""
    word = (text or "").casefold()
    if not word or word in _NO:
        return None
    return name if word in _YES else text
