"""Ways to one database: a connection for each question, prepared so that it only reads and ends in time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Lock
from time import monotonic

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from connectors.sources.addresses import Address
from connectors.sources.databases.dialect import Limits
from connectors.sources.dialects import dialect_of
from connectors.sources.engines import Stamp, missing_file, open_engine, stamp_of
from connectors.sources.failures import LoginRefused, failure, no_answer_in_time
from connectors.sources.watching import Watched, watching
from screenpop.errors import SourceDenied, SourceError, SourceUnavailable, UnreadableAnswer
from screenpop.sentences import say


class Connections:
    """Connects at the first question, and keeps what it can for the next; several threads may ask at once."""

    def __init__(
        self, name: str, address: Address, password: Callable[[], str | None], *, allow_writer: bool
    ) -> None:
        self._name = name
        self._address = address
        self._password = password
        self._allow_writer = allow_writer
        self._dialect = dialect_of(address.url)
        self._opening = Lock()
        self._engine: Engine | None = None
        self._stamp: Stamp | None = None
        self._only_reads = False
        self._closed = Event()

    def close(self) -> None:
        """Let go of all connections; SQLite questions that are under way end at once.

        Does not wait for a password that somebody is being asked for.
        """
        self._closed.set()
        engine, self._engine = self._engine, None
        if engine is not None:
            engine.dispose()

    @contextmanager
    def asking(self, seconds: float | None, rows: int | None = None) -> Iterator[Connection]:
        """A connection that only reads, for one question; the driver's errors end here."""
        until = None if seconds is None else monotonic() + seconds
        longest = None if seconds is None else seconds + self._dialect.grace
        with watching(self._dialect.cut, longest) as watched:
            try:
                engine = self._opened()
                with self._begun(engine, watched, until, rows) as connection:
                    yield connection.execution_options(stream_results=True)
            except DBAPIError as error:
                if watched.late or (error.connection_invalidated and _over(until)):
                    raise no_answer_in_time(self._name) from error
                raise self._explained(error, engine) from error
            except (
                SQLAlchemyError,
                ValueError,
                OverflowError,
            ) as error:  # what drivers raise of odd parameters
                raise UnreadableAnswer(
                    say("“{source}” does not understand the question.", source=self._name)
                ) from error

    @contextmanager
    def _begun(
        self, engine: Engine, watched: Watched, until: float | None, rows: int | None
    ) -> Iterator[Connection]:
        """A connection in a transaction that only reads; one that the server has dropped is replaced."""
        pool = engine.pool
        try:
            connection = self._connected(engine, watched, until, rows)
        except DBAPIError as error:
            if not error.connection_invalidated or _over(until):
                raise
            connection = self._connected(engine, watched, until, rows)
        with connection:
            try:
                yield connection
            finally:
                watched.done()
                if watched.late:
                    connection.invalidate()
                elif (self._engine is not engine or engine.pool is not pool) and not connection.invalidated:
                    connection.detach()  # let go of meanwhile: not to be kept for another question

    def _connected(
        self, engine: Engine, watched: Watched, until: float | None, rows: int | None
    ) -> Connection:
        connection = engine.connect()
        try:
            watched.at(connection.connection.driver_connection)
            self._prepare(connection, until, rows)
            if not (self._allow_writer or self._only_reads):
                self._refuse_writer(connection)
                connection.rollback()
                self._prepare(connection, until, rows)
        except BaseException:
            watched.done()
            connection.close()
            raise
        return connection

    def _explained(self, error: DBAPIError, engine: Engine) -> SourceError:
        told = missing_file(self._name, self._address) or failure(error, self._name, engine.url.password)
        if isinstance(told, LoginRefused):
            self._let_go()  # the next question asks for the password anew
        return told

    def _opened(self) -> Engine:
        with self._opening:
            self.refuse_closed()
            stamp = stamp_of(self._address.file)
            if self._engine is None:
                engine = open_engine(self._name, self._address, self._password)
                self.refuse_closed()
                self._engine = engine
            elif stamp != self._stamp:
                self._engine.dispose()  # another file, or another content: what was open knows only the old one
            self._stamp = stamp
            return self._engine

    def _let_go(self) -> None:
        with self._opening:
            self._only_reads = False
            if self._engine is not None:
                self._engine.dispose()
                self._engine = None

    def refuse_closed(self) -> None:
        """Say so if the source was closed meanwhile.

        Raises:
            SourceUnavailable: It was.
        """
        if self._closed.is_set():
            raise SourceUnavailable(say("“{source}” is closed.", source=self._name))

    def _prepare(self, connection: Connection, until: float | None, rows: int | None) -> None:
        if _over(until):
            raise no_answer_in_time(self._name)
        left = None if until is None else until - monotonic()
        self._dialect.prepare(connection, Limits(left, rows, self._closed.is_set))

    def _refuse_writer(self, connection: Connection) -> None:
        dialect = self._dialect
        if not dialect.reads_only:
            raise SourceDenied(
                say(
                    "It cannot be told whether the login at “{source}” may write. Give it one that may only "
                    "read, and say allow_writer = true in [sources.{source}].",
                    source=self._name,
                )
            )
        if dialect.may_write and dialect.may_write(connection):
            raise SourceDenied(
                say(
                    "The login at “{source}” may write. Give it one that may only read, or say "
                    "allow_writer = true in [sources.{source}].",
                    source=self._name,
                )
            )
        self._only_reads = True


def _over(until: float | None) -> bool:
    return until is not None and monotonic() >= until
