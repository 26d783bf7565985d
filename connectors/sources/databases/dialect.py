"""The shape of what we know about one kind of database."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a question may go.

    Attributes:
        seconds: It may take so long; None: unlimited.
        rows: More rows than this are not wanted; None: unlimited.
        stopped: Says whether the source was closed meanwhile.
    """

    seconds: float | None
    rows: int | None
    stopped: Callable[[], bool]

    @property
    def milliseconds(self) -> int | None:
        """The seconds, as most databases count them; never none at all, which would be unlimited."""
        return None if self.seconds is None else max(1, int(self.seconds * 1000))


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one kind of database is asked.

    Attributes:
        prepare: Called on a connection before each question: begins a transaction that only reads, within
            the limits.
        probe: A question that reads something, to see that it works.
        may_write: Tells whether the login may write anything; None where it could not if it wanted.
        reads_only: What it may write is known or prevented, so a login of which we know nothing is fine.
        catalogue: A question for all tables and views that the login may read, those first that need no
            schema: rows of schema (null if it need not be said), table, column, type, and the column
            referred to or null. Empty where SQLAlchemy is asked.
        cut: Ends what the driver's connection is at, called from another thread; None where there is no way.
        grace: For how many seconds after its time a question is left to the database's own time-out.
        bury: Called when a connection is found dead, with the driver's connection and cursor: for what the
            driver would trip over later.
        connect_arguments: Driver → what its `connect` is given.
        keeps_open: A connection may wait for the next question, instead of being closed.
    """

    prepare: Callable[[Connection, Limits], None]
    probe: str = "select 1"
    may_write: Callable[[Connection], bool] | None = None
    reads_only: bool = True
    catalogue: str = ""
    cut: Callable[[object], None] | None = None
    grace: float = 0.3
    bury: Callable[[object, object], None] | None = None
    connect_arguments: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    keeps_open: bool = True


def asked(question: str) -> Callable[[Connection], bool]:
    """A check of the login's rights that is one question, for yes or no."""

    def may_write(connection: Connection) -> bool:
        return bool(connection.exec_driver_sql(question).scalar())

    return may_write
