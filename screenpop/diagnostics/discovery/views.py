"""What a question could be asked of: each table, alone or with the tables that it refers to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from screenpop.diagnostics.discovery.samples import Sample
from screenpop.ports.source import ColumnSketch

_MOST_JOINS = 3


@dataclass(frozen=True, slots=True)
class Place:
    """A column, in a table that stands in the question under a short name ("" if it stands alone)."""

    sample: Sample
    column: ColumnSketch
    alias: str

    @property
    def written(self) -> str:
        """As the question writes it."""
        return f"{self.alias}.{self.column.name}" if self.alias else self.column.name


@dataclass(frozen=True, slots=True)
class View:
    """Tables joined: the first one's rows, each with what it refers to."""

    main: Sample
    joined: tuple[tuple[ColumnSketch, Sample, str], ...] = ()

    @property
    def places(self) -> Iterator[Place]:
        """Every column, the main table's first."""
        alias = "a" if self.joined else ""
        yield from (Place(self.main, column, alias) for column in self.main.table.columns)
        for number, (_, sample, _) in enumerate(self.joined):
            yield from (Place(sample, column, chr(ord("b") + number)) for column in sample.table.columns)

    @property
    def tables(self) -> str:
        """The question's `from`."""
        if not self.joined:
            return self.main.table.name
        said = [f"{self.main.table.name} a"]
        for number, (column, sample, key) in enumerate(self.joined):
            alias = chr(ord("b") + number)
            said.append(f"left join {sample.table.name} {alias} on {alias}.{key} = a.{column.name}")
        return "\n".join(said)


def views_of(samples: Sequence[Sample]) -> Iterator[View]:
    """Every table alone, and every table with those that it refers to."""
    by_name = {sample.table.name: sample for sample in samples}
    for sample in samples:
        yield View(sample)
        if joined := tuple(_referred(sample, by_name))[:_MOST_JOINS]:
            yield View(sample, joined)


def _referred(sample: Sample, by_name: Mapping[str, Sample]) -> Iterator[tuple[ColumnSketch, Sample, str]]:
    for column in sample.table.columns:
        if column.references:
            table, _, key = column.references.rpartition(".")
            if column.references in by_name:
                table, key = column.references, _key_of(by_name[column.references], column)
            if table in by_name and by_name[table] is not sample:
                yield column, by_name[table], key


def _key_of(sample: Sample, column: ColumnSketch) -> str:
    """The column that is referred to where only the table is told: one of the same name, else the first."""
    names = [each.name for each in sample.table.columns]
    return column.name if column.name in names else names[0]
