"""SQLite: a file that is opened read-only; a progress handler looks at the clock."""

import sqlite3
from time import monotonic

from sqlalchemy import Connection

from connectors.sources.databases.dialect import Dialect, Limits

_INSTRUCTIONS = 4000  # of SQLite's machine between two looks at the clock: well under a millisecond
_UNLIMITED_MS = 10_000  # how long a stream, which has no deadline, waits for a lock
_CATALOGUE = """
select null, t.name, c.name, c.type,
       (select f."table" || coalesce('.' || f."to", '') from pragma_foreign_key_list(t.name) as f
        where f."from" = c.name)
from sqlite_master as t, pragma_table_xinfo(t.name) as c
where t.type in ('table', 'view') and t.name not like 'sqlite\\_%' escape '\\' and c.hidden <> 1
order by t.name, c.cid
"""


def _prepare(connection: Connection, limits: Limits) -> None:
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        raise TypeError(driver)
    until = None if limits.seconds is None else monotonic() + limits.seconds

    def stop() -> bool:
        return limits.stopped() or (until is not None and monotonic() > until)

    driver.set_progress_handler(stop, _INSTRUCTIONS)
    driver.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    driver.text_factory = _text
    driver.execute(f"pragma busy_timeout = {limits.milliseconds or _UNLIMITED_MS}")
    driver.execute("pragma query_only = on")


def _text(told: bytes) -> str:
    return told.decode("utf-8", "replace")


SQLITE = Dialect(_prepare, probe="select count(*) from sqlite_master", catalogue=_CATALOGUE)
