"""The team's server: connections that answer in time or say why not."""

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Lock
from typing import TYPE_CHECKING, Any

from connectors.directory.search import Find
from connectors.directory.shared.finding import finder_in
from connectors.directory.shared.tables import SCHEMA
from connectors.directory.store import Answer
from screenpop.errors import ConfigurationError, SourceDenied, SourceUnavailable
from screenpop.sentences import say

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

_NOT_THERE = {"42P01", "3F000"}
_OF_ANOTHER_LAYOUT = "42703"
_DENIED = {"28000", "28P01", "42501"}
_TOO_SLOW = "57014"


class Server:
    """A PostgreSQL that keeps the directory. Connects at the first question."""

    def __init__(self, url: str, password: Callable[[], str | None], *, deadline: timedelta) -> None:
        """Connect to nobody yet.

        Args:
            url: `postgresql+psycopg://login@host/database`, without a password.
            password: Gives it, when it is wanted.
            deadline: How long a question may take.

        Raises:
            ConfigurationError: That is no address of a PostgreSQL, or it holds a password.
        """
        from sqlalchemy import make_url  # noqa: PLC0415 # 200 ms, only where a team shares its directory
        from sqlalchemy.exc import ArgumentError  # noqa: PLC0415 # as above

        try:
            self._url = make_url(url)
        except ArgumentError:
            raise _no_address() from None  # the cause would show it
        if self._url.drivername != "postgresql+psycopg" or self._url.password is not None:
            raise _no_address()
        self._password = password
        self._deadline = deadline
        self._opening = Lock()
        self._engine: Engine | None = None
        self._closed = Event()

    @contextmanager
    def lent(self) -> Iterator["LentConnection"]:
        """A connection for one question, which is broken off at the deadline."""
        with self._connected() as connection:
            yield LentConnection(connection.execution_options(isolation_level="AUTOCOMMIT"))

    @contextmanager
    def importing(self) -> Iterator["LentConnection"]:
        """A connection whose work counts after the block, all at once; it may take its time."""
        with self._connected() as connection, connection.begin():
            connection.exec_driver_sql("set local statement_timeout = 0")
            yield LentConnection(connection)

    def close(self) -> None:
        """Let go of all connections."""
        self._closed.set()
        engine, self._engine = self._engine, None
        if engine is not None:
            engine.dispose()

    @contextmanager
    def _connected(self) -> Iterator["Connection"]:
        from sqlalchemy.exc import DBAPIError, SQLAlchemyError  # noqa: PLC0415 # loaded by now

        engine = self._opened()
        driver_error: type[Exception] = engine.dialect.loaded_dbapi.Error  # what copying raises
        try:
            with engine.connect() as connection:
                yield connection
        except DBAPIError as error:
            raise _failure(getattr(error.orig, "sqlstate", None)) from error
        except driver_error as error:
            raise _failure(getattr(error, "sqlstate", None)) from error
        except SQLAlchemyError as error:
            raise _failure(None) from error

    def _opened(self) -> "Engine":
        from sqlalchemy import create_engine  # noqa: PLC0415 # loaded by now

        with self._opening:
            if self._closed.is_set():
                raise SourceUnavailable(say("The directory is closed."))
            if self._engine is None:
                milliseconds = max(1, round(self._deadline.total_seconds() * 1000))
                seconds = max(2, math.ceil(self._deadline.total_seconds()))
                self._engine = create_engine(
                    self._url.set(password=self._secret()),
                    pool_size=2,
                    max_overflow=-1,
                    pool_pre_ping=True,
                    pool_recycle=1800,
                    hide_parameters=True,
                    connect_args={
                        "connect_timeout": seconds,
                        "tcp_user_timeout": seconds * 1000,  # a network gone silent keeps no thread for long
                        "keepalives_idle": 5,
                        "keepalives_interval": 2,
                        "keepalives_count": 3,
                        "application_name": "screenpop",
                        "options": f"-c search_path={SCHEMA},public -c statement_timeout={milliseconds}",
                    },
                )
            return self._engine

    def _secret(self) -> str | None:
        try:
            return self._password()
        except ConfigurationError as error:
            raise SourceDenied(error.sentence) from error


class LentConnection:
    """A connection for one question: everybody, and what agents picked and noted, are in one place here."""

    def __init__(self, connection: "Connection") -> None:
        self.connection = connection

    @property
    def state(self) -> "LentConnection":
        """What agents picked and noted."""
        return self

    def index(self) -> "LentConnection":
        """Everybody; if nobody was ever imported, the first question says so."""
        return self

    def finder(self) -> Find:
        """Finds by words."""
        return finder_in(self)

    def execute(self, question: str, parameters: Sequence[Any] = (), /) -> Answer:
        """Ask, or write; question marks stand for the parameters."""
        written = question.replace("%", "%%").replace("?", "%s")
        return self.connection.exec_driver_sql(written, tuple(map(writable, parameters)))


def writable(value: Any) -> Any:
    """Text without what PostgreSQL cannot hold."""
    if isinstance(value, str) and not value.isprintable():
        return value.replace("\0", "").encode("utf-8", "replace").decode()
    return value


def _failure(state: str | None) -> SourceUnavailable | SourceDenied:
    if state in _NOT_THERE:
        return SourceUnavailable(say("The directory was never imported."))
    if state == _OF_ANOTHER_LAYOUT:
        return SourceUnavailable(
            say(
                "The directory on the server is of an earlier version; “screenpop directory import” makes it anew."
            )
        )
    if state in _DENIED:
        return SourceDenied(say("The server of the directory refuses this login."))
    if state == _TOO_SLOW:
        return SourceUnavailable(say("The server of the directory did not answer in time."))
    return SourceUnavailable(say("The server of the directory cannot be asked."))


def _no_address() -> ConfigurationError:
    return ConfigurationError(
        say(
            "directory.store: it must be like postgresql+psycopg://login@server/database, without a password; "
            "store that with “screenpop secret set directory”."
        )
    )
