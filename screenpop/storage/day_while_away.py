"""What is due, at a desk: what is saved here is delivered before it is read, and counts by itself while that fails.

While the database is away, what was read last is shown, with all that this desk has promised, taken and settled since.
What colleagues do meanwhile is missing; the window says that the database is away.
"""

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from screenpop.errors import RecordUnavailable
from screenpop.ports.day import Day
from screenpop.promises import Promised
from screenpop.record.entries import Entry, PromiseMade, PromiseSettled, PromiseTaken
from screenpop.storage.spool.waiting import Waiting

_MOST_WAITING = 5_000


class DayWhileAway:
    """Asks the shared database, or else puts together what is known here.

    Args:
        shared: The shared database's.
        spool: What waits for it.
        catch_up: Delivers what waits, if it can at once.
    """

    def __init__(self, shared: Day, spool: Waiting, catch_up: Callable[[], bool]) -> None:
        self._shared = shared
        self._spool = spool
        self._catch_up = catch_up
        self._read: Mapping[UUID, Promised] | None = None
        self._one_thread = threading.Lock()

    def due(self, *, at_most: int = 500) -> tuple[Promised, ...]:
        """All that is due, the most urgent first; see `screenpop.ports.day`."""
        self._catch_up()
        try:
            found = tuple(self._shared.due(at_most=at_most))
        except RecordUnavailable:
            known = self._known_here()
            if known is None:
                raise
            return tuple(sorted(known.values(), key=lambda one: (one.due, one.id)))[:at_most]
        with self._one_thread:
            self._read = {one.id: one for one in found}
        return found

    def find(self, promise: UUID) -> Promised | None:
        """One that is due; see `screenpop.ports.day`."""
        try:
            return self._shared.find(promise)
        except RecordUnavailable:
            known = self._known_here()
            if known is None:
                raise
            return known.get(promise)

    def _known_here(self) -> Mapping[UUID, Promised] | None:
        """None if it was never read and nothing of it waits: an empty day would be a lie."""
        waiting = [waits.entry for waits in self._spool.next(_MOST_WAITING)]
        with self._one_thread:
            read = self._read
        if read is None and not any(isinstance(entry, PromiseMade) for entry in waiting):
            return None
        return _after(read or {}, waiting)


def _after(read: Mapping[UUID, Promised], entries: Iterable[Entry]) -> Mapping[UUID, Promised]:
    """What is due once these count too."""
    known = dict(read)
    for entry in entries:
        match entry:
            case PromiseMade():
                known[entry.id] = _promised(entry)
            case PromiseTaken(promise=id_) if id_ in known and known[id_].taken_by in (None, entry.agent):
                known[id_] = replace(known[id_], taken_by=entry.taken_by)
            case PromiseSettled(promise=id_):
                known.pop(id_, None)
            case _:
                pass
    return known


def _promised(entry: PromiseMade) -> Promised:
    return Promised(
        id=entry.id,
        kind=entry.kind,
        due=entry.due,
        what=entry.what,
        made_by=entry.agent,
        taken_by=entry.taken_by,
        customer_id=entry.customer_id,
        customer=entry.customer,
        contact=entry.contact,
        number=entry.number,
        call=entry.call,
    )
