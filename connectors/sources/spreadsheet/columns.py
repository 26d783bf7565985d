"""What a column holds: whole numbers, amounts, dates or text, told from all of its cells.

Nothing is lost: a number becomes one only if every digit of it comes back (15 do). Codes with leading zeros,
telephone numbers, and columns of which many cells are neither number nor date stay text as it was written.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Literal, TypeVar

from connectors.sources.spreadsheet.days import Order, Written, iso, iso_of, order_of, written_day
from connectors.sources.spreadsheet.numerals import Numeral, decimal_mark, fits, numeral, value_of
from connectors.sources.spreadsheet.problems import ERROR_TEXTS

Cell = str | float | int | bool | date | datetime | time | timedelta
Held = str | float | int | None
Type = Literal["INTEGER", "NUMERIC", "TEXT", "DATE"]
T = TypeVar("T")

_MOSTLY = 0.9  # of a column's filled cells say what it holds; the others keep their text
_SAMPLE = 200
_TELEPHONE = re.compile(r"phone|mobil|\bcell|fax|\btel\b|telefon|kom[oó]rk|handy|โทร", re.IGNORECASE)
_CODE = re.compile(r"0[0-9]+|\+.*")
_TELEPHONE_DIGITS = 9  # 600 100 200: groups of three that make no amount if all of a column are so long


@dataclass(frozen=True, slots=True)
class Column:
    """A column that was read.

    Attributes:
        type: What it holds.
        values: One for each row; None where the cell is empty.
        odd: How many cells hold something else than most, and `example` one of them.
        doubtful: A text that could be read in two ways, so that the column stayed text.
        errors: How many cells hold an error, such as #N/A; they are None.
    """

    type: Type
    values: Sequence[Held]
    odd: int = 0
    example: str = ""
    doubtful: str = ""
    errors: int = 0


@dataclass(frozen=True, slots=True)
class Looked:
    """A column that was looked at: its different cells, how often each stands there, and what texts could be."""

    cells: Sequence[Cell]
    counts: Mapping[Cell, int]
    telephone: bool
    numerals: Mapping[str, Numeral] = field(default_factory=dict)
    days: Mapping[str, Written] = field(default_factory=dict)


def look_at(header: str, cells: Sequence[Cell]) -> Looked:
    """See what a column's cells could be."""
    if bool in set(map(type, cells)):
        cells = [int(cell) if isinstance(cell, bool) else cell for cell in cells]
    counts = Counter(cells)
    telephone = _TELEPHONE.search(header) is not None
    texts = [cell for cell in counts if isinstance(cell, str) and not _is_blank(cell)]
    if telephone or not texts:
        return Looked(cells, counts, telephone)
    return Looked(cells, counts, telephone, _read_texts(texts, numeral), _read_texts(texts, written_day))


def read_columns(
    looked: Sequence[Looked], mark: str | None = None, order: Order | None = None
) -> list[Column]:
    """Decide what each column of one table holds.

    Args:
        looked: All of its columns.
        mark: The decimal mark that goes with the file's delimiter, if that tells.
        order: The order of day and month that the settings say.
    """
    mark = decimal_mark(each for column in looked for each in column.numerals.values()) or mark
    order = order or order_of(day for column in looked for day in column.days.values())
    return [_read(column, mark, order) for column in looked]


def _read(column: Looked, mark: str | None, order: Order | None) -> Column:
    filled = sum(count for cell, count in column.counts.items() if not _is_blank(cell))
    errors = sum(
        count
        for cell, count in column.counts.items()
        if isinstance(cell, str) and cell.strip() in ERROR_TEXTS
    )
    if not filled:
        return Column("TEXT", [None] * len(column.cells), errors=errors)
    enough = filled * _MOSTLY
    if not column.telephone:
        numbers, doubtful_number = _numbers(column, mark)
        if _share(column, numbers) >= enough:
            whole = all(isinstance(number, int) for number in numbers.values())
            return _of("INTEGER" if whole else "NUMERIC", column, numbers, filled, errors)
        days, doubtful_day = _days(column, order)
        if _share(column, days) >= enough:
            return _of("DATE", column, days, filled, errors)
        doubtful = doubtful_number or doubtful_day
    else:
        doubtful = ""
    return _of("TEXT", column, {}, filled, errors, doubtful)


def _of(
    kind: Type, column: Looked, known: Mapping[Cell, Held], filled: int, errors: int, doubtful: str = ""
) -> Column:
    held: dict[Cell, Held] = {cell: known[cell] if cell in known else _text(cell) for cell in column.counts}
    odd = filled - _share(column, known) if known else 0
    others = (cell for cell in column.counts if cell not in known and not _is_blank(cell))
    example = str(next(others, "")) if odd else ""
    return Column(kind, [held[cell] for cell in column.cells], odd, example, doubtful, errors)


def _share(column: Looked, known: Iterable[Cell]) -> int:
    return sum(column.counts[cell] for cell in known)


def _numbers(column: Looked, mark: str | None) -> tuple[dict[Cell, Held], str]:
    """Each cell that is a number; empty if as numbers they would lose something, or leave doubt (an example)."""
    numbers: dict[Cell, Held] = {
        cell: _number(cell) for cell in column.counts if isinstance(cell, int | float)
    }
    written = column.numerals
    if any(_CODE.fullmatch(text.strip()) for text in written) or _are_telephones(written.values()):
        return {}, ""
    if len({each.unit for each in written.values() if each.unit}) > 1:
        return {}, ""
    for text, each in written.items():
        value = value_of(each, mark)
        if value is None:
            return {}, text
        if not fits(value):
            return {}, ""
        numbers[text] = int(value) if value == value.to_integral_value() else float(value)
    return numbers, ""


def _are_telephones(written: Iterable[Numeral]) -> bool:
    all_written = list(written)
    return bool(all_written) and all(
        each.grouped and not each.mark and sum(map(str.isdigit, each.digits)) >= _TELEPHONE_DIGITS
        for each in all_written
    )


def _days(column: Looked, order: Order | None) -> tuple[dict[Cell, Held], str]:
    """Each cell that is a date, as ISO text; empty if they leave doubt (an example)."""
    days: dict[Cell, Held] = {cell: iso_of(cell) for cell in column.counts if isinstance(cell, date)}
    for text, day in column.days.items():
        told = iso(day, order)
        if told is None:
            return {}, text
        days[text] = told
    return days, ""


def _number(cell: float) -> int | float:
    """As the sheet shows it: programs show 15 digits, and keep noise behind them (0.30000000000000004)."""
    if isinstance(cell, int) or cell.is_integer():
        return int(cell)
    return cell if len(repr(cell)) <= 16 else float(f"{cell:.15g}")


def _text(cell: Cell) -> str | None:
    match cell:
        case str():
            return None if _is_blank(cell) else cell.strip()
        case float():
            return f"{_number(cell)}"
        case date() | time():
            return iso_of(cell)
        case _:
            return str(cell)


def _is_blank(cell: Cell) -> bool:
    return isinstance(cell, str) and (not cell.strip() or cell.strip() in ERROR_TEXTS)


def _read_texts(texts: Sequence[str], read: Callable[[str], T | None]) -> dict[str, T]:
    """What the texts could be; none if most of a sample could not."""
    step = max(1, len(texts) // _SAMPLE)
    sample = texts[::step]
    if sum(read(text.strip()) is not None for text in sample) * 2 < len(sample):
        return {}
    found = ((text, read(text.strip())) for text in texts)
    return {text: value for text, value in found if value is not None}
