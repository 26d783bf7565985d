"""What somebody wants to see of the call log."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from screenpop.events.calls import Direction, Ending


@dataclass(frozen=True, slots=True)
class LogFilter:
    """All conditions hold together; None asks nothing, nor do no endings.

    Without `agent` the log has one row a call, whoever's phones rang. With it, it has what happened on that agent's
    phone: a call that a colleague took was answered elsewhere.

    Attributes:
        since: Offered at or after this time (UTC).
        before: Offered before this time (UTC).
        direction: Came in, or went out.
        endings: Ended in one of these ways.
        lost: Came in and was answered by nobody.
        not_reached_since: Nobody has talked with this number since: no later call with it, in or out, was answered
            here. A withheld number cannot be told from another one, so nothing is later than its call.
        to_wrap_up: Came in from outside, was answered, and nobody has said how it turned out.
        begun: Calls that fit `to_wrap_up` too: somebody has begun to write of them.
        number: Of who is on the call, on any of its phones; so is `customer_id`.
        did: Our number that was dialled.
        dispositions: Turned out in one of these ways; none asks nothing.
        text: Stands in the name, customer, contact, number, reason, disposition or note, whatever its accents.
    """

    since: datetime | None = None
    before: datetime | None = None
    agent: str | None = None
    number: str | None = None
    direction: Direction | None = None
    endings: frozenset[Ending] = frozenset()
    not_reached_since: bool = False
    lost: bool = False
    to_wrap_up: bool = False
    begun: frozenset[UUID] = frozenset()
    customer_id: str | None = None
    queue: str | None = None
    did: str | None = None
    dispositions: frozenset[str] = frozenset()
    text: str | None = None
