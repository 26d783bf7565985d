"""What our own record knows of a customer, at a desk: what waits here for the shared database counts already.

So an offer that was declined a moment ago rests, a gesture is not given twice, and an objection holds from the moment
it was saved, whether or not the database can be reached.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from decimal import Decimal

from screenpop.errors import RecordUnavailable
from screenpop.gestures import Given, Spent
from screenpop.memory import Answered, Fact, Noted
from screenpop.permission import Permission
from screenpop.ports.memory import Memory, Offered
from screenpop.promises import Promised
from screenpop.record.entries import Entry, GestureGiven, OfferMade, PermissionNoted
from screenpop.storage.colleagues.offers_told import Told, added_up, newest_of
from screenpop.storage.spool.waiting import Waiting

_MOST_WAITING = 5_000


class MemoryAtDesk:
    """Asks the shared database, and adds what waits for it.

    Args:
        shared: The shared database's.
        spool: What waits for it.

    Attributes:
        deadline: How long an answer may take.
    """

    def __init__(self, shared: Memory, spool: Waiting) -> None:
        self.deadline: timedelta = shared.deadline
        self._shared = shared
        self._spool = spool

    def noted(self, customer_id: str, *, at_most: int = 20) -> tuple[Noted, ...]:
        """What was noted of this customer, the newest first; see `screenpop.ports.memory`."""
        return self._shared.noted(customer_id, at_most=at_most)

    def promises(self, customer_id: str) -> tuple[Promised, ...]:
        """What is still owed to this customer, the most urgent first; see `screenpop.ports.memory`."""
        return self._shared.promises(customer_id)

    def facts(self, customer_id: str) -> tuple[Fact, ...]:
        """What is known of this customer, each fact as it was told last; see `screenpop.ports.memory`."""
        return self._shared.facts(customer_id)

    def offered(self, customer_id: str) -> Offered:
        """What was offered and given to this customer, and what they allow; see `screenpop.ports.memory`."""
        here = list(
            _told(self._waiting(), customer_id)
        )  # before the database is asked: it may be there meanwhile
        try:
            shared = self._shared.offered(customer_id)
        except RecordUnavailable:
            if not here:
                raise
            return newest_of(here)
        if not here:
            return shared
        there: tuple[Told, ...] = (*shared.answered, *shared.given, *shared.permissions)
        return newest_of(dict.fromkeys((*here, *there)))

    def spent(self, since: datetime, currency: str | None = None) -> tuple[Spent, ...]:
        """What gestures have cost since then, all agents together; see `screenpop.ports.memory`."""
        given = [entry for entry in self._waiting() if isinstance(entry, GestureGiven) and entry.at >= since]
        shared = self._shared.spent(since, currency)
        here = added_up(map(_counted, given), currency)
        return tuple(_together((*shared, *here)))

    def _waiting(self) -> Iterator[Entry]:
        try:
            yield from (waits.entry for waits in self._spool.next(_MOST_WAITING))
        except RecordUnavailable:
            return  # what cannot be read here need not keep anybody from reading there


def _told(waiting: Iterable[Entry], customer_id: str) -> Iterator[Told]:
    for entry in waiting:
        match entry:
            case OfferMade(customer_id=id_) if id_ == customer_id:
                yield Answered(entry.product, entry.outcome, entry.at)
            case GestureGiven(customer_id=id_) if id_ == customer_id:
                yield Given(entry.gesture, entry.at)
            case PermissionNoted(customer_id=id_) if id_ == customer_id:
                yield Permission(entry.contact, entry.channel, entry.allowed, entry.at)
            case _:
                pass


def _counted(entry: GestureGiven) -> tuple[str, str | None, Decimal | None, int]:
    if entry.worth is None:
        return entry.gesture, None, None, 1
    return entry.gesture, entry.worth.currency, entry.worth.amount, 1


def _together(spent: Iterable[Spent]) -> Iterator[Spent]:
    by_name: dict[str, Spent] = {}
    for each in spent:
        known = by_name.get(each.gesture)
        by_name[each.gesture] = (
            Spent(each.gesture, known.times + each.times, known.worth + each.worth) if known else each
        )
    yield from (by_name[name] for name in sorted(by_name))
