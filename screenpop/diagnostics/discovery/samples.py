"""The first rows of each table: what a column holds tells more than what it is called."""

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice

from screenpop.errors import SourceError
from screenpop.ports.source import ColumnSketch, Row, Source, TableSketch

_LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class Sample:
    """A table with some of its rows; none of one that may not be read."""

    table: TableSketch
    rows: Sequence[Row]

    def values(self, column: ColumnSketch) -> list[object]:
        """What a column holds, without what is empty."""
        place = self.table.columns.index(column)
        cells = (tuple(row.values())[place] for row in self.rows)
        return [cell for cell in cells if cell not in (None, "")]


def samples_of(source: Source, tables: Sequence[TableSketch]) -> Iterator[Sample]:
    """Read the first rows of each table."""
    for table in tables:
        columns = ", ".join(column.name for column in table.columns)
        question = f"select {columns} from {table.name}"  # noqa: S608 # names as the system itself writes them
        try:
            stream = source.stream(question.replace(":", "\\:"), _NOTHING)
            with closing(_closable(stream)) as rows:
                yield Sample(table, tuple(islice(rows, _LOOKED_AT)))
        except SourceError:
            yield Sample(table, ())


_NOTHING: Mapping[str, object] = {}


def _closable(rows: Iterator[Row]) -> Generator[Row, None, None]:
    yield from rows
