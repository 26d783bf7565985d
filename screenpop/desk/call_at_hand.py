"""One call as the desk holds it, and the lines that report it.

Two lines may tell of the same call: a contact that rings and a watch that sees who picks up. Each line's part
is a leg; the call is over when the legs together say so.
"""

from dataclasses import dataclass, field
from uuid import UUID

from screenpop.customers import Identity
from screenpop.events.calls import NO_FACTS, Direction, Ending, Facts
from screenpop.events.news import Caller
from screenpop.phone_numbers import PhoneNumber

Party = tuple[PhoneNumber | None, str | None, str | None]


@dataclass(slots=True)
class Leg:
    """What one line says of the call, and what it calls it."""

    call_id: str
    answered: bool = False
    ending: Ending | None = None


@dataclass(slots=True, eq=False)
class CallAtHand:
    """A call that rings, talks, or has ended a short while ago.

    Attributes:
        key: The id of its first entry in the record.
        heard_at: When the desk first heard of it, in seconds of its clock.
        number: What the directory is asked about; None if there is nothing to look up.
        transferred_by: Who passed the party that is on it now on, as was told with that party.
        privacy_known: A line has told of it that is told who asked not to be known.
        shown: It has a card; else it is only recorded.
        close_by: When a call that one line ended closes unless another line says more; None if nothing waits.
        closed_at: When its end was announced.
        consulted: Departments were asked about it before.
    """

    call_id: str
    key: UUID
    heard_at: float
    direction: Direction
    caller: Caller
    number: PhoneNumber | None
    did: str | None
    facts: Facts = NO_FACTS
    transferred_by: str | None = None
    legs: dict[str, Leg] = field(default_factory=dict)
    privacy_known: bool = True
    shown: bool = True
    identity: Identity | None = None
    answered: bool = False
    ending: Ending | None = None
    close_by: float | None = None
    closed_at: float | None = None
    consulted: bool = False

    @property
    def party(self) -> Party:
        """Tells who is on the call from whoever is on it after them."""
        return self.number, self.caller.presented, self.transferred_by

    @property
    def ended(self) -> bool:
        """The desk has announced its end."""
        return self.ending is not None

    def goes_on(self) -> bool:
        """Some line still has the call."""
        return any(leg.ending is None for leg in self.legs.values())

    def is_talked_on(self) -> bool:
        """Some line says that the agent talks."""
        return any(leg.answered and leg.ending is None for leg in self.legs.values())

    def best_ending(self) -> Ending:
        """What the lines together know of the end: talk beats all, and anything beats "not answered here"."""
        if self.answered:
            return Ending.ENDED
        known = [leg.ending for leg in self.legs.values() if leg.ending not in (None, Ending.UNKNOWN)]
        return known[0] or Ending.UNKNOWN if known else Ending.UNKNOWN
