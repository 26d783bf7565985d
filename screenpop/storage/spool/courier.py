"""The courier: a thread that has what is spooled delivered, again and again until it has arrived.

It sleeps until an entry is kept, and looks now and then for what another program kept. A database that is away is
tried again ever less often; new entries do not hurry it, only who asks for a delivery does.
"""

import logging
import random
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from screenpop.errors import RecordUnavailable
from screenpop.ports.record import SharedRecord, SpoolState
from screenpop.sentences import Sentence, say
from screenpop.storage.spool.shipping import Shipping
from screenpop.storage.spool.spool import Spool
from screenpop.storage.spool.telling import Telling

log = logging.getLogger(__name__)

_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 60.0
_LOOK_AGAIN = 5.0
_ANOTHER_SHIPS = 0.25
_LAST_TRY = 1.0
_LINGER = 0.1
"""What was just kept waits so long, in seconds: writing to a database while a card is painted would slow the card."""


class Courier:
    """Has one spool delivered to one database."""

    def __init__(
        self,
        spool: Spool,
        shared: SharedRecord,
        *,
        tell: Callable[[SpoolState], None] = lambda _: None,
        look_again: float = _LOOK_AGAIN,
    ) -> None:
        """Begin nothing yet.

        Args:
            spool: Where entries are.
            shared: Where they go.
            tell: Hears on the courier's thread how much waits whenever that has changed, at most once a second.
            look_again: How often it looks for what another program kept, in seconds.
        """
        self._spool = spool
        self._shipping = Shipping(spool, shared)
        self._telling = Telling(tell)
        self._look_again = look_again
        self._changed = threading.Condition()
        self._woken = self._stopping = self._ended = False
        self._asked = self._tried = self._answered = 0
        self._failures = 0
        self._trouble: Sentence | None = None
        self._due = 0.0
        self._thread = threading.Thread(target=self._run, name="courier", daemon=True)

    def start(self) -> None:
        """Begin to deliver, with what was refused before: an administrator may have seen to it."""
        with suppress(RecordUnavailable):  # the first attempt says so
            self._spool.take_up_again()
        with self._changed:
            self._begin()

    def wake(self) -> None:
        """An entry was kept. Returns at once."""
        with self._changed:
            self._woken = True
            self._changed.notify_all()

    @property
    def is_stuck(self) -> bool:
        """The database was away when it was last tried."""
        return self._failures > 0

    def deliver_now(self, patience: float = 2.0) -> SpoolState:
        """Try to deliver all there is, whatever failed before; returns what still waits, after so long at most.

        A courier that was not started begins now.

        Raises:
            RecordUnavailable: The spool itself cannot be read.
        """
        with self._changed:
            self._begin()
            self._asked += 1
            mine = self._asked
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._answered >= mine or self._ended, patience)
            trouble = self._trouble
        return _with(self._spool.state(), trouble)

    def stop(self) -> None:
        """Try once more, for a second; what does not arrive stays in the spool."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        if self._thread.is_alive():
            self._thread.join(_LAST_TRY)

    def _begin(self) -> None:
        """Once, for whoever comes first; the caller holds `_changed`."""
        if self._thread.ident is None:
            self._thread.start()

    def _run(self) -> None:
        try:
            while self._work_on():
                pass
        finally:
            with self._changed:
                self._ended = True
                self._changed.notify_all()

    def _work_on(self) -> bool:
        """Wait until something is to do, and do it; False after the last time."""
        with self._changed:
            self._changed.wait_for(self._is_wanted, self._until_due())
            self._changed.wait_for(self._is_urgent, _LINGER)
            stopping = self._stopping
            hurried = self._is_urgent() or (self._woken and not self._failures)
            self._woken, self._tried = False, self._asked
        if hurried or time.monotonic() >= self._due:
            self._try()
        self._telling.note(self._look(), at_once=stopping)
        return not stopping

    def _is_wanted(self) -> bool:
        return self._woken or self._is_urgent()

    def _is_urgent(self) -> bool:
        return self._stopping or self._asked > self._tried

    def _until_due(self) -> float:
        return max(min(self._due, self._telling.due) - time.monotonic(), 0.0)

    def _try(self) -> None:
        """Deliver what there is, and say when to try again."""
        trouble, pause, is_free = None, self._look_again, True
        try:
            is_free = self._shipping.ship(self._goes_on())
            if not is_free:
                pause = _ANOTHER_SHIPS
            self._failures = 0
        except RecordUnavailable as error:
            trouble = error.sentence
        except Exception as error:  # noqa: BLE001 # whatever it was, what is kept next must still be delivered
            log.error("Delivering failed: %s", type(error).__name__)  # its message may hold customers' data
            trouble = say("internal error")
        if trouble is not None:
            if self._failures == 0:
                log.warning("What is saved waits for the database: %s", trouble)
            longest = min(_FIRST_PAUSE * 2**self._failures, _LONGEST_PAUSE)
            pause = longest * random.uniform(0.5, 1.0)  # noqa: S311 # so that not all desks come back at once
            self._failures = min(self._failures + 1, 20)
        with self._changed:
            self._trouble = trouble
            self._due = time.monotonic() + pause
            if is_free:
                self._answered = self._tried
            self._changed.notify_all()

    def _goes_on(self) -> Callable[[], bool]:
        if not self._stopping:
            return lambda: not self._stopping
        end = time.monotonic() + _LAST_TRY
        return lambda: time.monotonic() < end

    def _look(self) -> SpoolState:
        """How much waits, and why if that is more than a moment: a first failure may pass, and is not worth a word."""
        try:
            return _with(self._spool.state(), self._trouble if self._failures > 1 else None)
        except RecordUnavailable as error:
            return replace(self._telling.known, trouble=error.sentence)


def _with(state: SpoolState, trouble: Sentence | None) -> SpoolState:
    return replace(state, trouble=trouble or state.trouble)
