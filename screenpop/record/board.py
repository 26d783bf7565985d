"""What every desk does now: who rings, talks, wraps up, since when. It is written over and over, and kept nowhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Phase(StrEnum):
    """How far a call has come at a desk."""

    RINGS = "rings"
    TALKS = "talks"
    WRAPS_UP = "wraps_up"


@dataclass(frozen=True, slots=True)
class CallNow:
    """One call at a desk.

    Attributes:
        call: The id of its `CallStarted`.
        since: When this phase began.
        number: E.164, else as presented; None if it is withheld.
        note: What the agent has written so far and not saved.
    """

    call: UUID
    phase: Phase
    since: datetime
    number: str | None = None
    customer_id: str | None = None
    customer: str | None = None
    queue: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class DeskNow:
    """What one desk does; `lines` says of each line whether it works, `seat` at which extension the agent sits."""

    lines: Mapping[str, bool] = field(default_factory=dict)
    calls: tuple[CallNow, ...] = ()
    seat: str = ""


@dataclass(frozen=True, slots=True)
class AtDesk:
    """One desk on the board, with the call that matters most: one that is talked on before one that rings.

    Attributes:
        phase: None while there is no call.
        since: When the phase began; None while there is no call.
        number: E.164, else as presented; None if it is withheld.
        customer: The customer's name, where one is certain.
        lines: Each line, and whether it works.
        gone: Nothing has been heard of the desk for a while; what it did last stands here.
        seen_at: When it was last heard of.
        more: How many calls it has beside this one.
        seat: The extension at which the agent sits, where agents change seats.
    """

    agent: str
    phase: Phase | None
    since: datetime | None
    number: str | None
    customer: str | None
    queue: str | None
    lines: Mapping[str, bool]
    gone: bool
    seen_at: datetime
    more: int = 0
    seat: str = ""
