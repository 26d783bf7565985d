"""Takes what is spooled to the database: in order, in batches, each once; what it refuses for good is set aside."""

import logging
from collections.abc import Callable, Sequence

from screenpop.errors import NotKept, RecordUnavailable
from screenpop.ports.record import SharedRecord, SpooledEntry
from screenpop.sentences import say
from screenpop.storage.spool.spool import Spool

log = logging.getLogger(__name__)

_BATCH = 200
_MOST_STUMBLES = 3


class Shipping:
    """Ships a spool to a database. Only one program at a time does."""

    def __init__(self, spool: Spool, shared: SharedRecord) -> None:
        self._spool = spool
        self._shared = shared
        self._lock = spool.shipping_lock()
        self._reached = False
        self._stumbled = (0, 0)

    def ship(self, goes_on: Callable[[], bool]) -> bool:
        """Deliver all that waits, as long as it may go on. False if another program is at it.

        Raises:
            RecordUnavailable: The database or the spool cannot be reached, or do not fit this program.
        """
        try:
            if not self._lock.try_lock():
                return False
        except OSError as error:
            raise RecordUnavailable(
                say(
                    "What waits for the database cannot be locked ({file}): {detail}",
                    file=error.filename,
                    detail=error.strerror,
                )
            ) from error
        try:
            if not self._reached:
                self._shared.deliver(
                    ()
                )  # a database that does not fit is told before there is anything for it
                self._reached = True
            singly = 0
            while goes_on() and (entries := self._spool.next(1 if singly else _BATCH)):
                singly = max(0, singly - 1)
                if not self._is_taken(entries):
                    singly = len(entries)
        finally:
            self._lock.release()
        return True

    def _is_taken(self, entries: Sequence[SpooledEntry]) -> bool:
        """False if one of several is refused, nobody knows which."""
        try:
            self._shared.deliver(entries)
        except RecordUnavailable:
            raise
        except Exception as error:
            if len(entries) > 1:
                return False
            (entry,) = entries
            if not isinstance(error, NotKept) and not self._stumbles_again(entry.place):
                raise  # a fault of the program may pass
            log.error("The database takes no %s: it is set aside", type(entry.entry).__name__)
            why = error.sentence if isinstance(error, NotKept) else say("internal error")
            self._spool.set_aside(entry.place, why)
            return True
        self._spool.delivered([entry.place for entry in entries])
        return True

    def _stumbles_again(self, place: int) -> bool:
        """An entry at which the program fails every time must not hold up the others."""
        self._stumbled = (place, self._stumbled[1] + 1 if self._stumbled[0] == place else 1)
        return self._stumbled[1] >= _MOST_STUMBLES
