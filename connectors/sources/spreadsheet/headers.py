"""Finds the row of headers, even where a title stands above it, and the columns beneath it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from connectors.sources.spreadsheet.days import written_day
from connectors.sources.spreadsheet.looking import Cell
from connectors.sources.spreadsheet.names import identifier, numbered
from connectors.sources.spreadsheet.numerals import numeral

_LOOKED_AT = 30
_WIDE_ENOUGH = 0.6  # of the widest row nearby


@dataclass(frozen=True, slots=True)
class Headers:
    """A row of headers.

    Attributes:
        row: Its index.
        columns: Header → index, of every column that has a header or a value.
        names: Their names in SQL.
    """

    row: int
    columns: tuple[tuple[str, int], ...]
    names: tuple[str, ...]


def find_headers(rows: Sequence[Sequence[Cell]], wanted: int | None) -> Headers | None:
    """Find the headers; None if there is no row that could be them.

    Args:
        rows: All of the sheet's.
        wanted: The index that the settings name.
    """
    row = _row(rows) if wanted is None else wanted
    if row is None or not 0 <= row < len(rows):
        return None
    width = max(map(len, rows[row:]))
    headers = [_header(cell) for cell in rows[row]] + [""] * (width - len(rows[row]))
    unnamed = {index for index, header in enumerate(headers) if not header}
    filled = _filled_ones(rows[row + 1 :], unnamed) if unnamed else frozenset()
    columns = tuple((header, index) for index, header in enumerate(headers) if header or index in filled)
    if not columns:
        return None
    names = numbered(identifier(header, f"column_{_letters(index)}") for header, index in columns)
    return Headers(row, columns, tuple(names))


def _filled_ones(rows: Sequence[Sequence[Cell]], columns: Collection[int]) -> Collection[int]:
    return {index for cells in rows for index in columns if index < len(cells) and cells[index] != ""}


def _letters(index: int) -> str:
    """What people call a column: a, b, … z, aa."""
    told = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        told = chr(ord("a") + rest) + told
    return told


def _row(rows: Sequence[Sequence[Cell]]) -> int | None:
    near = rows[:_LOOKED_AT]
    widest = max((_filled(row) for row in near), default=0)
    for index, row in enumerate(near):
        cells = [cell for cell in row if cell != ""]
        if not cells or len(cells) < widest * _WIDE_ENOUGH:
            continue
        return index if 2 * sum(map(_is_word, cells)) > len(cells) else None
    return None


def _is_word(cell: Cell) -> bool:
    return isinstance(cell, str) and numeral(cell.strip()) is None and written_day(cell.strip()) is None


def _filled(row: Sequence[Cell]) -> int:
    return sum(cell != "" for cell in row)


def _header(cell: Cell) -> str:
    if isinstance(cell, float):
        cell = f"{cell:.15g}"  # a year
    return " ".join(str(cell).split())
