"""Who looked at whose data, and asked callers who they are: one row of the audit, and how it is asked for."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from screenpop.events.acts import Look


class Checked(StrEnum):
    """What became of a check; a supervisor's unlocking is none of a caller's, and stands among them."""

    RIGHT = "right_answer"
    WRONG = "wrong_answer"
    UNLOCKED = "unlocked"


Audited = Look | Checked


@dataclass(frozen=True, slots=True)
class LookTaken:
    """Somebody looked at a customer's data, or asked whether it is the customer.

    Attributes:
        customer_id: "" where the data of many customers were taken out at once.
        customer: As the customer was called last, where the log knows it.
        what: What was revealed, taken out or asked, where `look` does not say it all.
    """

    id: UUID
    at: datetime
    agent: str
    customer_id: str
    customer: str | None
    look: Audited
    what: str


@dataclass(frozen=True, slots=True)
class LookFilter:
    """All conditions hold together; None asks nothing, nor do no looks.

    Attributes:
        since: At or after this time (UTC).
        before: Before this time (UTC).
        customer_id: At this customer's data, or at those of many customers, theirs perhaps among them.
    """

    since: datetime | None = None
    before: datetime | None = None
    agent: str | None = None
    customer_id: str | None = None
    looks: frozenset[Audited] = frozenset()


def audited(word: str) -> Audited:
    """The look or check of this word."""
    return Checked(word) if word in list(Checked) else Look(word)
