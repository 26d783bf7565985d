"""Where the desk has entries kept."""

from typing import Protocol

from screenpop.record.entries import Entry


class Record(Protocol):
    """Keeps entries; called on a thread of its own, one entry at a time, in order."""

    def keep(self, entry: Entry, /) -> None:
        """Return after the commit; the same entry twice is kept once.

        Raises:
            NotKept: It is not saved.
        """
