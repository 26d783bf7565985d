"""What desks call out to one another by NOTIFY on PostgreSQL.

Everybody who may connect to the database hears it. So it holds no note and no name: only who, which customer's number,
and what sort of thing; whoever wants to know more must be allowed to read it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args
from uuid import UUID

from screenpop.record.entries import (
    CallerFound,
    CheckMade,
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

if TYPE_CHECKING:
    from sqlalchemy import Connection

CHANNEL = "screenpop"
_LONGEST = 7_900

_OF_A_CUSTOMER = (FactLearned, OfferMade, GestureGiven, PermissionNoted, CheckMade)

What = Literal["noted", "typing", "found", "desk", "day"]


@dataclass(frozen=True, slots=True)
class Notice:
    """One call out.

    Attributes:
        agent: Whose desk it comes from.
        what: Something of a customer was noted; is being written; a customer was found to be on a call, so that this
            agent may read of them from now on; the desk does something else now; or what is due has changed.
        customer_id: Of whom.
    """

    agent: str
    what: What
    customer_id: str | None = None


def call_out(connection: Connection, notices: Iterable[Notice]) -> None:
    """Have everybody hear it once the transaction counts."""
    from sqlalchemy import func, select  # noqa: PLC0415 # loaded with the connection

    for notice in dict.fromkeys(notices):
        said = json.dumps(
            {"agent": notice.agent, "what": notice.what, "customer_id": notice.customer_id},
            ensure_ascii=False,
        )
        if len(said.encode("utf-8", "replace")) <= _LONGEST:
            connection.execute(select(func.pg_notify(CHANNEL, said)))


def notices_of(connection: Connection, entries: Sequence[Entry], agent: str) -> Iterator[Notice]:
    """What these entries, which are in the database by now, mean for cards that show their customers."""
    from sqlalchemy import select  # noqa: PLC0415 # loaded with the connection

    from screenpop.storage.schema import legs  # noqa: PLC0415 # as above

    calls = {entry.call for entry in entries if isinstance(entry, WrapUp)}
    if calls:
        question = select(legs.c.customer_id).where(legs.c.id.in_(calls), legs.c.customer_id.is_not(None))
        for customer_id in connection.execute(question).scalars():
            yield Notice(agent, "noted", customer_id)
    yield from _moved(connection, {entry.call for entry in entries if isinstance(entry, CallerFound)}, agent)
    for entry in entries:
        if isinstance(entry, _OF_A_CUSTOMER) and _concerns_colleagues(entry):
            yield Notice(agent, "noted", entry.customer_id)
        elif isinstance(entry, CallerFound):
            yield Notice(agent, "found", entry.customer_id)
        elif isinstance(entry, PromiseMade | PromiseTaken | PromiseSettled):
            yield Notice(agent, "day")
            if isinstance(entry, PromiseMade) and entry.customer_id:
                yield Notice(agent, "noted", entry.customer_id)


def _moved(connection: Connection, calls: set[UUID], agent: str) -> Iterator[Notice]:
    """Whose calls have a note already and turn out to be somebody else's: it goes from one customer to the other."""
    from sqlalchemy import select  # noqa: PLC0415 # loaded with the connection

    from screenpop.storage.schema import callers_found, legs  # noqa: PLC0415 # as above

    if not calls:
        return
    found = callers_found.c
    question = (
        select(found.customer_id)
        .join(legs, legs.c.id == found.call)
        .where(found.call.in_(calls), legs.c.wrapped_at.is_not(None), legs.c.customer_id.is_not(None))
    )
    customers = set(connection.execute(question).scalars())
    if len(customers) > 1:
        yield from (Notice(agent, "noted", customer_id) for customer_id in sorted(customers))


def _concerns_colleagues(
    entry: FactLearned | OfferMade | GestureGiven | PermissionNoted | CheckMade,
) -> bool:
    """A right answer does not; a wrong one counts at every desk, until a supervisor unlocks the customer."""
    return not isinstance(entry, CheckMade) or not entry.right or not entry.check


def heard(said: str) -> Notice | None:
    """What was called out; None if it is nothing that this program understands."""
    try:
        told = json.loads(said)
        agent, what, customer_id = told["agent"], told["what"], told.get("customer_id")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None
    if not isinstance(agent, str) or what not in get_args(What):
        return None
    return Notice(agent, what, customer_id if isinstance(customer_id, str) else None)
