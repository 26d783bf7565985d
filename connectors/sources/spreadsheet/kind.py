"""The kind of source that spreadsheets are: its settings, how it is built, how `screenpop check` tries it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from pydantic import Field, field_validator

from screenpop.errors import SourceError
from screenpop.ports.checks import Check
from screenpop.ports.kinds import SourceKind, SourceSettings, SourceSurroundings
from screenpop.ports.source import Source
from screenpop.sentences import Sentence, say, say_many

if TYPE_CHECKING:
    from connectors.sources.spreadsheet.report import Table
    from connectors.sources.spreadsheet.source import SpreadsheetSource

_PATIENCE = timedelta(seconds=30)


class SpreadsheetSettings(SourceSettings):
    """A file, or a folder of files.

    What is left out is found out: `encoding` and `delimiter` of CSV files, `header_row`, the number of the row that
    names the columns, and `dates`: whether 03/04/2025 begins with the day ("dmy") or the month ("mdy").
    """

    path: str = Field(min_length=1)
    encoding: str | None = None
    delimiter: str | None = Field(default=None, min_length=1, max_length=1)
    header_row: int | None = Field(default=None, ge=1)
    dates: Literal["dmy", "mdy"] | None = None

    @field_validator("encoding")
    @classmethod
    def _is_known(cls, encoding: str | None) -> str | None:
        if encoding is not None:
            try:
                b" ".decode(encoding, "replace")
            except LookupError:  # also of those that are of no text, as hex
                raise ValueError(f"there is no encoding {encoding!r}; try utf-8, cp1250 or cp1252") from None
        return encoding


def _build(settings: SpreadsheetSettings, surroundings: SourceSurroundings) -> "SpreadsheetSource":
    from connectors.sources.spreadsheet.order import Reading  # noqa: PLC0415 # as the next
    from connectors.sources.spreadsheet.source import SpreadsheetSource  # noqa: PLC0415 # SQLAlchemy takes 270 ms

    reading = Reading(settings.encoding, settings.delimiter, settings.header_row, settings.dates)
    return SpreadsheetSource(surroundings.name, surroundings.folder / settings.path, reading)


def _examine(source: Source) -> Iterator[Check]:
    from connectors.sources.spreadsheet.source import SpreadsheetSource  # noqa: PLC0415 # as above

    if not isinstance(source, SpreadsheetSource):
        raise TypeError(source)
    subject = f"source {source.name}"
    try:
        report = source.report(_PATIENCE)
    except SourceError as error:
        yield Check(subject, passed=False, told=error.sentence)
        return
    for problem in report.problems:
        yield Check(subject, passed=False, told=problem.sentence)
    for table in report.tables:
        yield Check(f"{subject}: {table.short or table.name}", passed=True, told=_told(table))
        for note in table.notes:
            yield Check(f"{subject}: {table.short or table.name}", passed=True, told=note)


def _told(table: "Table") -> Sentence:
    return say(
        "{rows} of {file}: {columns}",
        rows=say_many("{count} row", "{count} rows", table.rows),
        file=say("{file}, sheet {sheet}", file=table.file, sheet=table.sheet) if table.sheet else table.file,
        columns=", ".join(
            column.name if column.name == column.header else f"{column.header or '–'} → {column.name}"
            for column in table.columns
        ),
    )


KIND = SourceKind("spreadsheet", SpreadsheetSettings, _build, _examine)
