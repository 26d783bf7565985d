"""Has the record keep what happened, in order, on a thread of its own."""

import logging
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

from screenpop.desk.crew import Crew
from screenpop.desk.faults import tell_fault
from screenpop.errors import NotKept, NotTaken
from screenpop.events.acts import Saved
from screenpop.ports.record import Record
from screenpop.record.entries import (
    CallerFound,
    CustomerViewed,
    Entry,
    FactLearned,
    GestureGiven,
    OfferMade,
    PermissionNoted,
    PromiseMade,
    PromiseSettled,
    PromiseTaken,
    WrapUp,
)
from screenpop.sentences import Sentence, say

log = logging.getLogger(__name__)

_MOST_WAITING = 10_000
_MOST_REFUSED = 50
_SOME_TIME = datetime(2000, 1, 1, tzinfo=UTC)
_FAULT = say("internal error")

Written = (
    WrapUp
    | FactLearned
    | OfferMade
    | GestureGiven
    | PermissionNoted
    | CallerFound
    | CustomerViewed
    | PromiseMade
    | PromiseTaken
    | PromiseSettled
)


@dataclass(frozen=True, slots=True)
class ActKept:
    """The record's word on what the agent did; `failure` None means that the commit has happened.

    Attributes:
        entry: What it became; None if it could become nothing.
        asked: The id of the entry that was to be kept; where the very same was refused before, `entry` has that one's.
    """

    act: Saved
    entry: Written | None
    failure: Sentence | None = None
    asked: UUID | None = None


class Keeping:
    """Passes entries to the record.

    What happened on the line cannot be asked for again, so such entries wait for the record to recover; one that the
    record stumbles over, or will never take, is dropped, because it would hold up all that come after it. What the
    agent did and is not saved is reported at once: the agent still has the text and may save again. The very same,
    saved again, is the entry that it was: a record that took it without being heard has it once.
    """

    def __init__(self, record: Record, crew: Crew, post: Callable[[ActKept], None]) -> None:
        self._record = record
        self._crew = crew
        self._post = post
        self._waiting: deque[Entry] = deque(maxlen=_MOST_WAITING)
        self._practised: set[UUID] = set()
        self._refused: dict[Written, UUID] = {}

    def leave_out(self, call: UUID) -> None:
        """Keep nothing of this call, whatever is to be kept: it is there to practise with."""
        self._practised.add(call)

    def keep(self, entry: Entry) -> None:
        """Have an entry kept after all earlier ones. Returns at once."""
        if not self._is_practice(entry):
            self._crew.take(lambda: self._keep(entry))

    def keep_act(self, act: Saved, entry: Written) -> None:
        """Have the entry of what the agent did kept; `post` gets an `ActKept`. Returns at once."""
        if not self._is_practice(entry):
            self._crew.take(lambda: self._post(self._kept_once(act, entry)))

    def keep_made(self, act: Saved, make: Callable[[], Written]) -> None:
        """As `keep_act`, of an entry that is made on the record's thread.

        `make` may ask the record, and may raise NotKept where nothing is to be kept.
        """
        self._crew.take(lambda: self._post(self._kept(act, make)))

    def keep_found(self, find: Callable[[], Iterable[Entry]]) -> None:
        """Have entries kept that are made on the record's thread, one after the other. Returns at once."""
        self._crew.take(lambda: self._keep_all(find))

    def try_again(self) -> None:
        """The record can be reached again: have what waits kept. Returns at once."""

        def catch_up() -> None:
            self._catch_up()

        self._crew.take(catch_up)

    def close(self) -> None:
        """Finish what was asked; gives up on a disk that hangs."""
        self._crew.dismiss(1.5)

    def _is_practice(self, entry: Entry) -> bool:
        return not self._practised.isdisjoint((entry.id, getattr(entry, "call", None)))

    def _keep(self, entry: Entry) -> None:
        self._waiting.append(entry)
        self._catch_up()

    def _catch_up(self) -> Sentence | None:
        """Why what waits must go on waiting, if it must."""
        while self._waiting:
            refusal, may_pass = self._tried(self._waiting[0])
            if refusal is not None and may_pass:
                return refusal
            self._waiting.popleft()
        return None

    def _keep_all(self, find: Callable[[], Iterable[Entry]]) -> None:
        try:
            for entry in find():
                self._keep(entry)
        except Exception as error:  # noqa: BLE001 # as in `_tried`
            tell_fault("Finding what is to be kept", error)

    def _kept(self, act: Saved, make: Callable[[], Written]) -> ActKept:
        try:
            entry = make()
        except NotKept as error:
            return ActKept(act, None, error.sentence)
        except Exception as error:  # noqa: BLE001 # as in `_tried`
            tell_fault(f"Making what is kept of a {type(act).__name__}", error)
            return ActKept(act, None, _FAULT)
        return self._kept_once(act, entry)

    def _kept_once(self, act: Saved, entry: Written) -> ActKept:
        """The same words that were refused a moment ago keep their id; other words of this sort about it end that."""
        asked = entry.id
        words = replace(entry, id=UUID(int=0), at=_SOME_TIME)
        entry = replace(entry, id=self._refused.get(words, entry.id))
        refusal = self._refusal(entry)
        if refusal is not None:
            self._refused = dict([*self._refused.items(), (words, entry.id)][-_MOST_REFUSED:])
        else:
            about = (type(entry), _subject(entry))
            self._refused = {
                other: id_ for other, id_ in self._refused.items() if (type(other), _subject(other)) != about
            }
        return ActKept(act, entry, refusal, asked)

    def _refusal(self, entry: Written) -> Sentence | None:
        return self._catch_up() or self._tried(entry)[0]

    def _tried(self, entry: Entry) -> tuple[Sentence | None, bool]:
        """Why it is not kept, and whether that may pass."""
        try:
            self._record.keep(entry)
        except NotKept as error:
            log.error("Not kept: %s", error)
            return error.sentence, not isinstance(error, NotTaken)
        except Exception as error:  # noqa: BLE001 # a fault of the record must not end its thread
            tell_fault(f"Keeping a {type(entry).__name__}", error)
            return _FAULT, False
        return None, False


def _subject(entry: Written) -> UUID | None:
    """The call or the promise that it is about."""
    return entry.promise if isinstance(entry, PromiseTaken | PromiseSettled) else entry.call
