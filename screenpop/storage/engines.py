"""Connections to the record's SQLite file: one way to write, one way to read.

WAL with `synchronous=FULL`: what is committed has reached the disk, and readers never wait for a writer.
"""

from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

_BUSY_MS = 5_000


def writing(path: Path) -> Engine:
    """An engine whose transactions take the write lock when they begin, so that none fails half-way."""
    return _engine(path, ["PRAGMA journal_mode = WAL"], begin="BEGIN IMMEDIATE")


def reading(path: Path) -> Engine:
    """An engine that cannot change anything."""
    return _engine(path, ["PRAGMA query_only = ON"], begin="BEGIN")


def _engine(path: Path, more: list[str], *, begin: str) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        hide_parameters=True,  # notes and numbers do not belong into a traceback
        connect_args={"timeout": _BUSY_MS / 1000},
    )
    pragmas = [
        "PRAGMA synchronous = FULL",
        "PRAGMA fullfsync = ON",  # macOS: through the drive's own cache
        "PRAGMA foreign_keys = ON",
        "PRAGMA cache_size = -512",  # KiB; its own measure grows to 2 MB for each connection
        *more,
    ]

    @event.listens_for(engine, "connect")
    def _prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # sqlite3 would begin transactions of its own, and too late
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
