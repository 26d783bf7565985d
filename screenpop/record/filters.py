"""What somebody wants to see of the call log."""

from dataclasses import dataclass
from datetime import datetime

from screenpop.events.calls import Direction, Ending


@dataclass(frozen=True, slots=True)
class LogFilter:
    """All conditions hold together; None asks nothing, nor do no endings.

    Attributes:
        since: Offered at or after this time (UTC).
        before: Offered before this time (UTC).
        direction: Came in, or went out.
        endings: Ended in one of these ways.
        not_reached_since: Nobody has talked with this number since: no later call with it, in or out, was answered
            here. A withheld number cannot be told from another one, so nothing is later than its call.
        text: Stands in the name, customer, contact, number, reason, disposition or note, whatever its accents.
    """

    since: datetime | None = None
    before: datetime | None = None
    agent: str | None = None
    number: str | None = None
    direction: Direction | None = None
    endings: frozenset[Ending] = frozenset()
    not_reached_since: bool = False
    customer_id: str | None = None
    text: str | None = None
