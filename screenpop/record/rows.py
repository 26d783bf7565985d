"""One call as the log shows it: all its entries put together."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from screenpop.events.calls import Direction, Ending


@dataclass(frozen=True, slots=True)
class LoggedCall:
    """A row of the call log. `ending` None is a call that is going on, or was cut off with the program."""

    id: UUID
    call_id: str
    offered_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    agent: str
    direction: Direction
    number: str | None
    presented: str | None
    name: str | None
    did: str | None
    queue: str | None
    customer_id: str | None
    customer: str | None
    contact: str | None
    ending: Ending | None
    reason: str | None
    disposition: str | None
    note: str | None
