"""A desk whose spool syncs otherwise: `python -m … OFF`, NORMAL or FULL, and SQLite's own checkpoints now and then."""

import sys

from screenpop.storage.spool import spool_file
from tests.faults import desk


def main() -> None:
    """As a desk, with another `synchronous`."""
    kept = [
        each for each in spool_file._PRAGMAS if not each.startswith(("synchronous", "wal_autocheckpoint"))
    ]
    assert len(kept) == len(spool_file._PRAGMAS) - 2
    spool_file._PRAGMAS = (*kept, f"synchronous = {sys.argv[1]}", "wal_autocheckpoint = 1000")
    desk.main()


main()
