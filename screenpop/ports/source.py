"""A system of a department, which is asked for rows and for nothing else."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol, runtime_checkable

Row = Mapping[str, object]


class Source(Protocol):
    """Gives rows. Safe to ask from several threads at once."""

    @property
    def name(self) -> str:
        """What the settings call it."""

    def rows(
        self, question: str, parameters: Mapping[str, object], *, within: timedelta, at_most: int = 10_000
    ) -> Sequence[Row]:
        """Ask a question with bound parameters; only those that the question names are used.

        Raises:
            SourceUnavailable: No answer in time, or the system is down.
            SourceDenied: The login may not ask this, or may write (which we refuse).
            UnreadableAnswer: More than `at_most` rows, or a question that the system does not understand.
        """

    def stream(self, question: str, parameters: Mapping[str, object]) -> Iterator[Row]:
        """Ask for many rows, one after the other, without a limit of time or number.

        Raises:
            SourceError: As `rows`.
        """

    def close(self) -> None:
        """Let go of all connections."""


class NoSource:
    """What a department has whose settings name none: nothing."""

    name = ""

    def rows(
        self, question: str, parameters: Mapping[str, object], *, within: timedelta, at_most: int = 10_000
    ) -> Sequence[Row]:
        """None at all."""
        del question, parameters, within, at_most
        return ()

    def stream(self, question: str, parameters: Mapping[str, object]) -> Iterator[Row]:
        """None at all."""
        del question, parameters
        return iter(())

    def close(self) -> None:
        """There is nothing to let go of."""


@runtime_checkable
class StreamsParts(Protocol):
    """A source that gives many rows sooner in parts than one by one."""

    def parts(
        self, question: str, parameters: Mapping[str, object], *, at_once: int
    ) -> Iterator[tuple[Sequence[str], Sequence[Sequence[object]]]]:
        """As `Source.stream`: the columns' names, and so many rows at most."""


class Workshop(Protocol):
    """A place in a source's own server for tables that nobody else sees and that are gone with the connection."""

    @property
    def days_end_as_here(self) -> bool:
        """Points in time fall on this computer's days there."""

    def see(self, name: str, question: str) -> Mapping[str, str]:
        """Give a question a name, as if it were a table; its columns with their types, in the server's own words.

        Raises:
            SourceError: As `Source.rows`; here and below.
        """

    def make(self, name: str, columns: Mapping[str, str], question: str) -> None:
        """Fill a table, whose columns have these types, with what a question gives; the question only reads."""

    def rows(self, question: str, *, at_once: int) -> Iterator[Sequence[Sequence[object]]]:
        """The answer to a question, so many rows at once."""

    def drop(self, name: str) -> None:
        """Let go of a table."""


@runtime_checkable
class HasWorkshop(Protocol):
    """A source in whose server something can be worked out without the rows' leaving it."""

    def workshop(self) -> AbstractContextManager[Workshop]:
        """Work there; no limit of time.

        Raises:
            SourceUnavailable: This kind of server cannot do that.
        """


@runtime_checkable
class TellsColumns(Protocol):
    """A source that knows what columns a question gives even where it gives no rows."""

    def columns(self, question: str, parameters: Mapping[str, object], *, within: timedelta) -> Sequence[str]:
        """The columns' names.

        Raises:
            SourceError: As `Source.rows`.
        """


@dataclass(frozen=True, slots=True)
class ColumnSketch:
    """A column that a question may name.

    Attributes:
        name: As a question writes it: with quotes where the system wants them.
        type: What the system says that it holds, in its own words: "NUMERIC(10, 2)", "VARCHAR".
        references: The column of another table that its values come from, "customers.id", where that is told.
    """

    name: str
    type: str
    references: str | None = None


@dataclass(frozen=True, slots=True)
class TableSketch:
    """A table or view that a question may name, as a question writes it: with its schema where it must."""

    name: str
    columns: tuple[ColumnSketch, ...]


@runtime_checkable
class Describes(Protocol):
    """A source that tells what there is to be asked."""

    def tables(self, *, within: timedelta) -> Sequence[TableSketch]:
        """The tables and views that this login may read: those that need no schema first, 500 at most.

        Raises:
            SourceError: As `Source.rows`.
        """


@runtime_checkable
class FarAway(Protocol):
    """A source whose answers are mostly waiting, as those of a service in the network."""

    @property
    def is_far(self) -> bool:
        """Several questions are sooner answered if they are put at the same time."""
