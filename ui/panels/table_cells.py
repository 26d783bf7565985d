"""What the cells of a company's own panel say, and how each kind of column is painted."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from screenpop.answers.table import Cell, Column, ColumnKind, Link
from screenpop.money import Money
from ui.components.links import page
from ui.components.look import Look
from ui.components.outside import harmless
from ui.panels.whole import Whole

LONGEST = 120


def told(cell: Cell, look: Look) -> str:
    """A cell as the reader's country writes it."""
    written = look.wording.written
    match cell:
        case None:
            return ""
        case Money():
            return written.money(cell)
        case Decimal():
            return written.number(cell)
        case datetime():
            return written.recent(cell)
        case date():
            return written.short_day(cell)
        case Link():
            return harmless(cell.text, longest=LONGEST) or harmless(cell.address, longest=LONGEST)
        case _:
            return harmless(cell, longest=LONGEST)


def name_of(column: Column) -> str:
    """The column's name for people: "promised_on" → "Promised on"."""
    name = harmless(column.name.replace("_", " "), longest=40)
    return name[:1].upper() + name[1:]


def at_the_right(column: Column, cells: Sequence[Cell]) -> bool:
    """Figures stand below one another."""
    return column.kind is ColumnKind.MONEY or any(isinstance(cell, Decimal | Money) for cell in cells)


def address_of(cell: Cell) -> str | None:
    """The address that a cell opens, if it is a page."""
    return cell.address if isinstance(cell, Link) and page(cell.address) else None


def whole_row(columns: Sequence[Column], row: Sequence[Cell], title: str, look: Look) -> Whole:
    """A row in full, a line a column."""
    lines = [
        f"{name_of(column)}: {full}"
        for column, cell in zip(columns, row, strict=True)
        if (full := _in_full(cell, look))
    ]
    links = [(f"{told(cell, look)}", address) for cell in row if (address := address_of(cell)) is not None]
    return Whole(title=title, about="", text="\n".join(lines), links=tuple(links))


def _in_full(cell: Cell, look: Look) -> str:
    match cell:
        case Link():
            return (
                f"{harmless(cell.text)} ({harmless(cell.address)})" if cell.text else harmless(cell.address)
            )
        case str():
            return harmless(cell, longest=4000)
        case date() if not isinstance(cell, datetime):
            return look.wording.written.day(cell)
        case _:
            return told(cell, look)
