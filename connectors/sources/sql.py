"""A database that is asked in SQL, by SQLAlchemy: any that it has a dialect for, read and never written."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta

from connectors.sources.addresses import Address
from connectors.sources.asking import put
from connectors.sources.connections import Connections
from connectors.sources.dialects import dialect_of
from connectors.sources.sketching import sketches
from connectors.sources.workshop import PostgreSQLWorkshop
from screenpop.errors import SourceUnavailable, UnreadableAnswer
from screenpop.ports.source import Row, TableSketch
from screenpop.sentences import Sentence, say

_AT_ONCE = 500  # rows that a stream holds


class SqlSource:
    """Asks one database. Connects at the first question; several threads may ask at once."""

    def __init__(
        self, name: str, address: Address, password: Callable[[], str | None], *, allow_writer: bool = False
    ) -> None:
        self._name = name
        self._dialect = dialect_of(address.url)
        self._connections = Connections(name, address, password, allow_writer=allow_writer)

    @property
    def name(self) -> str:
        """What the settings call it."""
        return self._name

    def rows(
        self, question: str, parameters: Mapping[str, object], *, within: timedelta, at_most: int = 10_000
    ) -> Sequence[Row]:
        """Ask a question; see `screenpop.ports.source`."""
        with (
            self._connections.asking(within.total_seconds(), at_most) as connection,
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
            self._connections.asking(within.total_seconds(), 1) as connection,
            put(connection, self._name, question, parameters) as result,
        ):
            return tuple(result.keys())

    def tables(self, *, within: timedelta) -> Sequence[TableSketch]:
        """What there is to be asked; see `screenpop.ports.source.Describes`."""
        with self._connections.asking(within.total_seconds()) as connection:
            return sketches(connection, self._dialect.catalogue)

    def stream(self, question: str, parameters: Mapping[str, object]) -> Iterator[Row]:
        """Ask for many rows; see `screenpop.ports.source`."""
        for names, part in self.parts(question, parameters, at_once=_AT_ONCE):
            for row in part:
                yield dict(zip(names, row, strict=True))

    def parts(
        self, question: str, parameters: Mapping[str, object], *, at_once: int
    ) -> Iterator[tuple[Sequence[str], Sequence[Sequence[object]]]]:
        """Ask for many rows in parts; see `screenpop.ports.source.StreamsParts`."""
        with (
            self._connections.asking(None) as connection,
            put(connection, self._name, question, parameters) as result,
        ):
            names = tuple(result.keys())
            for part in result.partitions(at_once):
                self._connections.refuse_closed()
                yield names, part

    @contextmanager
    def workshop(self) -> Iterator[PostgreSQLWorkshop]:
        """Work in the server; see `screenpop.ports.source.HasWorkshop`."""
        with self._connections.asking(None) as connection:
            if connection.dialect.name != "postgresql":
                raise SourceUnavailable(
                    say("“{source}” is no PostgreSQL, where lines could be counted.", source=self._name)
                )
            connection.detach()  # what is made there goes with it, instead of waiting for another question
            yield PostgreSQLWorkshop(connection)

    def try_out(self, within: timedelta = timedelta(seconds=5)) -> Sentence:
        """Connect, read something, and tell what is there.

        Raises:
            SourceError: As `rows`.
        """
        with self._connections.asking(within.total_seconds()) as connection:
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
        self._connections.close()
