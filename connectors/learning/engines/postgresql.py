"""Counts in the PostgreSQL server that holds the lines, in temporary tables of the department's own source."""

from collections.abc import Mapping

import pyarrow as pa  # type: ignore[import-untyped] # it has none

from screenpop.ports.source import Workshop

_AT_ONCE = 50_000
_THEIRS = {
    "int32": "integer",
    "int64": "bigint",
    "float64": "double precision",
    "boolean": "boolean",
    "string": 'text collate "C"',  # sorted as everywhere else, whatever the database's language
    "decimal(38, 12)": "numeric(38, 12)",
}
_OURS = {
    "text": "string",
    "character varying": "string",
    "character": "string",
    "smallint": "int16",
    "integer": "int32",
    "bigint": "int64",
    "numeric": "decimal",
    "double precision": "float64",
    "date": "date",
    "timestamp without time zone": "timestamp",
}
_ARROW = {"int32": pa.int32(), "int64": pa.int64(), "float64": pa.float64(), "string": pa.string()}


class PostgreSQL:
    """An engine; see `connectors.learning.engines.engine`."""

    dialect = "postgres"

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    def see(self, name: str, question: str) -> Mapping[str, str]:
        """Give the department's question a name."""
        ours = dict(_OURS)
        if self._workshop.days_end_as_here:
            ours["timestamp with time zone"] = "timestamp"
        return {column: ours.get(kind, "") for column, kind in self._workshop.see(name, question).items()}

    def make(self, name: str, columns: Mapping[str, str], sql: str) -> None:
        """Make a temporary table."""
        self._workshop.make(name, {column: _type(kind) for column, kind in columns.items()}, sql)

    def read(self, name: str, columns: Mapping[str, str]) -> pa.Table:
        """What is in a table."""
        told = ", ".join(f'"{column}"' for column in columns)
        schema = pa.schema([(column, _ARROW[kind]) for column, kind in columns.items()])
        parts = self._workshop.rows(f"select {told} from {name}", at_once=_AT_ONCE)  # noqa: S608 # our own names
        batches = [
            pa.RecordBatch.from_arrays(
                [
                    pa.array(cells, field.type)
                    for cells, field in zip(zip(*rows, strict=True), schema, strict=True)
                ],
                schema=schema,
            )
            for rows in parts
        ]
        return pa.Table.from_batches(batches, schema)

    def drop(self, name: str) -> None:
        """Let go of a table."""
        self._workshop.drop(name)


def _type(kind: str) -> str:
    return _THEIRS[kind]
