"""Has what this desk saved delivered, for a command that reads the record or has just added to it."""

import sys

from screenpop.bootstrap.site_record import SiteRecord
from screenpop.sentences import say_many


def deliver_first(record: SiteRecord) -> None:
    """Deliver what waits, for two seconds at most; says on standard error what goes on waiting, and why."""
    left = record.deliver()
    if not left.waiting:
        return
    told = say_many(
        "{count} entry that is saved here waits for the database.",
        "{count} entries that are saved here wait for the database.",
        left.waiting,
    )
    print(f"screenpop: {told} {left.trouble or ''}".rstrip(), file=sys.stderr)
