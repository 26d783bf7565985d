"""The record of the invented company: a morning's calls, and what is due."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from screenpop.customers import Person
from screenpop.errors import UnknownCall
from screenpop.events.calls import Direction, Ending
from screenpop.promises import Promised, PromiseKind
from screenpop.record.filters import LogFilter
from screenpop.record.rows import LoggedCall
from screenpop.sentences import say
from ui.gallery.people import ANNA, GREEN, LONGEST, NOON, OURS, PRAGUE, THAI, WARSAW

_MORNING: Sequence[tuple[int, Person | None, Ending, str, str, str]] = (
    (
        9,
        ANNA,
        Ending.ENDED,
        "Delivery",
        "Call back",
        "Order 8790 is late. Promised to call back before noon.",
    ),
    (31, PRAGUE, Ending.MISSED, "", "", ""),
    (52, GREEN, Ending.ENDED, "Order", "Order taken", "Forty bags of cement, to the usual place."),
    (75, None, Ending.MISSED, "", "", ""),
    (98, THAI, Ending.ANSWERED_ELSEWHERE, "", "", ""),
    (140, LONGEST, Ending.ENDED, "Invoice", "Solved", "Wants invoices by e-mail from now on."),
    (1460, ANNA, Ending.ENDED, "Complaint", "Passed on", "Pallet 3 of 12 arrived wet."),
    (1530, None, Ending.DECLINED, "", "", ""),
    (1600, GREEN, Ending.ENDED, "Advice", "Solved", ""),
)


class InventedLog:
    """A call log in which everything fits every question but that for missed calls."""

    def page(
        self, wanted: LogFilter, *, at_most: int, older_than: LoggedCall | None = None
    ) -> Sequence[LoggedCall]:
        """The calls after that one."""
        calls = [call for call in _CALLS if not wanted.endings or call.ending in wanted.endings]
        if wanted.customer_id is not None:
            calls = [call for call in calls if call.customer_id == wanted.customer_id]
        start = 0 if older_than is None else sum(call.offered_at >= older_than.offered_at for call in calls)
        return calls[start : start + at_most]

    def all(self, wanted: LogFilter) -> Iterator[LoggedCall]:
        """Every one."""
        return iter(self.page(wanted, at_most=len(_CALLS)))

    def latest(self, call_id: str) -> LoggedCall:
        """By its call_id."""
        for call in _CALLS:
            if call.call_id == call_id:
                return call
        raise UnknownCall(say("there is no call {call_id}", call_id=call_id))


class InventedDay:
    """What is due: overdue, today and later; claimed and not."""

    def due(self, *, at_most: int = 500) -> Sequence[Promised]:
        """All of it."""
        return _DUE[:at_most]

    def find(self, promise: UUID) -> Promised | None:
        """By its id."""
        return next((each for each in _DUE if each.id == promise), None)


def _call(place: int, minutes: int, person: Person | None, ending: Ending, *told: str) -> LoggedCall:
    at = NOON - timedelta(minutes=minutes)
    talked = ending is Ending.ENDED
    reason, disposition, note = told
    return LoggedCall(
        id=UUID(int=place + 1),
        call_id=f"log-{place}",
        offered_at=at,
        answered_at=at + timedelta(seconds=6) if talked else None,
        ended_at=at + timedelta(seconds=6 + 97 * (place + 1) if talked else 24),
        agent="anna",
        direction=Direction.IN,
        number=WARSAW if person else "+447700900123",
        presented=WARSAW if person else "+447700900123",
        name=None,
        did=OURS,
        queue="Sales PL",
        customer_id=person.customer.id if person else None,
        customer=person.customer.name if person else None,
        contact=person.contact if person else None,
        ending=ending,
        reason=reason or None,
        disposition=disposition or None,
        note=note or None,
        wrapped_at=at + timedelta(minutes=9) if note else None,
    )


def _promised(place: int, due: datetime, person: Person, what: str, taken_by: str | None) -> Promised:
    return Promised(
        id=UUID(int=100 + place),
        kind=PromiseKind.PROMISE if what else PromiseKind.CALL_BACK,
        due=due,
        what=what,
        made_by="Marek Nowak",
        taken_by=taken_by,
        customer_id=person.customer.id,
        customer=person.customer.name,
        contact=person.contact,
        number=WARSAW,
        call=None,
    )


_CALLS = [_call(place, *told) for place, told in enumerate(_MORNING)]
_DUE = [
    _promised(0, NOON - timedelta(days=1), ANNA, "order 8790 on the site", None),
    _promised(1, NOON + timedelta(minutes=18), GREEN, "", "anna"),
    _promised(2, NOON + timedelta(hours=4), LONGEST, "copies of all invoices of last year", "Ewa Lis"),
    _promised(3, NOON + timedelta(days=1), PRAGUE, "a new price list", None),
    _promised(4, NOON + timedelta(days=5), THAI, "", "anna"),
]
