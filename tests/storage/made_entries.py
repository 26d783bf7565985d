"""Entries as the desk makes them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from screenpop.events.calls import Ending
from screenpop.ports.record import Record
from screenpop.record.entries import (
    CallerFound,
    CallFinished,
    CallPickedUp,
    CallStarted,
    Direction,
    PartyReplaced,
    WrapUp,
)
from screenpop.record.ids import new_id
from screenpop.trust import Trust

NOON = datetime(2026, 3, 31, 12, tzinfo=UTC)


def started(call_id: str = "call-1", **changed: object) -> CallStarted:
    call = CallStarted(
        id=new_id(),
        call_id=call_id,
        at=NOON,
        agent="anna",
        direction=Direction.IN,
        number="+48225550123",
        presented="0225550123",
        name="Wąs-Świątkowska Anna",
        withheld=False,
        did="+48225550100",
        queue=None,
        trust=Trust.UNCONFIRMED,
    )
    return replace(call, **changed)


def found(call: UUID, customer_id: str = "K-1", customer: str = "Hurt-Bud", contact: str | None = "Anna Wąs"):
    return CallerFound(new_id(), call, NOON, customer_id, customer, contact)


def replaced(call: UUID, *, number: str | None = None, name: str | None = None) -> PartyReplaced:
    return PartyReplaced(
        new_id(),
        call,
        NOON + timedelta(seconds=9),
        number,
        number,
        name,
        number is None,
        Trust.UNCONFIRMED,
        "105",
    )


def picked_up(call: UUID, after: float = 4) -> CallPickedUp:
    return CallPickedUp(new_id(), call, NOON + timedelta(seconds=after))


def finished(call: UUID, ending: Ending = Ending.ENDED, after: float = 90) -> CallFinished:
    return CallFinished(new_id(), call, NOON + timedelta(seconds=after), ending)


def wrapped_up(call: UUID, note: str = "", disposition: str = "Solved", reason: str = "Order") -> WrapUp:
    return WrapUp(new_id(), call, NOON + timedelta(minutes=3), "anna", reason, disposition, note)


def keep_call(
    record: Record,
    call_id: str = "call-1",
    *,
    customer_id: str | None = None,
    customer: str = "Hurt-Bud",
    contact: str | None = None,
    ending: Ending | None = None,
    note: str | None = None,
    **changed: object,
) -> CallStarted:
    """Have a call kept, with what became of it."""
    call = started(call_id, **changed)
    record.keep(call)
    if customer_id is not None:
        record.keep(found(call.id, customer_id, customer, contact))
    if ending is not None:
        record.keep(finished(call.id, ending))
    if note is not None:
        record.keep(wrapped_up(call.id, note))
    return call
