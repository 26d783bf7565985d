"""Has the record keep what happened, in order, on a thread of its own."""

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from screenpop.desk.crew import Crew
from screenpop.desk.faults import tell_fault
from screenpop.errors import NotKept
from screenpop.events.acts import WrappedUp
from screenpop.ports.record import Record
from screenpop.record.entries import Entry, WrapUp
from screenpop.sentences import Sentence, say

log = logging.getLogger(__name__)

_MOST_WAITING = 10_000
_FAULT = say("internal error")


@dataclass(frozen=True, slots=True)
class WrapUpKept:
    """The record's word on a wrap-up; `failure` None means that the commit has happened."""

    act: WrappedUp
    failure: Sentence | None = None


class Keeping:
    """Passes entries to the record.

    What happened on the line cannot be asked for again, so such entries wait for the record to recover; one that
    the record stumbles over is dropped, because it would hold up all that come after it. A wrap-up that is not
    saved is reported at once: the agent still has the text and may save again.
    """

    def __init__(self, record: Record, crew: Crew, post: Callable[[WrapUpKept], None]) -> None:
        self._record = record
        self._crew = crew
        self._post = post
        self._waiting: deque[Entry] = deque(maxlen=_MOST_WAITING)

    def keep(self, entry: Entry) -> None:
        """Have an entry kept after all earlier ones. Returns at once."""
        self._crew.take(lambda: self._keep(entry))

    def keep_wrap_up(self, act: WrappedUp, entry: WrapUp) -> None:
        """Have the entry of a wrap-up kept; `post` gets a `WrapUpKept`. Returns at once."""
        self._crew.take(lambda: self._post(WrapUpKept(act, self._refusal(entry))))

    def close(self) -> None:
        """Finish what was asked; gives up on a disk that hangs."""
        self._crew.dismiss(1.5)

    def _keep(self, entry: Entry) -> None:
        self._waiting.append(entry)
        self._catch_up()

    def _catch_up(self) -> Sentence | None:
        """Why what waits must go on waiting, if it must."""
        while self._waiting:
            if (refusal := self._try(self._waiting[0])) not in (None, _FAULT):
                return refusal
            self._waiting.popleft()
        return None

    def _refusal(self, entry: WrapUp) -> Sentence | None:
        return self._catch_up() or self._try(entry)

    def _try(self, entry: Entry) -> Sentence | None:
        try:
            self._record.keep(entry)
        except NotKept as error:
            log.error("Not kept: %s", error)
            return error.sentence
        except Exception as error:  # noqa: BLE001 # a fault of the record must not end its thread
            tell_fault(f"Keeping a {type(entry).__name__}", error)
            return _FAULT
        return None
