"""Desks that live until they are killed, one after the other.

Starting Python anew for each of a hundred kills would take two minutes: every desk is a process of its own, forked
off before anything is open. It is asked on standard input for one desk after the other, a JSON list a line:
[RUN, SPOOL, SHARED, PASSWORD, FAULT]. The pid is told first, then what the desk says, then "killed".
"""

import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import psycopg  # noqa: F401 # loaded once for all desks
import sqlalchemy.dialects.postgresql
import sqlalchemy.dialects.sqlite  # noqa: F401 # as above

from screenpop.ports.record import SharedRecord, SpooledEntry
from screenpop.record.entries import Entry
from screenpop.storage import database, engines, entry_rows, shared_record, upgrade  # noqa: F401 # as above
from screenpop.storage.spool import courier  # noqa: F401 # as above
from tests.faults import desk
from tests.faults.without_ids import WithoutIdsOfTheirOwn

_BETWEEN = 0.03


class TellsWhatItDelivered:
    """Says how much the database has committed, before the courier knows of it; a kill has time to come between."""

    def __init__(self, shared: SharedRecord) -> None:
        self._shared = shared

    def deliver(self, entries: Sequence[SpooledEntry]) -> None:
        """Deliver, and tell."""
        self._shared.deliver(entries)
        if entries:  # else it only looked whether the database fits
            desk.tell(f"delivered {len(entries)}")
            time.sleep(_BETWEEN)

    def close(self) -> None:
        """Let go."""
        self._shared.close()


class SaysSavedTooEarly(desk.Desk):
    """A fault: it says that an entry is saved, and then saves it."""

    def _keep(self, text: str, entry: Entry) -> bool:
        desk.tell(f"kept {text}")
        time.sleep(0.01)
        self.spool.keep(entry)
        return True


def live(run: int, spool: str, shared: str, password: str, fault: str) -> None:
    """Keep calls for ever, hardly faster than they can be delivered: each desk would only add to what waits."""
    one = (SaysSavedTooEarly if fault == "says saved too early" else desk.Desk)(Path(spool))
    other_end = desk.shared_record(shared, password)
    if fault == "no ids of their own":
        other_end = WithoutIdsOfTheirOwn(other_end)
    one.deliver_to(TellsWhatItDelivered(other_end))
    number = 0
    while True:
        one.keep(run, number, 1, objections=True)
        number += 1
        time.sleep(0.03)


def main() -> None:
    """Have one desk after the other."""
    for line in sys.stdin:
        wanted = json.loads(line)
        pid = os.fork()
        if not pid:
            live(*wanted)
        desk.tell(f"pid {pid}")
        os.waitpid(pid, 0)
        desk.tell("killed")


if __name__ == "__main__":
    main()
