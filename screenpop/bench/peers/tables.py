"""The same rows as other systems keep them, in SQLite and in a real PostgreSQL.

Where a system keeps digits in a column of their own, it has one here, with the index that it has there.
"""

import itertools
import secrets
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from psycopg import Connection

Entry = tuple[str, str, str]
"""Customer, contact, and the number as it is written."""
Found = frozenset[tuple[str, str]]
"""Customers and contacts that are shown."""

_COLUMNS = "customer, contact, phone, digits, backwards, last_call"
_AT_ONCE = 20_000
_TABLE = """create table person (id integer primary key, customer text, contact text, phone text, mobile text,
            work text, other text, assistant text, digits text {collation}, backwards text {collation},
            last_call integer)"""
_INDEXES = (
    "create index person_phone on person (phone)",
    "create index person_digits on person (digits {order})",
    "create index person_backwards on person (backwards {order})",
)


class Table(Protocol):
    """Rows to be asked."""

    engine: str

    def ask(self, where: str, parameters: tuple[str, ...]) -> list[Entry]:
        """Customer, contact and number of the rows for which a condition holds; it ends as a query may end."""

    def stream(self) -> Iterator[Entry]:
        """Every row."""

    def close(self) -> None:
        """Let go of it, and leave nothing behind."""


class Peer(Protocol):
    """A way to look a caller up."""

    name: str

    def find(self, digits: str, /) -> Found:
        """Whom it shows."""


def digits_of(text: str) -> str:
    """Nothing but digits."""
    return "".join(filter(str.isdecimal, text))


class SqliteTable:
    """In a file, or in memory."""

    engine = "SQLite"

    def __init__(self, entries: Iterable[Entry], file: Path | None = None) -> None:
        self._database = sqlite3.connect(file or ":memory:")
        self._database.execute("pragma synchronous = off")
        self._database.execute(_TABLE.format(collation="collate nocase"))  # so that LIKE may use an index
        with self._database:
            self._database.executemany(
                f"insert into person ({_COLUMNS}) values (?, ?, ?, ?, ?, ?)",  # noqa: S608 # names of our own
                _kept(entries),
            )
        for index in _INDEXES:
            self._database.execute(index.format(order=""))
        self._database.execute("analyze")

    def ask(self, where: str, parameters: tuple[str, ...]) -> list[Entry]:
        """As every table."""
        query = f"select customer, contact, phone from person where {where}"  # noqa: S608 # conditions of our own
        return self._database.execute(query, parameters).fetchall()

    def stream(self) -> Iterator[Entry]:
        """As every table."""
        yield from self._database.execute("select customer, contact, phone from person")

    def close(self) -> None:
        """As every table."""
        self._database.close()


class PostgresqlTable:
    """In a schema of its own, which is dropped at the end."""

    engine = "PostgreSQL"

    def __init__(self, entries: Iterable[Entry], url: str) -> None:
        """Fill a new schema.

        Args:
            entries: What it holds.
            url: Of a database in which schemas may be made; the password where libpq looks for it.
        """
        import psycopg  # noqa: PLC0415 # only where a server is named

        self._schema = f"screenpop_bench_{secrets.token_hex(4)}"
        self._connection: Connection = psycopg.connect(url.replace("+psycopg", "", 1), autocommit=True)
        try:
            self._fill(entries)
        except BaseException:
            self.close()
            raise

    def ask(self, where: str, parameters: tuple[str, ...]) -> list[Entry]:
        """As every table."""
        condition = where.replace("%", "%%").replace("?", "%s")
        query = f"select customer, contact, phone from person where {condition}"  # noqa: S608 # conditions of our own
        return self._connection.execute(query.encode(), parameters, prepare=False).fetchall()

    def stream(self) -> Iterator[Entry]:
        """As every table."""
        yield from self._connection.execute("select customer, contact, phone from person").fetchall()

    def close(self) -> None:
        """As every table."""
        with self._connection:
            self._connection.execute(f"drop schema if exists {self._schema} cascade".encode())

    def _fill(self, entries: Iterable[Entry]) -> None:
        self._connection.execute(f"create schema {self._schema}".encode())
        self._connection.execute(f"set search_path = {self._schema}".encode())
        self._connection.execute(
            _TABLE.format(collation="").replace("integer primary key", "serial").encode()
        )
        copying = f"copy person ({_COLUMNS}) from stdin".encode()
        kept = _kept(entries)
        while some := list(itertools.islice(kept, _AT_ONCE)):
            with self._connection.cursor() as cursor, cursor.copy(copying) as copy:
                for row in some:
                    copy.write_row(row)
        for index in _INDEXES:  # text_pattern_ops, as its LIKE 'd%' needs it
            self._connection.execute(index.format(order="text_pattern_ops").encode())
        self._connection.execute("analyze person")


def _kept(entries: Iterable[Entry]) -> Iterator[tuple[str, str, str, str, str, int]]:
    for place, (customer, contact, written) in enumerate(entries):
        digits = digits_of(written)
        yield customer, contact, written, digits, digits[::-1], place
