"""Writes tables into an SQLite in memory, with an index on every column that looks like a key."""

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, islice

from connectors.sources.spreadsheet.columns import Column, Held

_AT_ONCE = 50
_MOST_VALUES = 10_000  # that one statement binds; SQLite takes 32,766
_FEW_ROWS = 200
_MOST_INDEXES = 6
_FEW_VALUES = 20
_LONGEST_KEY = 60
_SAMPLE = 2000
_KEY_NAMES = re.compile(
    r"(^|_)(id|no|nr|num|number|numer|code|kod|key|ref|customer|client|klient|account|konto|ugyfel|vevo|kunde|debtor|"
    r"buyer|partner|phone|telefon|document|invoice|order|sku|product)(_|$)"
)


@dataclass(frozen=True, slots=True)
class NamedColumn:
    """A column with its name in SQL."""

    name: str
    column: Column


def write_table(database: sqlite3.Connection, name: str, columns: Sequence[NamedColumn], rows: int) -> None:
    """Make a table, fill it, and index what is likely to be asked by."""
    declared = ", ".join(f'"{each.name}" {_affinity(each.column)}' for each in columns)
    database.execute(f'create table "{name}" ({declared})')
    _fill(database, name, [each.column.values for each in columns], rows)
    if rows < _FEW_ROWS:
        return
    for each in _keys(columns):
        database.execute(f'create index "{name}_by_{each}" on "{name}" ("{each}")')


def _fill(database: sqlite3.Connection, name: str, columns: Sequence[Sequence[Held]], rows: int) -> None:
    """Insert many rows at once, which takes half the time."""
    at_once = max(1, min(_AT_ONCE, _MOST_VALUES // len(columns)))
    row = f"({', '.join('?' * len(columns))})"
    cells = chain.from_iterable(zip(*columns, strict=True))
    for count, times in ((at_once, rows // at_once), (1, rows % at_once)):
        database.executemany(
            f'insert into "{name}" values {", ".join([row] * count)}',  # noqa: S608 # our own names: letters, digits, _
            (tuple(islice(cells, count * len(columns))) for _ in range(times)),
        )


def write_view(database: sqlite3.Connection, name: str, table: str) -> None:
    """Give a table a second name."""
    database.execute(f'create view "{name}" as select * from "{table}"')  # noqa: S608 # as above


def _affinity(column: Column) -> str:
    return "TEXT" if column.type == "DATE" else column.type


def _keys(columns: Sequence[NamedColumn]) -> list[str]:
    """The columns to index: those whose name says it, else those that tell rows apart."""
    likely = [each.name for each in columns if _may_be_key(each.column)]
    return ([name for name in likely if _KEY_NAMES.search(name)] or likely)[:_MOST_INDEXES]


def _may_be_key(column: Column) -> bool:
    if column.type not in {"INTEGER", "TEXT"}:
        return False
    sample: Sequence[Held] = column.values[:: max(1, len(column.values) // _SAMPLE)]
    texts = {value for value in sample if value is not None}
    return len(texts) >= _FEW_VALUES and all(len(str(value)) <= _LONGEST_KEY for value in texts)
