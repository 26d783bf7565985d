"""Looks at a column's cells: what their texts could be, before the whole table decides what they are."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from connectors.sources.spreadsheet.days import Written, written_day
from connectors.sources.spreadsheet.numerals import Numeral, numeral
from connectors.sources.spreadsheet.problems import ERROR_TEXTS
from screenpop.folding import folded

Cell = str | float | int | bool | date | datetime | time | timedelta
T = TypeVar("T")

NOTHING = ERROR_TEXTS | {""}
"""Texts that say nothing."""

_SAMPLE = 200
_TELEPHONE = re.compile(r"phone|mobil|\bcell|fax|\btel\b|telefon|kom[oó]rk|handy|โทร", re.IGNORECASE)
_CODE_HEADER = re.compile(
    r"(?:^|\W)(?:no|nr|id|sku|ean|code|kod|number|numer|ref|reference|symbol|indeks|product|produkt|article|artikel"
    r"|artykul|cikkszam)\W*$"
)


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
        nothings = NOTHING & texts.keys()
        filled = tuple(text for text in texts if text not in nothings)
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


def _stripped(cells: Sequence[Cell], kinds: frozenset[type]) -> tuple[Sequence[Cell], Mapping[str, None]]:
    """The cells without blanks around them, and those that are text, each once."""
    if kinds == {str}:
        stripped = list(map(str.strip, cells))  # type: ignore[arg-type] # all are str
        return stripped, dict.fromkeys(stripped)
    cells = [cell.strip() if isinstance(cell, str) else cell for cell in cells]
    return cells, dict.fromkeys(cell for cell in cells if isinstance(cell, str))


def _read_texts(texts: Sequence[str], read: Callable[[str], T | None]) -> dict[str, T]:
    """What the texts could be; none if most of a sample could not."""
    sample = texts[:: max(1, len(texts) // _SAMPLE)]
    if sum(read(text) is not None for text in sample) * 2 < len(sample):
        return {}
    found = ((text, read(text)) for text in texts)
    return {text: value for text, value in found if value is not None}
