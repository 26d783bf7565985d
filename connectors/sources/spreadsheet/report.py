"""What was read, as the reading process tells it: JSON, since what a file says must not become code."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from screenpop.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: what stands above it, what a question calls it, and what it holds."""

    header: str
    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table.

    Attributes:
        name: What a question calls it.
        short: A second name, of a sheet whose name no other table has; "" if there is none.
        file: The file's name.
        sheet: The sheet's; "" for a CSV file.
        rows: How many.
        columns: In the sheet's order.
        notes: What the administrator should know: error cells, odd cells, doubtful dates.
    """

    name: str
    short: str
    file: str
    sheet: str
    rows: int
    columns: tuple[Heading, ...]
    notes: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that could not be read; `passing` says that it may be readable in a moment."""

    file: str
    sentence: Sentence
    passing: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """All tables that were read, and the files that were not."""

    tables: tuple[Table, ...] = ()
    problems: tuple[Problem, ...] = ()


def as_json(report: Report) -> bytes:
    """The report, to be handed over."""
    return json.dumps(
        {
            "tables": [
                {
                    "name": table.name,
                    "short": table.short,
                    "file": table.file,
                    "sheet": table.sheet,
                    "rows": table.rows,
                    "columns": [[each.header, each.name, each.type] for each in table.columns],
                    "notes": [_told(note) for note in table.notes],
                }
                for table in report.tables
            ],
            "problems": [[each.file, _told(each.sentence), each.passing] for each in report.problems],
        }
    ).encode()


def from_json(text: bytes) -> Report:
    """The report that was handed over."""
    told = json.loads(text)
    return Report(tuple(map(_table, told["tables"])), tuple(map(_problem, told["problems"])))


def _table(told: Mapping[str, Any]) -> Table:
    columns = tuple(Heading(*each) for each in told["columns"])
    notes = tuple(map(_sentence, told["notes"]))
    return Table(**{**told, "columns": columns, "notes": notes})


def _problem(told: Sequence[Any]) -> Problem:
    file, sentence, passing = told
    return Problem(file, _sentence(sentence), passing)


def _told(sentence: Sentence) -> Mapping[str, object]:
    """A sentence, whose values may be sentences too."""
    values = {
        name: _told(value) if isinstance(value, Sentence) else value
        for name, value in sentence.values.items()
    }
    return {
        "template": sentence.template,
        "values": values,
        "plural": sentence.plural,
        "count": sentence.count,
    }


def _sentence(told: Mapping[str, Any]) -> Sentence:
    values = {
        name: _sentence(value) if isinstance(value, dict) else value for name, value in told["values"].items()
    }
    return Sentence(**{**told, "values": values})
