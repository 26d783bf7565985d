"""What a column holds: whole numbers, amounts, dates or text, told from all of its cells.

Nothing is lost: a number becomes one only if every digit of it comes back (15 do). Codes with leading zeros,
telephone numbers, and columns of which many cells are neither number nor date stay text as it was written.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal, TypeVar

from connectors.sources.spreadsheet.days import Order, Written, iso, iso_of, order_of, written_day
from connectors.sources.spreadsheet.numerals import Numeral, decimal_mark, fits, numeral, value_of
from connectors.sources.spreadsheet.problems import ERROR_TEXTS
from screenpop.folding import folded

Cell = str | float | int | bool | date | datetime | time | timedelta
Held = str | float | int | None
Type = Literal["INTEGER", "NUMERIC", "TEXT", "DATE"]
T = TypeVar("T")

_MOSTLY = 0.9  # of a column's filled cells say what it holds; the others keep their text
_SAMPLE = 200
_TELEPHONE = re.compile(r"phone|mobil|\bcell|fax|\btel\b|telefon|kom[oó]rk|handy|โทร", re.IGNORECASE)
_CODE_HEADER = re.compile(
    r"(?:^|\W)(?:no|nr|id|sku|ean|code|kod|number|numer|ref|reference|symbol|indeks|product|produkt|article|artikel"
    r"|artykul|cikkszam)\W*$"
)
_NOTHING = ERROR_TEXTS | {""}
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


@dataclass(frozen=True, slots=True)
class Looked:
    """A column that was looked at, before the whole table is known.

    Attributes:
        cells: From top to bottom; "" is an empty one.
        kinds: Which types they have.
        filled_texts: Those that are text, each once, without the empty ones and errors.
        nothings: What stands in the empty ones and errors.
        telephone: The header says that these are telephone numbers.
        codes: The header says that these are codes: 1.10 is another than 1.1.
        numerals: What is a number's writing among the texts.
        days: What is a date's writing among them.
    """

    cells: Sequence[Cell]
    kinds: frozenset[type]
    filled_texts: Sequence[str]
    nothings: frozenset[str]
    telephone: bool
    codes: bool
    numerals: Mapping[str, Numeral]
    days: Mapping[str, Written]


def look_at(header: str, cells: Sequence[Cell]) -> Looked:
    """See what a column's cells could be."""
    kinds = frozenset(map(type, cells))
    if bool in kinds:
        cells = [int(cell) if isinstance(cell, bool) else cell for cell in cells]
        kinds = frozenset(map(type, cells))
    nothings: frozenset[str] = frozenset()
    filled: Sequence[str] = ()
    if str in kinds:
        cells, texts = _stripped(cells, kinds)
        nothings = _NOTHING & texts
        filled = tuple(texts - nothings)
    telephone = _TELEPHONE.search(header) is not None
    codes = _CODE_HEADER.search(folded(header)) is not None
    read = () if telephone else filled
    return Looked(
        cells,
        kinds,
        filled,
        nothings,
        telephone,
        codes,
        _read_texts(read, numeral),
        _read_texts(read, written_day),
    )


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
    counts = {cell: count for cell, count in Counter(column.cells).items() if cell not in _NOTHING}
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
    held = [None if cell in _NOTHING else _text(cell) for cell in column.cells]
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


def _stripped(cells: Sequence[Cell], kinds: frozenset[type]) -> tuple[Sequence[Cell], frozenset[str]]:
    """The cells without blanks around them, and those that are text, each once."""
    if kinds == {str}:
        stripped = list(map(str.strip, cells))  # type: ignore[arg-type] # all are str
        return stripped, frozenset(stripped)
    cells = [cell.strip() if isinstance(cell, str) else cell for cell in cells]
    return cells, frozenset(cell for cell in cells if isinstance(cell, str))


def _emptied(column: Looked) -> Sequence[Held]:
    """The cells as they are; a text that says nothing is None."""
    if not column.nothings:
        return column.cells  # type: ignore[return-value] # only asked for where all are text or numbers
    return [None if cell in column.nothings else cell for cell in column.cells]  # type: ignore[misc] # as above


def _read_texts(texts: Sequence[str], read: Callable[[str], T | None]) -> dict[str, T]:
    """What the texts could be; none if most of a sample could not."""
    sample = texts[:: max(1, len(texts) // _SAMPLE)]
    if sum(read(text) is not None for text in sample) * 2 < len(sample):
        return {}
    found = ((text, read(text)) for text in texts)
    return {text: value for text, value in found if value is not None}
