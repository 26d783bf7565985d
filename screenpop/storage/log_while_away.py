"""The call log of a desk: what is saved here is delivered before it is read, and shown by itself while that fails.

What the spool holds is then put into a small database in memory, made like the shared one, and asked the same
questions. It goes as soon as it is not needed.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TypeVar

from screenpop.errors import NotKept, RecordUnavailable, UnknownCall
from screenpop.ports.call_log import CallLog
from screenpop.ports.record import SpooledEntry
from screenpop.record.filters import LogFilter
from screenpop.record.rows import LoggedCall
from screenpop.storage.call_log import DatabaseCallLog
from screenpop.storage.memory_place import MemoryDatabase
from screenpop.storage.shared_record import DatabaseRecord
from screenpop.storage.spool.waiting import Waiting

_MOST_SHOWN = 5_000
_BATCH = 200
_LOOKS_AGAIN = 60.0
T = TypeVar("T")


class LogWhileAway:
    """Asks the shared log, or else what waits here. An export is the shared log's alone: it would look complete."""

    def __init__(self, shared: CallLog, spool: Waiting, catch_up: Callable[[], bool]) -> None:
        """Open nothing yet.

        Args:
            shared: The log of the shared database.
            spool: What waits for it.
            catch_up: Delivers what waits, if it can at once; False if it cannot be delivered.
        """
        self._shared = shared
        self._spool = spool
        self._catch_up = catch_up
        self._meanwhile: _Meanwhile | None = None
        self._failed_at: float | None = None
        self._one_thread = threading.Lock()

    def page(
        self, wanted: LogFilter, *, at_most: int, older_than: LoggedCall | None = None
    ) -> Sequence[LoggedCall]:
        """The newest calls that fit, or the next ones after `older_than`."""

        def asked(log: CallLog) -> Sequence[LoggedCall]:
            return log.page(wanted, at_most=at_most, older_than=older_than)

        return self._ask(asked)

    def all(self, wanted: LogFilter) -> Iterator[LoggedCall]:
        """Every call that fits, in constant memory."""
        self._catch_up()
        yield from self._shared.all(wanted)

    def latest(self, call_id: str) -> LoggedCall:
        """The newest call with this call_id.

        Raises:
            UnknownCall: There is none.
        """
        return self._ask(lambda log: log.latest(call_id))

    def close(self) -> None:
        """Let go of what was shown meanwhile."""
        with self._one_thread:
            self._forget()

    def _ask(self, question: Callable[[CallLog], T]) -> T:
        away: RecordUnavailable | None = None
        if self._catch_up() or not self._has_just_failed():
            try:
                answer = question(self._shared)
            except RecordUnavailable as error:
                away, self._failed_at = error, time.monotonic()
            else:
                self._failed_at = None
                self.close()
                return answer
        with self._one_thread:
            if self._meanwhile is None:
                self._meanwhile = _Meanwhile()
            log = self._meanwhile.filled_from(self._spool)
            if log is not None:
                with suppress(UnknownCall):
                    return question(log)
        if away is not None:
            raise away
        return question(self._shared)  # it says itself what is wrong

    def _has_just_failed(self) -> bool:
        """Asking a server that is away takes its time, and each page would."""
        return self._failed_at is not None and time.monotonic() - self._failed_at < _LOOKS_AGAIN

    def _forget(self) -> None:
        if self._meanwhile is not None:
            self._meanwhile.close()
            self._meanwhile = None


class _Meanwhile:
    """A database that holds what the spool holds."""

    def __init__(self) -> None:
        self._database = MemoryDatabase()
        self._record = DatabaseRecord(self._database, "")
        self._last = 0

    def filled_from(self, spool: Waiting) -> CallLog | None:
        """A log of all that waits; None if nothing does."""
        waiting = spool.next(_MOST_SHOWN)
        if not waiting:
            return None
        new = [entry for entry in waiting if entry.place > self._last]
        for start in range(0, len(new), _BATCH):
            self._put(new[start : start + _BATCH])
        self._last = waiting[-1].place
        return DatabaseCallLog(self._database)

    def close(self) -> None:
        """It is not needed any more."""
        self._database.close()

    def _put(self, entries: Sequence[SpooledEntry]) -> None:
        """What belongs to a call that the shared database has cannot be shown without it."""
        try:
            self._record.deliver(entries)
        except NotKept:
            for entry in entries:
                with suppress(NotKept):
                    self._record.deliver([entry])
