"""Tells what tables and columns a database has, as questions must write their names."""

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import itemgetter

from sqlalchemy import Connection, inspect
from sqlalchemy.engine.reflection import ObjectKind

from screenpop.ports.source import ColumnSketch, TableSketch

_MOST_TABLES = 500
_Told = tuple[str | None, str, str, str, str | None]


def sketches(connection: Connection, catalogue: str) -> tuple[TableSketch, ...]:
    """The tables and views that can be asked for.

    Args:
        connection: To the database.
        catalogue: The question for them; see `Dialect.catalogue`.
    """
    told = _asked(connection, catalogue) if catalogue else _inspected(connection)
    quote = connection.dialect.identifier_preparer.quote
    found = []
    for (schema, table), columns in islice(groupby(told, itemgetter(0, 1)), _MOST_TABLES):
        name = quote(table) if schema is None else f"{quote(schema)}.{quote(table)}"
        found.append(
            TableSketch(
                name, tuple(ColumnSketch(quote(column[2]), column[3], column[4]) for column in columns)
            )
        )
    return tuple(found)


def _asked(connection: Connection, catalogue: str) -> Iterator[_Told]:
    for schema, table, column, kind, references in connection.exec_driver_sql(catalogue):
        yield schema, table, column, str(kind or ""), references


def _inspected(connection: Connection) -> Iterable[_Told]:
    tables = inspect(connection).get_multi_columns(kind=ObjectKind.ANY)
    for (schema, table), columns in sorted(tables.items(), key=lambda item: item[0][1]):
        for column in columns:
            yield schema, table, column["name"], str(column["type"]), None
