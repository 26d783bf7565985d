"""Spreadsheets that are asked in SQL; they are read again when they change, while the old tables go on answering."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path

from connectors.sources.spreadsheet.loading import Loading
from connectors.sources.spreadsheet.order import Reading
from connectors.sources.spreadsheet.report import Report
from screenpop.errors import UnreadableAnswer
from screenpop.ports.source import ColumnSketch, Row, TableSketch
from screenpop.sentences import say

_FOR_A_STREAM = timedelta(seconds=60)
_NO_SUCH = re.compile(r"no such (?P<what>table|column): (?P<name>.+)")


class SpreadsheetSource:
    """Asks the tables of one file, or of a folder of files. Several threads may ask at once."""

    def __init__(self, name: str, path: Path, reading: Reading) -> None:
        self._name = name
        self._loading = Loading(name, path, reading)

    @property
    def name(self) -> str:
        """What the settings call it."""
        return self._name

    def rows(
        self, question: str, parameters: Mapping[str, object], *, within: timedelta, at_most: int = 10_000
    ) -> Sequence[Row]:
        """Ask a question; see `screenpop.ports.source`."""
        tables, left = self._loading.tables(within)
        with _explained(self._name, tables.report):
            found = tables.asked.rows(question, parameters, within=left, at_most=at_most)
        return [_exact(row) for row in found]

    def columns(self, question: str, parameters: Mapping[str, object], *, within: timedelta) -> Sequence[str]:
        """What columns a question gives; see `screenpop.ports.source`."""
        tables, left = self._loading.tables(within)
        with _explained(self._name, tables.report):
            return tables.asked.columns(question, parameters, within=left)

    def stream(self, question: str, parameters: Mapping[str, object]) -> Iterator[Row]:
        """Ask for many rows; see `screenpop.ports.source`."""
        tables, _ = self._loading.tables(_FOR_A_STREAM)
        with _explained(self._name, tables.report):
            for row in tables.asked.stream(question, parameters):
                yield _exact(row)

    def tables(self, *, within: timedelta) -> Sequence[TableSketch]:
        """The sheets as tables; see `screenpop.ports.source`."""
        loaded, _ = self._loading.tables(within)
        return tuple(
            TableSketch(
                table.short or table.name,
                tuple(ColumnSketch(column.name, column.type) for column in table.columns),
            )
            for table in loaded.report.tables
        )

    def report(self, within: timedelta) -> Report:
        """What was read of the files, and what could not be: of the newest try too.

        Raises:
            SourceError: Nothing could be read.
        """
        return self._loading.report(within)

    def close(self) -> None:
        """Stop reading, and give the memory back."""
        self._loading.close()


def _exact(row: Row) -> Row:
    """SQLite computes in floating numbers; the 15 digits that they hold for certain are told."""
    if not any(isinstance(value, float) for value in row.values()):
        return row
    return {
        name: Decimal(f"{value:.15g}") if isinstance(value, float) else value for name, value in row.items()
    }


@contextmanager
def _explained(source: str, report: Report) -> Iterator[None]:
    """A question for a table or column that there is not is told which there are."""
    try:
        yield
    except UnreadableAnswer as error:
        missing = _NO_SUCH.search(str(error))
        if missing is None:
            raise
        raise (_no_table if missing["what"] == "table" else _no_column)(
            source, missing["name"], report
        ) from error


def _no_table(source: str, name: str, report: Report) -> UnreadableAnswer:
    if report.problems:
        return UnreadableAnswer(
            say(
                "“{source}” has no table {table}. {problem}",
                source=source,
                table=name,
                problem=report.problems[0].sentence,
            )
        )
    known = ", ".join(table.short or table.name for table in report.tables)
    return UnreadableAnswer(
        say("“{source}” has no table {table}; it has {known}.", source=source, table=name, known=known)
    )


def _no_column(source: str, name: str, report: Report) -> UnreadableAnswer:
    names = {
        f"{table.short or table.name}.{column.name}": column.name
        for table in report.tables
        for column in table.columns
    }
    wanted = name.rpartition(".")[2]
    close = [full for full, column in names.items() if get_close_matches(wanted, [column], cutoff=0.6)]
    return UnreadableAnswer(
        say(
            "“{source}” has no column {column}; it has {known}.",
            source=source,
            column=name,
            known=", ".join((close or list(names))[:20]),
        )
    )
