"""What each kind of database is told so that a question only reads and ends in time.

| database | only reads | ends in time |
|---|---|---|
| SQLite | file opened read-only, `query_only`, nothing attached | a progress handler stops the query |
| DuckDB | file opened read-only, no other files, no network, settings locked | interrupted |
| PostgreSQL | read-only transaction; a login that may write is refused | `statement_timeout`, then cut off |
| MariaDB | as PostgreSQL; rights by `show grants` | `max_statement_time`, then a time-out of the driver |
| MySQL | as MariaDB | `max_execution_time`, then a time-out of the driver |
| SQL Server | a login that may write is refused; there is no read-only transaction | `lock_timeout`; see below |
| Oracle | read-only transaction; a login that may write is refused | `call_timeout` of the driver |
| any other | nothing can be promised: refused unless the settings say `allow_writer` | |

With `allow_writer` the login is not looked at; all else holds. A question reads within a transaction that
is always rolled back. A connection is cut off a moment after its time, so a server or a network that has
gone silent holds nothing. SQL Server has no time-out of a statement and its driver cannot be interrupted:
no panel waits for it, but the department's thread does, 65 s at most.
"""

from sqlalchemy import URL, Connection

from connectors.sources.databases.dialect import Dialect, Limits
from connectors.sources.databases.duckdb import DUCKDB
from connectors.sources.databases.mysql import MYSQL
from connectors.sources.databases.oracle import ORACLE
from connectors.sources.databases.postgresql import POSTGRESQL
from connectors.sources.databases.sqlite import SQLITE
from connectors.sources.databases.sqlserver import SQLSERVER


def dialect_of(url: URL) -> Dialect:
    """The ways of the database at this address."""
    backend = url.get_backend_name()
    if backend == "sqlite" and "+" in url.drivername and url.get_driver_name() != "pysqlite":
        return _UNKNOWN  # SQLCipher and the like have connections of their own
    return _DIALECTS.get(backend, _UNKNOWN)


def _prepare_nothing(_connection: Connection, _limits: Limits) -> None:
    return


_UNKNOWN = Dialect(_prepare_nothing, reads_only=False)
_DIALECTS = {
    "sqlite": SQLITE,
    "duckdb": DUCKDB,
    "postgresql": POSTGRESQL,
    "mysql": MYSQL,
    "mariadb": MYSQL,
    "mssql": SQLSERVER,
    "oracle": ORACLE,
}
