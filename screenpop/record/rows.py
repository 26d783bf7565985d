"""One call as the log shows it: all its entries put together."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from screenpop.events.calls import Direction, Ending


@dataclass(frozen=True, slots=True)
class LoggedCall:
    """A row of the call log. `ending` None is a call that is going on, or was cut off with the program.

    Attributes:
        id: Of the leg that says most of it; what is written down about the call belongs to that one.
        legs: At how many phones it rang; 1 where it is one agent's.
        waited_ms: How long the caller had waited when the phone began to ring, where the PBX tells.
        wrapped_at: When its wrap-up was saved.
    """

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
    legs: int = 1
    waited_ms: int | None = None
    wrapped_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LearnedFact:
    """What a customer said, as it was told once; `value` "" took back what was known, or was no answer."""

    customer_id: str
    fact: str
    value: str
    at: datetime
    agent: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What an answered call's card suggested, or would have if its customer were not held out.

    Attributes:
        products: Each with its list and method: (list, product, method).
    """

    customer_id: str
    at: datetime
    products: tuple[tuple[str, str, str], ...]
    held_out: bool
