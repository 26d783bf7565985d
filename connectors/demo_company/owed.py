"""What the demo company owes its callers when the day begins: promises and calls."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

from connectors.demo_company.cast import Caller, Callers
from connectors.demo_company.words import Owed
from screenpop.promises import PromiseKind
from screenpop.record.entries import Entry, PromiseMade, PromiseTaken
from screenpop.record.ids import IdSequence

_PROMISED_AT = time(13)


def owed(promises: Sequence[Owed], callers: Callers, today: date) -> Iterator[Entry]:
    """Made two days ago, and claimed by whoever sees to it now."""
    made_at = _local(today - timedelta(days=2), _PROMISED_AT)
    ids = IdSequence(lambda: int(made_at.timestamp() * 1000))
    for promise in promises:
        caller: Caller = getattr(callers, promise.who)
        due = _local(today + timedelta(days=promise.days), time.fromisoformat(promise.at))
        made = PromiseMade(
            id=ids.next(),
            call=None,
            at=made_at,
            agent=promise.made_by,
            kind=PromiseKind(promise.kind),
            due=due,
            what=promise.what,
            taken_by=promise.made_by if promise.made_by == promise.taken_by else None,
            customer_id=caller.customer_id,
            customer=caller.customer,
            contact=caller.contact,
            number=caller.number,
        )
        yield made
        if promise.taken_by not in (None, promise.made_by):
            yield PromiseTaken(ids.next(), made.id, made_at, promise.taken_by, promise.taken_by)


def _local(day: date, clock: time) -> datetime:
    """By the clock on the wall, in UTC."""
    return datetime.combine(day, clock).astimezone(UTC)
