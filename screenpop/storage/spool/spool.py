"""The spool: what is saved on this computer, and on its way to the shared database.

One SQLite transaction an entry, `synchronous=FULL`: when `keep` returns, the entry outlives a kill and a power cut.
Several programs may use one spool at once. It opens with the standard library alone, because it stands between the
agent and the word "saved".
"""

import logging
import sqlite3
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from screenpop.errors import NotKept, RecordUnavailable
from screenpop.ports.record import SpooledEntry, SpoolState
from screenpop.record.entries import Entry
from screenpop.sentences import Sentence, say
from screenpop.storage.spool import delivered_calls, spool_entries, spool_file, spool_mending
from screenpop.storage.spool.delivered_calls import DeliveredCall
from screenpop.storage.spool.file_lock import FileLock
from screenpop.storage.spool.keepable import refuse_unkeepable
from screenpop.storage.sqlite_troubles import is_damage, told

log = logging.getLogger(__name__)

_PATIENCE = 0.2
_TRIES = 3
T = TypeVar("T")


class Spool:
    """A spool in a SQLite file. Its threads wait for one another."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._opened: spool_file.Identity | None = None
        self._mishap: Sentence | None = None
        self._one_thread = threading.RLock()

    def open(self) -> None:
        """Create or open the file, which the first `keep` does otherwise.

        Raises:
            RecordUnavailable: It cannot be opened or made.
        """
        self._do(lambda _: None)

    def keep(self, entry: Entry, /) -> None:
        """Return after the commit; the same entry twice is kept once.

        Raises:
            NotKept: It is not saved.
        """
        refuse_unkeepable(entry)
        try:
            self._do(lambda spool: spool_entries.insert(spool, entry))
        except RecordUnavailable as error:
            raise NotKept(error.sentence) from error

    def next(self, at_most: int) -> Sequence[SpooledEntry]:
        """The oldest entries that wait, in order. What cannot be read is set aside.

        Raises:
            RecordUnavailable: The spool cannot be read.
        """
        return self._do(lambda spool: spool_entries.waiting(spool, at_most))

    def delivered(self, places: Sequence[int]) -> None:
        """Let go of entries that the shared database has.

        Raises:
            RecordUnavailable: The spool cannot be written; they are delivered again, which changes nothing.
        """

        def let_go(spool: sqlite3.Connection) -> None:
            delivered_calls.remember(spool, places)
            spool.executemany("delete from entries where place = ?", [(n,) for n in places])

        self._do(let_go)

    def delivered_call(self, call_id: str) -> DeliveredCall | None:
        """The newest call with this call_id that was delivered from here lately.

        Raises:
            RecordUnavailable: The spool cannot be read.
        """
        return self._do(lambda spool: delivered_calls.find(spool, call_id))

    def set_aside(self, place: int, why: Sentence) -> None:
        """Keep an entry that the shared database refuses, and go on with the others.

        What belongs to a call whose start is set aside is set aside with it: no database takes it before.

        Raises:
            RecordUnavailable: The spool cannot be written.
        """
        self._do(lambda spool: spool_entries.refuse(spool, place, why))

    def take_up_again(self) -> None:
        """Let what was refused, or written by a newer program, wait for delivery once more.

        Raises:
            RecordUnavailable: The spool cannot be written.
        """
        self._do(spool_entries.free)

    def reasons(self) -> Sequence[str]:
        """Why entries are set aside, each reason once.

        Raises:
            RecordUnavailable: The spool cannot be read.
        """
        asked = "select distinct why from entries where aside is not null order by why"
        return self._do(lambda spool: [why for (why,) in spool.execute(asked)])

    def damaged_files(self) -> Sequence[Path]:
        """Spools that were found damaged and stand beside this one, oldest first."""
        return spool_mending.damaged_files(self._path)

    def state(self) -> SpoolState:
        """How much waits.

        Raises:
            RecordUnavailable: The spool cannot be read.
        """
        return self._do(lambda spool: spool_entries.state(spool, self._mishap))

    def shipping_lock(self) -> FileLock:
        """The lock of who takes entries to the database: one program at a time."""
        return FileLock(self._path.with_name(f"{self._path.name}.shipping"))

    def close(self) -> None:
        """Let go of the file; a thread that waits for the disk is left behind with it."""
        if self._one_thread.acquire(timeout=_PATIENCE):
            try:
                self._disconnect()
            finally:
                self._one_thread.release()

    def _do(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do something with the file, in one transaction; once more if it was damaged or taken away meanwhile."""
        with self._one_thread:
            try:
                for _ in range(_TRIES):
                    try:
                        done = _in_one_transaction(self._connected(), work)
                    except sqlite3.DatabaseError as error:
                        if not is_damage(error):
                            raise
                        self._mend()
                        continue
                    if spool_file.identity(self._path) == self._opened:
                        return done
                raise RecordUnavailable(
                    say("The call log is taken away again and again ({file}).", file=self._path)
                )
            except sqlite3.Error as error:
                self._disconnect()  # the next attempt starts afresh, perhaps on a mended disk
                raise RecordUnavailable(told(error, self._path)) from error
            except OSError as error:
                self._disconnect()
                raise RecordUnavailable(
                    say(
                        "The call log cannot be created ({file}): {detail}",
                        file=self._path,
                        detail=error.strerror,
                    )
                ) from error

    def _connected(self) -> sqlite3.Connection:
        there = spool_file.identity(self._path)
        if self._connection is None or there is None or there != self._opened:
            self._disconnect()  # somebody removed the file: what is written into it would be lost
            self._opened = there
            self._connection = spool_mending.connect(self._path)
            spool_entries.ids_go_on(self._connection)
            self._opened = spool_file.identity(self._path)
        return self._connection

    def _mend(self) -> None:
        self._disconnect()
        spool_mending.mend(self._path, self._opened)
        file = next(reversed(self.damaged_files()), self._path)
        self._mishap = say(
            "What waited for the database was damaged on this disk; what could be read of it is kept ({file}).",
            file=file,
        )
        log.error("%s", self._mishap)

    def _disconnect(self) -> None:
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None


def _in_one_transaction(spool: sqlite3.Connection, work: Callable[[sqlite3.Connection], T]) -> T:
    spool.execute("begin immediate")
    try:
        done = work(spool)
        spool.execute("commit")
    except BaseException:
        if spool.in_transaction:
            with suppress(sqlite3.Error):
                spool.execute("rollback")
        raise
    return done
