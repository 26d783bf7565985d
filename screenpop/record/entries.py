"""What the record keeps: one entry a fact, never changed afterwards; a correction is a new entry.

Every entry has an `id` made where the fact was captured (UUIDv7, RFC 9562), so that keeping it twice keeps
it once. `call` is the id of the `CallStarted` that it belongs to.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from screenpop.events.calls import Direction, Ending
from screenpop.trust import Trust


@dataclass(frozen=True, slots=True)
class CallStarted:
    """A call began to ring."""

    id: UUID
    call_id: str
    at: datetime
    agent: str
    direction: Direction
    number: str | None
    presented: str | None
    name: str | None
    withheld: bool
    did: str | None
    queue: str | None
    trust: Trust


@dataclass(frozen=True, slots=True)
class CallerFound:
    """Who is on the call, by the directory or by the agent's choice; the newest one counts."""

    id: UUID
    call: UUID
    at: datetime
    customer_id: str
    customer: str
    contact: str | None


@dataclass(frozen=True, slots=True)
class CallDetailed:
    """What came late of the call; None leaves as it was."""

    id: UUID
    call: UUID
    at: datetime
    name: str | None = None
    did: str | None = None
    queue: str | None = None


@dataclass(frozen=True, slots=True)
class PartyReplaced:
    """Another party is on the call, after a transfer: nothing that was known of the earlier one is true of it."""

    id: UUID
    call: UUID
    at: datetime
    number: str | None
    presented: str | None
    name: str | None
    withheld: bool
    trust: Trust
    transferred_by: str | None


@dataclass(frozen=True, slots=True)
class CallPickedUp:
    """The agent answered."""

    id: UUID
    call: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class CallFinished:
    """The call is over."""

    id: UUID
    call: UUID
    at: datetime
    ending: Ending


@dataclass(frozen=True, slots=True)
class WrapUp:
    """Why the customer called, how it turned out, what was said; the newest one counts."""

    id: UUID
    call: UUID
    at: datetime
    agent: str
    reason: str
    disposition: str
    note: str


Entry = CallStarted | CallerFound | CallDetailed | PartyReplaced | CallPickedUp | CallFinished | WrapUp
