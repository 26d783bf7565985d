"""What a column holds: whole numbers, amounts, dates or text, told from all of its cells.

Nothing is lost: a number becomes one only if every digit of it comes back (15 do). Codes with leading zeros,
telephone numbers, and columns of which many cells are neither number nor date stay text as it was written.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

from connectors.sources.spreadsheet.days import Order, iso, iso_of, order_of
from connectors.sources.spreadsheet.looking import NOTHING, Cell, Looked
from connectors.sources.spreadsheet.numerals import Numeral, decimal_mark, fits, value_of
from connectors.sources.spreadsheet.problems import ERROR_TEXTS

Held = str | float | int | None
Type = Literal["INTEGER", "NUMERIC", "TEXT", "DATE"]

_MOSTLY = 0.9  # of a column's filled cells say what it holds; the others keep their text
_EXACT = 2.0**53  # up to here floating numbers are whole to the last digit
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
    errors = sum(map(column.cells.count, column.nothings & ERROR_TEXTS))
    if not column.filled_texts:
        return _without_texts(column, errors)
    if column.kinds == {str} and not (column.numerals or column.days):
        return Column("TEXT", _emptied(column), errors=errors)
    counts = {cell: count for cell, count in Counter(column.cells).items() if cell not in NOTHING}
    enough = sum(counts.values()) * _MOSTLY
    numbers, doubt = _numbers(column, counts, mark)
    if _rows_of(numbers, counts) >= enough:
        return _told(_type_of(numbers.values()), column, counts, numbers, errors=errors)
    days, other_doubt = _days(column, counts, order)
    if _rows_of(days, counts) >= enough:
        return _told("DATE", column, counts, days, errors=errors)
    return _told("TEXT", column, counts, {}, errors=errors, doubtful=doubt or other_doubt)


def _without_texts(column: Looked, errors: int) -> Column:
    """A column of a workbook that holds only what the workbook itself calls numbers or dates."""
    if column.kinds - {str} == {float} and not column.telephone:
        return Column(_type_of(column.cells), _emptied(column), errors=errors)
    if column.kinds - {str} == {int}:
        return Column("INTEGER", _emptied(column), errors=errors)
    if column.kinds == {date}:
        return Column("DATE", list(map(date.isoformat, column.cells)))  # type: ignore[arg-type] # all are dates
    held = [None if cell in NOTHING else _text(cell) for cell in column.cells]
    return Column("DATE" if column.kinds & {date, datetime} else "TEXT", held, errors=errors)


def _told(
    kind: Type,
    column: Looked,
    counts: Mapping[Cell, int],
    known: Mapping[Cell, Held],
    *,
    errors: int,
    doubtful: str = "",
) -> Column:
    held: dict[Cell, Held] = {cell: known[cell] if cell in known else _text(cell) for cell in counts}
    others = [cell for cell in counts if cell not in known] if known else []
    return Column(
        kind,
        [held.get(cell) for cell in column.cells],
        sum(counts[cell] for cell in others),
        str(others[0]) if others else "",
        doubtful,
        errors,
    )


def _type_of(numbers: Iterable[object]) -> Type:
    return (
        "NUMERIC" if any(isinstance(each, float) and not each.is_integer() for each in numbers) else "INTEGER"
    )


def _rows_of(known: Iterable[Cell], counts: Mapping[Cell, int]) -> int:
    return sum(counts[cell] for cell in known)


def _numbers(column: Looked, counts: Mapping[Cell, int], mark: str | None) -> tuple[dict[Cell, Held], str]:
    """Each cell that is a number; none if as numbers they would lose something, or leave doubt (an example)."""
    written = column.numerals
    if column.telephone or _are_codes(written) or (column.codes and not all(map(str.isdecimal, written))):
        return {}, ""
    numbers: dict[Cell, Held] = {cell: cell for cell in counts if isinstance(cell, int | float)}
    for text, each in written.items():
        value = value_of(each, mark)
        if value is None:
            return {}, text
        if not fits(value):
            return {}, ""
        numbers[text] = int(value) if value == value.to_integral_value() else float(value)
    return numbers, ""


def _are_codes(written: Mapping[str, Numeral]) -> bool:
    """Digits that are no number: 00123, +48 22 555 01 23, 600 100 200, amounts of several currencies."""
    return (
        any(_CODE.fullmatch(text) for text in written)
        or len({each.unit for each in written.values() if each.unit}) > 1
        or (
            bool(written)
            and all(
                each.grouped and not each.mark and sum(map(str.isdigit, each.digits)) >= _TELEPHONE_DIGITS
                for each in written.values()
            )
        )
    )


def _days(column: Looked, counts: Mapping[Cell, int], order: Order | None) -> tuple[dict[Cell, Held], str]:
    """Each cell that is a date, as ISO text; none if they leave doubt (an example)."""
    days: dict[Cell, Held] = {cell: iso_of(cell) for cell in counts if isinstance(cell, date)}
    for text, day in column.days.items():
        told = iso(day, order)
        if told is None:
            return {}, text
        days[text] = told
    return days, ""


def _text(cell: Cell) -> str:
    match cell:
        case float():
            return f"{cell:.0f}" if cell.is_integer() and abs(cell) < _EXACT else f"{cell:.15g}"
        case date() | time():
            return iso_of(cell)
        case _:
            return str(cell)


def _emptied(column: Looked) -> Sequence[Held]:
    """The cells as they are; a text that says nothing is None."""
    if not column.nothings:
        return column.cells  # type: ignore[return-value] # only asked for where all are text or numbers
    return [None if cell in column.nothings else cell for cell in column.cells]  # type: ignore[misc] # as above
