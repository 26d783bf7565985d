"""Makes tables of the sheets of many files: their names, their columns, what there is to note."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from connectors.sources.spreadsheet.columns import Column, read_columns
from connectors.sources.spreadsheet.database import NamedColumn, write_table, write_view
from connectors.sources.spreadsheet.days import Order
from connectors.sources.spreadsheet.headers import Headers, find_headers
from connectors.sources.spreadsheet.looking import Cell, look_at
from connectors.sources.spreadsheet.names import identifier, numbered
from connectors.sources.spreadsheet.problems import Unreadable
from connectors.sources.spreadsheet.report import Heading, Table
from connectors.sources.spreadsheet.sheet import Sheet
from screenpop.sentences import Sentence, say, say_many

_MOST_COLUMNS = 1000


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """A sheet with its columns read, before it has a name among all."""

    file: Path
    sheet: str
    headers: Headers
    columns: Sequence[Column]
    rows: int
    notes: tuple[Sentence, ...]
    alone: bool


def read_sheet(
    file: Path, sheet: Sheet, *, alone: bool, header_row: int | None, order: Order | None
) -> ReadSheet:
    """Find a sheet's headers and read its columns.

    Raises:
        Unreadable: It has no headers, or more columns than a table can have.
    """
    wanted = None if header_row is None else header_row - sheet.first_row
    headers = find_headers(sheet.rows, wanted)
    if headers is None:
        raise Unreadable(_no_headers(file, sheet, header_row))
    if len(headers.columns) > _MOST_COLUMNS:
        raise Unreadable(
            say(
                "{where}: {columns} columns are more than the {most} that a table may have.",
                where=_where(file, sheet.name),
                columns=len(headers.columns),
                most=_MOST_COLUMNS,
            )
        )
    cells = _filled_rows(sheet.rows[headers.row + 1 :], headers.columns[-1][1] + 1)
    width = headers.columns[-1][1] + 1
    by_index: Sequence[Sequence[Cell]] = list(zip(*cells, strict=False)) if cells else [()] * width
    looked = [look_at(header, by_index[index]) for header, index in headers.columns]
    columns = read_columns(looked, sheet.decimal_mark, order)
    return ReadSheet(
        file,
        sheet.name,
        headers,
        columns,
        len(cells),
        tuple(_notes(sheet, headers, columns, len(cells))),
        alone,
    )


def write_tables(database: sqlite3.Connection, sheets: Sequence[ReadSheet]) -> tuple[Table, ...]:
    """Give each sheet a name of its own, and write it.

    A sheet that is its file's only one is called as the file, the others as file and sheet; a sheet's own name
    will do where nothing else has it.
    """
    bases = [identifier(each.file.stem, "table") for each in sheets]
    names = numbered(
        base if each.alone else f"{base}_{identifier(each.sheet, 'sheet')}"
        for base, each in zip(bases, sheets, strict=True)
    )
    own = ["" if each.alone else identifier(each.sheet, "sheet") for each in sheets]
    often = Counter([*names, *own])
    told = []
    for name, short, each in zip(names, own, sheets, strict=True):
        columns = [NamedColumn(*pair) for pair in zip(each.headers.names, each.columns, strict=True)]
        write_table(database, name, columns, each.rows)
        if short and often[short] == 1:
            write_view(database, short, name)
            told.append(_table(name, short, each))
        else:
            told.append(_table(name, "", each))
    return tuple(told)


def _filled_rows(rows: Sequence[Sequence[Cell]], width: int) -> Sequence[Sequence[Cell]]:
    """The rows that hold something, all of them at least so wide."""
    widest = max(map(len, rows), default=0)
    blank = [""] * widest
    filled = [row for row in rows if row != (blank if len(row) == widest else blank[: len(row)])]
    if min(map(len, filled), default=width) >= width:
        return filled
    return [[*row, *blank[: width - len(row)]] for row in filled]


def _table(name: str, short: str, sheet: ReadSheet) -> Table:
    headings = (
        Heading(header, column, each.type)
        for (header, _), column, each in zip(
            sheet.headers.columns, sheet.headers.names, sheet.columns, strict=True
        )
    )
    return Table(name, short, sheet.file.name, sheet.sheet, sheet.rows, tuple(headings), sheet.notes)


def _notes(sheet: Sheet, headers: Headers, columns: Iterable[Column], rows: int) -> Iterator[Sentence]:
    if sheet.errors:
        yield say_many(
            "{count} cell holds an error such as #N/A and counts as empty: {place}",
            "{count} cells hold errors such as #N/A and count as empty; the first is {place}",
            sheet.errors,
            place=sheet.first_error,
        )
    for name, column in zip(headers.names, columns, strict=True):
        if column.errors:
            yield say_many(
                "column “{column}”: {count} cell holds an error such as #N/A and counts as empty",
                "column “{column}”: {count} cells hold errors such as #N/A and count as empty",
                column.errors,
                column=name,
            )
        if column.odd:
            yield say(
                "column “{column}” is text “{text}” in {odd} of {rows} rows",
                column=name,
                text=column.example,
                odd=column.odd,
                rows=rows,
            )
        if column.doubtful:
            yield say(
                "column “{column}” stays text, because “{text}” can be read in two ways; write dates as 2024-12-31 "
                "and amounts as 1234.50",
                column=name,
                text=column.doubtful,
            )


def _no_headers(file: Path, sheet: Sheet, header_row: int | None) -> Sentence:
    where = _where(file, sheet.name)
    if not sheet.rows:
        return say("{where} is empty; its first row must name the columns.", where=where)
    if header_row is not None:
        return say(
            "{where}: row {row}, which “header_row” names, has no headers.", where=where, row=header_row
        )
    return say(
        "{where}: no row of headers was found; name the columns in the first row, or say “header_row”.",
        where=where,
    )


def _where(file: Path, sheet: str) -> Sentence:
    return (
        say("{file}, sheet {sheet}", file=file.name, sheet=sheet) if sheet else say("{file}", file=file.name)
    )
