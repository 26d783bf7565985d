"""What waits in a spool that nobody uses, in the words of the desk that kept it."""

from contextlib import closing
from pathlib import Path

from screenpop.record.entries import CallStarted, WrapUp
from screenpop.storage.spool.spool import Spool


def what_waits(path: Path) -> list[str]:
    """One text an entry, in order."""
    with closing(Spool(path)) as spool:
        entries = [each.entry for each in spool.next(100_000)]
    return [
        f"note {entry.note}" if isinstance(entry, WrapUp) else f"call {entry.call_id}"
        for entry in entries
        if isinstance(entry, CallStarted | WrapUp)
    ]
