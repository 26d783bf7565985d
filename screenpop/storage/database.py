"""The database that all desks share: a SQLite file, or a PostgreSQL server. Nothing is opened before it is needed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from screenpop.errors import MissingSecret, NotKept, RecordUnavailable
from screenpop.sentences import say

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from screenpop.storage.place import Place
    from screenpop.storage.upgrade import Upgraded

_DEADLINE = timedelta(seconds=10)
_PATIENCE = 0.2


class Database:
    """The shared database. Safe to use from several threads at once.

    Whatever goes wrong leaves as `RecordUnavailable`, which may pass, or as `NotKept`, where a row breaks a rule of the
    database and always will.

    Attributes:
        is_server: Is it a server, not a file?
    """

    def __init__(
        self,
        place: Path | str,
        *,
        login: str | None = None,
        password: Callable[[], str | None] = lambda: None,
        ca_file: Path | None = None,
        tls: bool = True,
        deadline: timedelta = _DEADLINE,
    ) -> None:
        """Open nothing yet.

        Args:
            place: The path of a file, or a server's `postgresql+psycopg://login@server/database`.
            login: Who asks a server, instead of the login that its address names.
            password: Gives the server's password when it is wanted; without one, libpq's own ways count.
            ca_file: What the server's certificate is checked with, where the system does not know it.
            tls: False lets a server do without.
            deadline: How long one statement may take on a server.

        Raises:
            ConfigurationError: That is no address of a PostgreSQL, or it holds a password.
        """
        self.is_server = isinstance(place, str)
        self._place = (
            _server(place, login, password=password, ca_file=ca_file, tls=tls, deadline=deadline)
            if isinstance(place, str)
            else _file(place)
        )
        self._opening = threading.RLock()
        self._engines: tuple[Engine, Engine] | None = None
        self._closed = False

    def open(self) -> None:
        """Open it, and load the driver (0.3 s), which the first question does otherwise.

        A file is created or upgraded; a server's schema is not.

        Raises:
            RecordUnavailable: It cannot be opened, or does not fit this program.
        """
        with self.reading():
            pass

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection in one transaction, which counts after the block; no other program writes a file meanwhile."""
        with self._connected(0) as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that cannot change anything, and sees one state of the database."""
        with self._connected(1) as connection:
            yield connection

    @contextmanager
    def apart(self) -> Iterator[Connection]:
        """A connection for one purpose and as long as it lasts, in no transaction; it is closed after the block."""
        with self._explained():
            engine = self._opened()[0].execution_options(isolation_level="AUTOCOMMIT")
        with self._explained(), engine.connect() as connection:
            connection.detach()
            self._place.check(connection, again=False)
            yield connection

    def upgrade(self) -> Upgraded:
        """Create the tables, or bring them up to what this program knows. Several programs may do so at once.

        Raises:
            RecordUnavailable: It cannot be opened, belongs to a newer program, or this login may not.
        """
        with self._explained():
            return self._place.upgrade()

    def close(self) -> None:
        """Let go of it for good; a thread that waits for the disk is left behind with it."""
        self._closed = True
        if self._opening.acquire(timeout=_PATIENCE):
            try:
                self._dispose()
            finally:
                self._opening.release()

    @contextmanager
    def _connected(self, which: int) -> Iterator[Connection]:
        with self._explained():
            engine = self._opened()[which]
            with engine.connect() as connection:
                try:
                    with connection.begin():
                        self._place.check(connection, again=which == 0)
                        yield connection
                finally:
                    if self._closed and not connection.invalidated:
                        connection.detach()  # nobody empties its pool any more

    @contextmanager
    def _explained(self) -> Iterator[None]:
        from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415 # 0.2 s, not before the first paint

        try:
            yield
        except MissingSecret as error:
            raise RecordUnavailable(error.sentence) from error
        except SQLAlchemyError as error:
            failure = self._place.failure(error)
            # a server repeats the row that it refuses: it has no business in a log
            raise failure from (None if isinstance(failure, NotKept) else error)

    def _opened(self) -> tuple[Engine, Engine]:
        with self._opening:
            if self._closed:
                raise RecordUnavailable(say("The record is closed."))
            if self._engines is None or not self._place.is_still_there():
                self._dispose()
                self._engines = self._place.open()
            return self._engines

    def _dispose(self) -> None:
        engines, self._engines = self._engines, None
        for engine in engines or ():
            engine.dispose()


def _file(path: Path) -> Place:
    from screenpop.storage.file_place import FilePlace  # noqa: PLC0415 # SQLAlchemy, not before the first paint

    return FilePlace(path)


def _server(
    url: str,
    login: str | None,
    *,
    password: Callable[[], str | None],
    ca_file: Path | None,
    tls: bool,
    deadline: timedelta,
) -> Place:
    from screenpop.storage.server_place import ServerPlace  # noqa: PLC0415 # as above

    return ServerPlace(url, login, password, ca_file=ca_file, tls=tls, deadline=deadline)
