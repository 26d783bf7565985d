"""A database that is none of those we know, and that drops the connection after some rows."""

import sqlite3
from types import SimpleNamespace

from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

ROWS_BEFORE_THE_DROP = 3


class DroppingCursor(sqlite3.Cursor):
    def fetchmany(self, size=1):
        super().fetchmany(ROWS_BEFORE_THE_DROP)
        raise sqlite3.OperationalError(f"server closed the connection of {self.connection.opened_with}")


class DroppingConnection(sqlite3.Connection):
    opened_with = ""

    def cursor(self, factory=DroppingCursor):
        return super().cursor(factory)


def _connect(*args, opened_with, **options):
    if opened_with.startswith("old"):
        raise sqlite3.OperationalError(f"password authentication failed for reader:{opened_with}")
    connection = sqlite3.connect(":memory:", factory=DroppingConnection)
    connection.opened_with = opened_with
    return connection


class DroppingDialect(SQLiteDialect_pysqlite):
    supports_statement_cache = True

    @classmethod
    def import_dbapi(cls):
        return SimpleNamespace(**{**vars(sqlite3), "connect": _connect})

    def create_connect_args(self, url):
        return [], {"opened_with": url.password or "nobody"}
