"""What somebody wants to see of the call log."""

from dataclasses import dataclass
from datetime import datetime

from screenpop.events.calls import Ending


@dataclass(frozen=True, slots=True)
class LogFilter:
    """All conditions hold together; None asks nothing, nor do no endings.

    Attributes:
        since: Offered at or after this time (UTC).
        before: Offered before this time (UTC).
        endings: Ended in one of these ways.
        text: Stands in the name, customer, contact, number, reason, disposition or note, whatever its accents.
    """

    since: datetime | None = None
    before: datetime | None = None
    agent: str | None = None
    number: str | None = None
    endings: frozenset[Ending] = frozenset()
    customer_id: str | None = None
    text: str | None = None
