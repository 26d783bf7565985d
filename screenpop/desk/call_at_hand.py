"""One call as the desk holds it, and the lines that report it.

Two lines may tell of the same call: a contact that rings and a watch that sees who picks up. Each line's part
is a leg; the call is over when the legs together say so.
"""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from screenpop.answers.advice import Advice
from screenpop.called import Called
from screenpop.customers import Customer, Identity
from screenpop.desk.guarded import Guarded
from screenpop.desk.on_offer import OnOffer
from screenpop.desk.recalling import Recalling
from screenpop.events.calls import NO_FACTS, Direction, Ending, Facts
from screenpop.events.news import Caller
from screenpop.phone_numbers import PhoneNumber
from screenpop.rules.situation import Situation

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
        since: When it came as far as it is: ringing, talk, the time after.
        called: What the site says of the number or queue that was called.
        number: What the directory is asked about; None if there is nothing to look up.
        transferred_by: Who passed the party that is on it now on, as was told with that party.
        privacy_known: A line has told of it that is told who asked not to be known.
        shown: It has a card; else it is only recorded.
        close_by: When a call that one line ended closes unless another line says more; None if nothing waits.
        closed_at: When its end was announced.
        consulted: Departments were asked about it before.
        once_more: Who is asked again as soon as they have answered: a colleague has told something meanwhile.
        standing: What departments that hold colleagues' notes said last, as a digest.
        viewed: The customers that its card has shown.
        draft: What the agent has written and not saved.
        wrapped_up: What was written is saved.
        put_away: The agent is done with it.
        practice: It is one to practise with: nothing of it is kept.
        opened_for: It is no call, but the card of this customer, opened without one.
        situation: All that its card has been told so far; None while it has been told nothing.
        advice: What was advised last.
        on_offer: What was learnt of its customer, of which its card may be told less.
        offered_to: The customers of whom it is on record what its card suggested.
        guarded: What is held back of its customer; None where everything is shown.
    """

    call_id: str
    key: UUID
    heard_at: float
    since: datetime
    direction: Direction
    caller: Caller
    number: PhoneNumber | None
    did: str | None
    facts: Facts = NO_FACTS
    called: Called | None = None
    transferred_by: str | None = None
    legs: dict[str, Leg] = field(default_factory=dict)
    privacy_known: bool = True
    shown: bool = True
    identity: Identity | None = None
    answered: bool = False
    answered_at: datetime | None = None
    ending: Ending | None = None
    close_by: float | None = None
    closed_at: float | None = None
    consulted: bool = False
    recalling: Recalling | None = None
    once_more: set[str] = field(default_factory=set)
    standing: dict[str, bytes] = field(default_factory=dict)
    viewed: set[str] = field(default_factory=set)
    draft: str = ""
    wrapped_up: bool = False
    put_away: bool = False
    practice: bool = False
    opened_for: str | None = None
    situation: Situation | None = None
    advice: Advice = field(default_factory=Advice)
    on_offer: OnOffer = field(default_factory=OnOffer)
    offered_to: set[str] = field(default_factory=set)
    guarded: Guarded | None = None

    @property
    def customer(self) -> Customer | None:
        """The one customer that is certain, if any."""
        return self.identity.customer if self.identity else None

    @property
    def logged_as(self) -> UUID | None:
        """The call as entries name it; None where there is none."""
        return self.key if self.opened_for is None else None

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
