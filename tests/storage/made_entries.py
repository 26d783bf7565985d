"""Entries as the desk makes them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from screenpop.events.calls import Ending
from screenpop.ports.record import Record
from screenpop.promises import PromiseEnd, PromiseKind
from screenpop.record.entries import (
    CallerFound,
    CallFinished,
    CallPickedUp,
    CallStarted,
    Direction,
    Entry,
    PartyReplaced,
    PromiseMade,
    PromiseSettled,
    PromiseTaken,
    WrapUp,
)
from screenpop.record.ids import new_id
from screenpop.storage.database import Database
from screenpop.storage.entry_rows import row_of
from screenpop.trust import Trust

NOON = datetime(2026, 3, 31, 12, tzinfo=UTC)


class Keeping:
    """Puts entries into a shared database, as the courier does."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def keep(self, entry: Entry, /) -> None:
        with self.database.writing() as connection:
            table, values = row_of(entry)
            connection.execute(table.insert(), values)


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


def promised(what: str = "Send the offer", **changed: object) -> PromiseMade:
    made = PromiseMade(
        id=new_id(),
        call=None,
        at=NOON,
        agent="anna",
        kind=PromiseKind.PROMISE,
        due=NOON + timedelta(hours=3),
        what=what,
        taken_by=None,
        customer_id="K-1",
        customer="Hurt-Bud",
        contact="Anna Wąs",
        number="+48225550123",
    )
    return replace(made, **changed)


def claimed(promise: PromiseMade, agent: str = "anna", *, lets_go: bool = False) -> PromiseTaken:
    return PromiseTaken(new_id(), promise.id, NOON, agent, None if lets_go else agent)


def settled(promise: PromiseMade, agent: str = "anna", end: PromiseEnd = PromiseEnd.KEPT) -> PromiseSettled:
    return PromiseSettled(new_id(), promise.id, NOON, agent, end)


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
