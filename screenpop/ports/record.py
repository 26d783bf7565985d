"""Where the desk has entries kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from screenpop.record.entries import Entry
from screenpop.sentences import Sentence


class Record(Protocol):
    """Keeps entries; called on a thread of its own, one entry at a time, in order."""

    def keep(self, entry: Entry, /) -> None:
        """Return after the commit; the same entry twice is kept once.

        Raises:
            NotKept: It is not saved.
        """


@dataclass(frozen=True, slots=True)
class SpooledEntry:
    """An entry that is saved here and on its way to the shared database.

    Attributes:
        place: Its place in the order in which entries were saved.
        saved_at: When, by this computer's clock, which may be wrong or have been set since.
        ago: How long ago that was, by a clock that nobody sets; None if the computer was started anew since.
    """

    place: int
    entry: Entry
    saved_at: datetime
    ago: timedelta | None


class SharedRecord(Protocol):
    """The database that all desks share; the courier's other end."""

    def deliver(self, entries: Sequence[SpooledEntry], /) -> None:
        """Have them all in the database when it returns, each once, in this order; or none of them.

        Raises:
            RecordUnavailable: It cannot be reached, or does not fit this program; they are delivered later.
            NotKept: The database refuses one of them and always will.
        """

    def close(self) -> None:
        """Let go of the database."""


@dataclass(frozen=True, slots=True)
class SpoolState:
    """How much waits to be delivered; see `news.SpoolTold`."""

    waiting: int
    oldest: datetime | None
    set_aside: int = 0
    trouble: Sentence | None = None
