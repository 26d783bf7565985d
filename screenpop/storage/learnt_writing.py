"""Puts rows of what was learnt into the server's tables, and takes old ones out, a batch at a time.

PostgreSQL copies nothing into a table with row level security: rows are copied into a temporary table, and from there.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from screenpop.storage.learnt_rows import COLUMNS, Batch, Row

if TYPE_CHECKING:
    from sqlalchemy import Connection

_CLEARED_AT_ONCE = 50_000
_CLEAR = (
    "delete from screenpop.{table} where ctid = any(array("
    f"select ctid from screenpop.{{table}} where run <> %(run)s limit {_CLEARED_AT_ONCE}))"
)


def insert(connection: Connection, run: int, batch: Batch) -> None:
    """Add these rows to a run."""
    columns = COLUMNS[batch.table]
    names, aside = ", ".join(columns), f"pg_temp.{batch.table}"
    told = ", ".join(f"{column} {kind}" for column, kind in columns.items())
    connection.exec_driver_sql(f"create temporary table if not exists {batch.table} ({told})")
    _copy(connection, f"copy {aside} from stdin", batch.rows)
    connection.exec_driver_sql(
        f"insert into screenpop.{batch.table} (run, {names}) select %(run)s, {names} from {aside}",
        {"run": run},
    )
    connection.exec_driver_sql(f"truncate {aside}")


def _copy(connection: Connection, statement: str, rows: Iterable[Row]) -> None:
    """SQLAlchemy knows no COPY; what the driver complains of is explained as everything else is."""
    from sqlalchemy.exc import DBAPIError  # noqa: PLC0415 # loaded with the connection

    wire: Any = connection.connection.dbapi_connection
    driver: Any = connection.dialect.dbapi
    try:
        with wire.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except driver.Error as error:
        raise DBAPIError(statement, None, error) from error


def clear_all_but(connection: Connection, run: int | None) -> None:
    """Delete what belongs to any other run; nobody waits for it."""
    for table in (*COLUMNS, "learnt_runs"):
        while connection.exec_driver_sql(_CLEAR.format(table=table), {"run": run or 0}).rowcount:
            pass
