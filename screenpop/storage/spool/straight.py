"""Keeps entries in the shared database itself, for a computer that keeps nothing: “saved” waits for the COMMIT.

Where a connection ends between the COMMIT and its answer, nobody here knows whether the entry is there. So it is
delivered once more: the database lets a row alone that it has already, and its answer is then sure.
"""

import logging
import random
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from screenpop.errors import NotKept, NotTaken, RecordUnavailable
from screenpop.ports.record import SharedRecord, SpooledEntry
from screenpop.record.entries import Entry
from screenpop.sentences import Sentence, say
from screenpop.storage.spool.keepable import refuse_unkeepable

log = logging.getLogger(__name__)

_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 30.0
_KNOWN_FOR = 3.0
_LAST_WAIT = 0.5


class StraightRecord:
    """Delivers each entry before `keep` returns. While the database is away a thread tries whether it is back."""

    def __init__(
        self,
        shared: SharedRecord,
        *,
        tell: Callable[[Sentence | None], None] = lambda _: None,
        is_back: Callable[[], None] = lambda: None,
        first_pause: float = _FIRST_PAUSE,
    ) -> None:
        """Begin nothing yet.

        Args:
            shared: Where entries go.
            tell: Hears why nothing can be saved, and None once it can; at the start, too.
            is_back: Is called when entries are taken again: what waited can be kept.
            first_pause: After so many seconds a database that is away is tried again; then ever less often.
        """
        self._shared = shared
        self._tell = tell
        self._is_back = is_back
        self._first_pause = first_pause
        self._one_at_a_time = threading.Lock()
        self._telling = threading.Lock()
        self._changed = threading.Condition()
        self._trouble: Sentence | None = None
        self._failed_at = 0.0
        self._stopping = False
        self._thread = threading.Thread(target=self._watch, name="server-watch", daemon=True)

    @property
    def trouble(self) -> Sentence | None:
        """Why nothing could be saved when it was last tried."""
        return self._trouble

    def start(self) -> None:
        """Find out whether the database can be reached, and again whenever it is away."""
        self._thread.start()

    def keep(self, entry: Entry, /) -> None:
        """Return after the database's COMMIT; the same entry twice is kept once.

        Raises:
            NotTaken: The database refuses it and always will.
            NotKept: It is not saved, as far as is known; the same entry may be tried again.
        """
        refuse_unkeepable(entry)
        with self._one_at_a_time:
            trouble = self._known_trouble() or self._delivered(entry)
        if trouble is not None:
            raise NotKept(say("Not saved: this computer saves on the server. {reason}", reason=trouble))

    def stop(self) -> None:
        """Watch no more."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        if self._thread.is_alive():
            self._thread.join(_LAST_WAIT)

    def _delivered(self, entry: Entry) -> Sentence | None:
        """Why it could not be; None if it is there."""
        try:
            with suppress(RecordUnavailable):
                self._deliver(entry)
                self._note(None)
                return None
            self._deliver(entry)
        except RecordUnavailable as error:
            self._note(error.sentence)
            return error.sentence
        except NotKept as error:
            self._note(None)
            raise NotTaken(error.sentence) from error
        self._note(None)
        return None

    def _deliver(self, entry: Entry) -> None:
        self._shared.deliver([SpooledEntry(0, entry, datetime.now(UTC), timedelta())])

    def _known_trouble(self) -> Sentence | None:
        """A server that was silent a moment ago need not be waited for again by all that comes now."""
        with self._changed:
            return self._trouble if time.monotonic() - self._failed_at < _KNOWN_FOR else None

    def _note(self, trouble: Sentence | None) -> None:
        """That is how it stands now; whoever listens hears when it changes, in order."""
        with self._telling:
            with self._changed:
                before, self._trouble = self._trouble, trouble
                if trouble is not None:
                    self._failed_at = time.monotonic()
                self._changed.notify_all()
            if trouble == before:
                return
            if trouble is not None and before is None:
                log.warning("Nothing can be saved: %s", trouble)
            self._told(trouble)
            if trouble is None:
                self._is_back()

    def _told(self, trouble: Sentence | None) -> None:
        try:
            self._tell(trouble)
        except Exception as error:  # noqa: BLE001 # whoever listens, entries must still be taken
            log.error("Telling how saving stands failed: %s", type(error).__name__)

    def _watch(self) -> None:
        pause = 0.0
        with self._telling:
            self._told(self.trouble)
        while self._waits(pause * random.uniform(0.5, 1.0)):  # noqa: S311 # so that not all desks come back at once
            trouble = self._tried()
            self._note(trouble)
            pause = min(max(pause * 2, self._first_pause), _LONGEST_PAUSE) if trouble else 0.0
            if trouble is None and not self._waits_for_trouble():
                return

    def _tried(self) -> Sentence | None:
        try:
            self._shared.deliver(())
        except (RecordUnavailable, NotKept) as error:
            return error.sentence
        except Exception as error:  # noqa: BLE001 # whatever it was, it may pass
            log.error("Reaching the record's server failed: %s", type(error).__name__)
            return say("internal error")
        return None

    def _waits(self, seconds: float) -> bool:
        """False if stopped meanwhile."""
        with self._changed:
            self._changed.wait_for(lambda: self._stopping, seconds)
            return not self._stopping

    def _waits_for_trouble(self) -> bool:
        """False if stopped meanwhile."""
        with self._changed:
            self._changed.wait_for(lambda: self._stopping or self._trouble is not None)
            return not self._stopping
