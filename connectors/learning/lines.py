"""Reads everybody's sales lines: in parts, column by column, and as strictly as row by row.

A part whose columns do not read is read once more row by row, which names the row and the column that are wrong.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, fields
from datetime import date
from itertools import groupby, islice
from typing import Any, get_type_hints

from connectors.learning.history import History, Line
from connectors.learning.numbering import COLUMNS, Numbering, Read
from screenpop.ports.rows import named, read_each, reader_of
from screenpop.ports.source import Source, StreamsParts
from screenpop.sentences import Sentence, say_many

_AT_ONCE = 20_000
_QUESTION = "lines"

Part = tuple[Sequence[str], Sequence[Sequence[object]]]
"""Columns' names, and rows."""


def read_history(lines: Iterable[Line], before: date, without: Collection[str] = ()) -> History:
    """Take in lines that were read already; a basket's number need only be its customer's own.

    Args:
        lines: In any order.
        before: Only earlier days count.
        without: Customers whose lines are left out.
    """
    numbering = Numbering(before, without)
    remaining = iter(lines)
    while part := list(islice(remaining, _AT_ONCE)):
        numbering.take(_columns(part))
    return numbering.history()


def read_lines(
    source: Source,
    question: str,
    row: type[Any],
    before: date,
    *,
    without: Collection[str] = (),
    tell: Callable[[Sentence], None] = lambda _: None,
) -> History:
    """Read everybody's lines from their source.

    Args:
        source: Has them.
        question: Lists them.
        row: What a row must be; its fields are those of `Line`.
        before: Only earlier days count.
        without: Customers whose lines are left out.
        tell: Progress.

    Raises:
        SourceError: The source could not answer, or a row is not what it must be; the error names it.
    """
    hints = get_type_hints(row, include_extras=True)
    reads: dict[str, Read] = {name: reader_of(hints[name]).validate_python for name in COLUMNS}
    numbering = Numbering(before, without, reads)
    optional = {field.name: field.default for field in fields(row)}
    number = 0
    for names, rows in _parts(source, question):
        try:
            numbering.take(_in_columns(names, rows, optional))
        except ValueError:
            told = (dict(zip(names, each, strict=True)) for each in rows)
            for _ in read_each(told, row, _QUESTION, first=number + 1):
                pass
            raise
        number += len(rows)
        tell(say_many("{count} sales line read", "{count} sales lines read", number))
    return numbering.history()


def _parts(source: Source, question: str) -> Iterator[Part]:
    if isinstance(source, StreamsParts):
        yield from source.parts(question, {}, at_once=_AT_ONCE)
        return
    for names, alike in groupby(source.stream(question, {}), key=tuple):
        while part := list(islice(alike, _AT_ONCE)):
            yield names, [tuple(row.values()) for row in part]


def _in_columns(
    names: Sequence[str], rows: Sequence[Sequence[object]], optional: Mapping[str, object]
) -> dict[str, Sequence[Any]]:
    given: dict[str, Any] = named(dict(zip(names, zip(*rows, strict=True), strict=True)), COLUMNS)
    columns: dict[str, Sequence[Any]] = {}
    for name in COLUMNS:
        if name in given:
            columns[name] = given[name]
        elif optional[name] is not MISSING:
            columns[name] = [optional[name]] * len(rows)
        else:
            raise ValueError(name)
    return columns


def _columns(lines: Sequence[Line]) -> dict[str, Sequence[object]]:
    return {name: [getattr(line, name) for line in lines] for name in COLUMNS}
