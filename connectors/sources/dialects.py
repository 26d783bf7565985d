"""What each kind of database is told so that a question only reads and ends in time.

| database | only reads | ends in time |
|---|---|---|
| SQLite | file opened read-only, `query_only`, nothing attached | a progress handler stops the query |
| PostgreSQL | read-only transaction; a login that may write is refused | `statement_timeout` |
| MySQL, MariaDB | read-only transaction | connect timeout only |
| Oracle | read-only transaction | |
| any other | nothing can be promised: refused unless the settings say `allow_writer` | |
"""

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from time import monotonic

from sqlalchemy import URL, Connection

Stopped = Callable[[], bool]

_INSTRUCTIONS = 4000  # of SQLite's machine between two looks at the clock: well under a millisecond
_UNLIMITED_MS = 10_000  # how long a stream, which has no deadline, waits for a lock


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one kind of database is asked.

    Attributes:
        prepare: Called on a connection before the question, with the time limit (None: unlimited) and a
            function that says whether the source was closed meanwhile.
        probe: A question that reads something, to see that it works.
        may_write: A question that tells whether the login may write; None if it cannot be told.
        reads_only: That a question cannot write is enforced, so a login of which we know nothing is fine.
        connect_arguments: Driver → what its `connect` is given.
    """

    prepare: Callable[[Connection, float | None, Stopped], None]
    probe: str = "select 1"
    may_write: str | None = None
    reads_only: bool = True
    connect_arguments: Mapping[str, Mapping[str, object]] = field(default_factory=dict)


def dialect_of(url: URL) -> Dialect:
    """The ways of the database at this address."""
    backend = url.get_backend_name()
    if backend == "sqlite" and "+" in url.drivername and url.get_driver_name() != "pysqlite":
        return _UNKNOWN  # SQLCipher and the like have connections of their own
    return _DIALECTS.get(backend, _UNKNOWN)


def _prepare_sqlite(connection: Connection, seconds: float | None, stopped: Stopped) -> None:
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        raise TypeError(driver)
    until = None if seconds is None else monotonic() + seconds

    def stop() -> bool:
        return stopped() or (until is not None and monotonic() > until)

    driver.set_progress_handler(stop, _INSTRUCTIONS)
    driver.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    driver.text_factory = partial(str, encoding="utf-8", errors="replace")
    milliseconds = _UNLIMITED_MS if seconds is None else int(seconds * 1000)
    driver.execute(f"pragma busy_timeout = {milliseconds}")
    driver.execute("pragma query_only = on")


def _prepare_postgresql(connection: Connection, seconds: float | None, _stopped: Stopped) -> None:
    milliseconds = 0 if seconds is None else max(1, int(seconds * 1000))
    connection.exec_driver_sql("set transaction read only")
    connection.exec_driver_sql(f"set local statement_timeout = {milliseconds}")


def _prepare_transaction(connection: Connection, _seconds: float | None, _stopped: Stopped) -> None:
    connection.exec_driver_sql("set transaction read only")


def _prepare_session(connection: Connection, _seconds: float | None, _stopped: Stopped) -> None:
    connection.exec_driver_sql("set session transaction read only")
    connection.rollback()  # it holds from the next transaction on


def _prepare_nothing(_connection: Connection, _seconds: float | None, _stopped: Stopped) -> None:
    return


_POSTGRESQL_MAY_WRITE = """
select current_setting('is_superuser') = 'on' or exists (
    select from pg_catalog.pg_class as c join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'f') and n.nspname <> 'information_schema'
      and left(n.nspname, 3) <> 'pg_'
      and pg_catalog.has_schema_privilege(n.oid, 'USAGE')
      and pg_catalog.has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE'))
"""
_LIBPQ = {
    "connect_timeout": 2,
    "tcp_user_timeout": 10_000,
    "keepalives_idle": 30,
    "application_name": "screenpop",
}
_MYSQL = Dialect(
    _prepare_session,
    connect_arguments={"pymysql": {"connect_timeout": 2}, "mysqldb": {"connect_timeout": 2}},
)
_UNKNOWN = Dialect(_prepare_nothing, reads_only=False)
_DIALECTS = {
    "sqlite": Dialect(_prepare_sqlite, probe="select count(*) from sqlite_master"),
    "postgresql": Dialect(
        _prepare_postgresql,
        may_write=_POSTGRESQL_MAY_WRITE,
        connect_arguments={"psycopg": _LIBPQ, "psycopg2": _LIBPQ},
    ),
    "mysql": _MYSQL,
    "mariadb": _MYSQL,
    "oracle": Dialect(_prepare_transaction, probe="select 1 from dual"),
}
