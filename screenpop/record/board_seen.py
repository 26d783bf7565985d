"""The live board as its reader may see it: counts for everybody, people where the site shows them."""

from dataclasses import dataclass, field
from datetime import datetime

from screenpop.record.board import AtDesk


@dataclass(frozen=True, slots=True)
class Busy:
    """How many desks do what.

    Attributes:
        free: No call, and a line that works.
        down: No call, and no line that works.
    """

    free: int = 0
    rings: int = 0
    talks: int = 0
    wraps_up: int = 0
    down: int = 0

    @property
    def total(self) -> int:
        """All desks that are there."""
        return self.free + self.rings + self.talks + self.wraps_up + self.down


@dataclass(frozen=True, slots=True)
class BoardSeen:
    """What the reader may see.

    Attributes:
        desks: Those who may be shown by name; the reader's own desk always may.
        busy: How many desks do what; those that are gone are not among them.
        by_queue: The same by queue, of desks with a call; none where few desks would make people of them.
        ringing_since: When the call began to ring that rings longest.
        gone: How many desks have not been heard of for a while.
        named: The site shows who it is.
    """

    desks: tuple[AtDesk, ...] = ()
    busy: Busy = Busy()
    by_queue: tuple[tuple[str, Busy], ...] = field(default=())
    ringing_since: datetime | None = None
    gone: int = 0
    named: bool = False
