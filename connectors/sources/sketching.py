"""Tells what tables and columns a database has, as questions must write their names."""

from collections.abc import Generator
from contextlib import closing
from functools import partial
from itertools import groupby, islice
from operator import itemgetter

from sqlalchemy import Connection, inspect
from sqlalchemy import Dialect as SqlDialect
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
    quote = partial(_written, connection.dialect)
    found = []
    with closing(_asked(connection, catalogue) if catalogue else _inspected(connection)) as told:
        for (schema, table), columns in islice(groupby(told, itemgetter(0, 1)), _MOST_TABLES):
            name = quote(table) if schema is None else f"{quote(schema)}.{quote(table)}"
            sketched = [ColumnSketch(quote(column), kind, refers) for _, _, column, kind, refers in columns]
            found.append(TableSketch(name, tuple(sketched)))
    return tuple(found)


def _written(dialect: SqlDialect, name: str) -> str:
    """A name as a question writes it; Oracle tells in capitals what needs no quotes."""
    if dialect.requires_name_normalize:
        name = dialect.normalize_name(name) or name
    return dialect.identifier_preparer.quote(name)


def _asked(connection: Connection, catalogue: str) -> Generator[_Told, None, None]:
    with connection.exec_driver_sql(catalogue) as result:
        for schema, table, column, kind, references in result:
            yield schema, table, column, str(kind or ""), references


def _inspected(connection: Connection) -> Generator[_Told, None, None]:
    tables = inspect(connection).get_multi_columns(kind=ObjectKind.ANY)
    for (schema, table), columns in sorted(tables.items(), key=lambda item: item[0][1]):
        for column in columns:
            yield schema, table, column["name"], str(column["type"]), None
