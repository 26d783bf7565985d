"""A database that is asked in SQL, by SQLAlchemy: any that it has a dialect for, read and never written."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Lock
from time import monotonic

from sqlalchemy import Connection, CursorResult, Engine, NullPool, QueuePool, TextClause, create_engine, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from connectors.sources.addresses import Address
from connectors.sources.dialects import Dialect, dialect_of
from connectors.sources.failures import failure, no_answer_in_time
from screenpop.errors import (
    ConfigurationError,
    SourceDenied,
    SourceError,
    SourceUnavailable,
    UnreadableAnswer,
)
from screenpop.ports.source import Row
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
        self._dialect: Dialect = dialect_of(address.url.get_backend_name())
        self._opening = Lock()
        self._engine: Engine | None = None
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
        with self._asking(within.total_seconds()) as connection:
            result = self._execute(connection, question, parameters)
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

    def stream(self, question: str, parameters: Mapping[str, object]) -> Iterator[Row]:
        """Ask for many rows; see `screenpop.ports.source`."""
        with self._asking(None) as connection:
            result = self._execute(connection, question, parameters)
            names = tuple(result.keys())
            for part in result.partitions(_AT_ONCE):
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
        """Let go of all connections; SQLite questions that are under way end at once."""
        self._closed.set()
        with self._opening:
            if self._engine is not None:
                self._engine.dispose()
                self._engine = None

    @contextmanager
    def _asking(self, seconds: float | None) -> Iterator[Connection]:
        """A connection that only reads, for one question; the driver's errors end here."""
        until = None if seconds is None else monotonic() + seconds
        try:
            with self._opened().connect() as connection:
                if not (self._allow_writer or self._only_reads):
                    self._prepare(connection, until)
                    self._refuse_writer(connection)
                    connection.rollback()
                self._prepare(connection, until)
                yield connection.execution_options(stream_results=True)
        except DBAPIError as error:
            raise self._missing_file() or failure(error, self._name, self._secret()) from error
        except SQLAlchemyError as error:
            raise UnreadableAnswer(
                say("“{source}” does not understand the question.", source=self._name)
            ) from error

    def _opened(self) -> Engine:
        with self._opening:
            if self._closed.is_set():
                raise SourceUnavailable(say("“{source}” is closed.", source=self._name))
            if self._engine is None:
                self._engine = self._open()
            return self._engine

    def _open(self) -> Engine:
        if missing := self._missing_file():
            raise missing
        url = self._address.url
        try:
            if url.get_backend_name() == "sqlite":
                # A file that is written anew each night must not be held open.
                return create_engine(url, poolclass=NullPool, hide_parameters=True)
            driver = url.get_driver_name()
            return create_engine(
                url.set(password=self._password()),
                poolclass=QueuePool,
                pool_size=2,
                max_overflow=-1,  # the askers' threads are the limit; none waits for another's connection
                pool_pre_ping=True,
                pool_recycle=1800,
                hide_parameters=True,
                connect_args=dict(self._dialect.connect_arguments.get(driver, {})),
            )
        except ConfigurationError as error:
            raise SourceDenied(error.sentence) from error
        except (ModuleNotFoundError, NoSuchModuleError) as error:
            raise SourceUnavailable(
                say(
                    "“{source}” needs the driver of {driver}, which is not installed.",
                    source=self._name,
                    driver=url.drivername,
                )
            ) from error
        except (ArgumentError, TypeError) as error:
            raise SourceUnavailable(
                say(
                    "sources.{source}: “url” has an option that {driver} does not know.",
                    source=self._name,
                    driver=url.drivername,
                )
            ) from error

    def _secret(self) -> str | None:
        password = self._engine.url.password if self._engine is not None else None
        return str(password) if password else None

    def _missing_file(self) -> SourceError | None:
        file = self._address.file
        if file is None or file.is_file():
            return None
        return SourceUnavailable(
            say("“{source}” reads the file {file}, which is not there.", source=self._name, file=str(file))
        )

    def _prepare(self, connection: Connection, until: float | None) -> None:
        left = None if until is None else until - monotonic()
        if left is not None and left <= 0:
            raise no_answer_in_time(self._name)
        self._dialect.prepare(connection, left, self._closed.is_set)

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
        if dialect.may_write and connection.exec_driver_sql(dialect.may_write).scalar():
            raise SourceDenied(
                say(
                    "The login at “{source}” may write. Give it one that may only read, or say "
                    "allow_writer = true in [sources.{source}].",
                    source=self._name,
                )
            )
        self._only_reads = True

    def _execute(
        self, connection: Connection, question: str, parameters: Mapping[str, object]
    ) -> CursorResult[tuple[object, ...]]:
        clause = text(question)
        result = connection.execute(clause, self._bound(clause, parameters))
        if not result.returns_rows:
            raise UnreadableAnswer(
                say("A question to “{source}” gives no rows; it must be a “select”.", source=self._name)
            )
        return result

    def _bound(self, clause: TextClause, parameters: Mapping[str, object]) -> dict[str, object]:
        named = clause.compile().params
        if unknown := [name for name in named if name not in parameters]:
            raise UnreadableAnswer(
                say(
                    "A question to “{source}” binds :{name}, which there is not; there is {known}. A colon that "
                    "is only a colon is written \\:.",
                    source=self._name,
                    name=unknown[0],
                    known=", ".join(f":{name}" for name in parameters),
                )
            )
        return {name: parameters[name] for name in named}
