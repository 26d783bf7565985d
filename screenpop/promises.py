"""What the company promised a customer, and calls it owes them: what stands in "My day"."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class PromiseKind(StrEnum):
    """What is due."""

    CALL_BACK = "call_back"
    PROMISE = "promise"


class PromiseEnd(StrEnum):
    """How it was settled."""

    KEPT = "kept"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Intended:
    """A follow-up as an agent has written it so far.

    Attributes:
        due: By when, in UTC.
        mine: The agent sees to it; else whoever claims it.
        call_back: It is a call that is owed, whatever else is written of it.
    """

    due: datetime
    what: str = ""
    mine: bool = True
    call_back: bool = True


@dataclass(frozen=True, slots=True)
class Promised:
    """One thing that is due and not settled.

    Attributes:
        id: Of the entry that made it.
        due: By when, in UTC.
        what: In the agent's own words; may be empty for a call back.
        made_by: Whose word it was.
        taken_by: Who sees to it; None while nobody has claimed it.
        number: Whom to call, E.164 or a short number; None where none is known.
        call: The call on which it was promised; None where there was none.
    """

    id: UUID
    kind: PromiseKind
    due: datetime
    what: str
    made_by: str
    taken_by: str | None
    customer_id: str | None
    customer: str | None
    contact: str | None
    number: str | None
    call: UUID | None
