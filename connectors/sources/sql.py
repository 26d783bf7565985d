"""A database that is asked in SQL, by SQLAlchemy: any that it has a dialect for, read and never written."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Lock
from time import monotonic

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from connectors.sources.addresses import Address
from connectors.sources.asking import put
from connectors.sources.databases.dialect import Limits
from connectors.sources.dialects import dialect_of
from connectors.sources.engines import Stamp, missing_file, open_engine, stamp_of
from connectors.sources.failures import LoginRefused, failure, no_answer_in_time
from connectors.sources.sketching import sketches
from connectors.sources.watching import Watched, watching
from screenpop.errors import SourceDenied, SourceError, SourceUnavailable, UnreadableAnswer
from screenpop.ports.source import Row, TableSketch
from screenpop.sentences import Sentence, say

_AT_ONCE = 500  # rows that a stream holds


class SqlSource:
    """Asks one database. Connects at the first question; several threads may ask at once."""

    def __init__(
        self, name: str, address: Address, password: Callable[[], str | None], *, allow_writer: bool = False
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

    @property
    def name(self) -> str:
        """What the settings call it."""
        return self._name

    def rows(
        self, question: str, parameters: Mapping[str, object], *, within: timedelta, at_most: int = 10_000
    ) -> Sequence[Row]:
        """Ask a question; see `screenpop.ports.source`."""
        with (
            self._asking(within.total_seconds(), at_most) as connection,
            put(connection, self._name, question, parameters) as result,
        ):
            names = tuple(result.keys())
            found = result.fetchmany(at_most + 1)
        if len(found) > at_most:
            raise UnreadableAnswer(
                say(
                    "“{source}” gave more than {at_most} rows; the question must ask for fewer.",
                    source=self._name,
                    at_most=at_most,
                )
            )
        return [dict(zip(names, row, strict=True)) for row in found]

    def columns(self, question: str, parameters: Mapping[str, object], *, within: timedelta) -> Sequence[str]:
        """What columns a question gives; see `screenpop.ports.source`."""
        with (
            self._asking(within.total_seconds(), 1) as connection,
            put(connection, self._name, question, parameters) as result,
        ):
            return tuple(result.keys())

    def tables(self, *, within: timedelta) -> Sequence[TableSketch]:
        """What there is to be asked; see `screenpop.ports.source.Describes`."""
        with self._asking(within.total_seconds()) as connection:
            return sketches(connection, self._dialect.catalogue)

    def stream(self, question: str, parameters: Mapping[str, object]) -> Iterator[Row]:
        """Ask for many rows; see `screenpop.ports.source`."""
        with self._asking(None) as connection, put(connection, self._name, question, parameters) as result:
            names = tuple(result.keys())
            for part in result.partitions(_AT_ONCE):
                self._refuse_closed()
                for row in part:
                    yield dict(zip(names, row, strict=True))

    def try_out(self, within: timedelta = timedelta(seconds=5)) -> Sentence:
        """Connect, read something, and tell what is there.

        Raises:
            SourceError: As `rows`.
        """
        with self._asking(within.total_seconds()) as connection:
            connection.exec_driver_sql(self._dialect.probe).fetchall()
            version = connection.dialect.server_version_info or ()
            return say(
                "connected: {database} {version}",
                database=connection.dialect.name,
                version=".".join(str(part) for part in version[:2]),
            )

    def close(self) -> None:
        """Let go of all connections; SQLite questions that are under way end at once.

        Does not wait for a password that somebody is being asked for.
        """
        self._closed.set()
        engine, self._engine = self._engine, None
        if engine is not None:
            engine.dispose()

    @contextmanager
    def _asking(self, seconds: float | None, rows: int | None = None) -> Iterator[Connection]:
        """A connection that only reads, for one question; the driver's errors end here."""
        until = None if seconds is None else monotonic() + seconds
        longest = None if seconds is None else seconds + self._dialect.grace
        with watching(self._dialect.cut, longest) as watched:
            try:
                engine = self._opened()
                with self._begun(engine, watched, until, rows) as connection:
                    yield connection.execution_options(stream_results=True)
            except DBAPIError as error:
                if watched.late or _over(until):
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
                watched.driver = None
                if watched.late:
                    connection.invalidate()
                elif (self._engine is not engine or engine.pool is not pool) and not connection.invalidated:
                    connection.detach()  # let go of meanwhile: not to be kept for another question

    def _connected(
        self, engine: Engine, watched: Watched, until: float | None, rows: int | None
    ) -> Connection:
        connection = engine.connect()
        try:
            watched.driver = connection.connection.driver_connection
            self._prepare(connection, until, rows)
            if not (self._allow_writer or self._only_reads):
                self._refuse_writer(connection)
                connection.rollback()
                self._prepare(connection, until, rows)
        except BaseException:
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
            self._refuse_closed()
            stamp = stamp_of(self._address.file)
            if self._engine is None:
                engine = open_engine(self._name, self._address, self._password)
                self._refuse_closed()
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

    def _refuse_closed(self) -> None:
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
