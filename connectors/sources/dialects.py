"""What each kind of database is told so that a question only reads and ends in time.

| database | only reads | ends in time |
|---|---|---|
| SQLite | file opened read-only, `query_only`, nothing attached | a progress handler stops the query |
| PostgreSQL | read-only transaction; a login that may write is refused | `statement_timeout` |
| MySQL, MariaDB | read-only transaction | connect timeout only |
| Oracle | read-only transaction | |
| any other | nothing can be promised: refused unless the settings say `allow_writer` | |
"""

from sqlalchemy import URL, Connection

from connectors.sources.databases.dialect import Dialect, Stopped
from connectors.sources.databases.mysql import MYSQL
from connectors.sources.databases.oracle import ORACLE
from connectors.sources.databases.postgresql import POSTGRESQL
from connectors.sources.databases.sqlite import SQLITE


def dialect_of(url: URL) -> Dialect:
    """The ways of the database at this address."""
    backend = url.get_backend_name()
    if backend == "sqlite" and "+" in url.drivername and url.get_driver_name() != "pysqlite":
        return _UNKNOWN  # SQLCipher and the like have connections of their own
    return _DIALECTS.get(backend, _UNKNOWN)


def _prepare_nothing(_connection: Connection, _seconds: float | None, _stopped: Stopped) -> None:
    return


_UNKNOWN = Dialect(_prepare_nothing, reads_only=False)
_DIALECTS = {
    "sqlite": SQLITE,
    "postgresql": POSTGRESQL,
    "mysql": MYSQL,
    "mariadb": MYSQL,
    "oracle": ORACLE,
}
