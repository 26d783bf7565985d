"""Connections to the record in SQLite: one way to write a file, one way to read it; and one in memory.

WAL with `synchronous=FULL`: what is committed has reached the disk, and readers never wait for a writer.
"""

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.pool import ConnectionPoolEntry, Pool, StaticPool

_BUSY_MS = 5_000
_AGAIN_AFTER = 0.01


def writing(path: Path) -> Engine:
    """An engine whose transactions take the write lock when they begin, so that none fails half-way."""
    return _engine(path, [], begin="BEGIN IMMEDIATE", prepare=_switch_to_wal)


def reading(path: Path) -> Engine:
    """An engine that cannot change anything."""
    return _engine(path, ["PRAGMA query_only = ON"], begin="BEGIN")


def in_memory() -> Engine:
    """An engine of one connection, with which all is gone; one thread at a time may use it."""
    return _engine(":memory:", [], begin="BEGIN", poolclass=StaticPool)


def _engine(
    path: Path | str,
    more: list[str],
    *,
    begin: str,
    prepare: Callable[[DBAPICursor], None] = lambda _: None,
    poolclass: type[Pool] | None = None,
) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        hide_parameters=True,  # notes and numbers do not belong into a traceback
        poolclass=poolclass,
        connect_args={"timeout": _BUSY_MS / 1000, "check_same_thread": False},
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
        prepare(cursor)
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _switch_to_wal(cursor: DBAPICursor) -> None:
    """SQLite does not wait when two programs that open a new file switch at once: one is told that it is locked."""
    until = time.monotonic() + _BUSY_MS / 1000
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(_AGAIN_AFTER)
        else:
            return
