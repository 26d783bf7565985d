"""What happens on a line. Lines report these to the desk; numbers stand as the wire had them."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from screenpop.sentences import Sentence
from screenpop.trust import Verification


class Direction(StrEnum):
    """Who called whom."""

    IN = "in"
    OUT = "out"


class Ending(StrEnum):
    """How a call ended, for this agent."""

    ENDED = "ended"
    ANSWERED_ELSEWHERE = "answered_elsewhere"
    MISSED = "missed"
    DECLINED = "declined"
    NO_ANSWER = "no_answer"
    BUSY = "busy"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Presented:
    """The caller as the network presented them.

    Attributes:
        number: The user part as sent, not yet E.164; None if withheld or empty.
        name: The display name as sent, cleaned of control characters; None if there is none.
        withheld: The caller asked not to be known; number and name are then None.
        claimed: The From number where the network asserted another one (P-Asserted-Identity), else None.
        verification: What the carrier said of the number.
        privacy_known: False if the line would show this number even though the caller asked not to be known
            (Asterisk's manager interface does): another line's word goes first.
    """

    number: str | None
    name: str | None = None
    withheld: bool = False
    claimed: str | None = None
    verification: Verification = Verification.NONE
    privacy_known: bool = True


@dataclass(frozen=True, slots=True)
class Facts:
    """What the PBX knows of a call beside who calls whom; None is what it did not say.

    Attributes:
        queue: The queue that distributed it.
        brand: The name under which the company was called.
        waited: How long the caller had waited when this agent's phone began to ring.
        keyed: The customer number that the caller keyed in. It tells who it is about and proves nothing.
        linked: What the PBX calls all that belongs to this call: the legs of a ring group share it.
    """

    queue: str | None = None
    brand: str | None = None
    waited: timedelta | None = None
    keyed: str | None = None
    linked: str | None = None

    def completed_by(self, other: "Facts") -> "Facts":
        """These facts, and from the other what these do not say."""
        return Facts(
            queue=other.queue if self.queue is None else self.queue,
            brand=other.brand if self.brand is None else self.brand,
            waited=other.waited if self.waited is None else self.waited,
            keyed=other.keyed if self.keyed is None else self.keyed,
            linked=other.linked if self.linked is None else self.linked,
        )

    def of_the_next_party(self) -> "Facts":
        """What still holds when somebody else is on the call: a keyed number was the earlier party's."""
        return replace(self, keyed=None)

    def beyond(self, known: "Facts") -> "Facts":
        """What these say and the known ones do not."""
        return Facts(
            queue=self.queue if known.queue is None else None,
            brand=self.brand if known.brand is None else None,
            waited=self.waited if known.waited is None else None,
            keyed=self.keyed if known.keyed is None else None,
            linked=self.linked if known.linked is None else None,
        )


NO_FACTS = Facts()


@dataclass(frozen=True, slots=True)
class CallOffered:
    """A call started ringing at this agent's extension, or the extension calls somebody.

    Attributes:
        line: The line that reports it; two lines may report the same call.
        call_id: Ties every later event to this call (SIP: the Call-ID).
        at: When it was first heard of, in UTC.
        caller: Who is calling, as presented; for an outgoing call, who is called.
        did: The number first dialled, as sent, which says what the call is about; None if nothing tells.
        transferred_by: The colleague who passed it on, if the wire tells.
        facts: What else the PBX knows of it.
        direction: Who called whom.
        practice: It is rung here to practise with, and kept nowhere.
    """

    line: str
    call_id: str
    at: datetime
    caller: Presented
    did: str | None = None
    transferred_by: str | None = None
    facts: Facts = NO_FACTS
    direction: Direction = Direction.IN
    practice: bool = False


@dataclass(frozen=True, slots=True)
class CallAnswered:
    """The agent picked up; an outgoing call: the other side did."""

    line: str
    call_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CallUpdated:
    """Something about the call came late; only what is not None is new."""

    line: str
    call_id: str
    at: datetime
    did: str | None = None
    name: str | None = None
    facts: Facts = NO_FACTS


@dataclass(frozen=True, slots=True)
class PartyChanged:
    """Another party is on the call now, after a transfer."""

    line: str
    call_id: str
    at: datetime
    caller: Presented
    transferred_by: str | None = None


@dataclass(frozen=True, slots=True)
class CallEnded:
    """The call is over for this line."""

    line: str
    call_id: str
    at: datetime
    ending: Ending


@dataclass(frozen=True, slots=True)
class LineUp:
    """The line works: registered, subscribed or logged in."""

    line: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LineDown:
    """The line does not work; `reason` says why.

    Attributes:
        tries_again: False if only a person can mend it, and it waits for that.
    """

    line: str
    at: datetime
    reason: Sentence
    tries_again: bool = True


LineEvent = CallOffered | CallAnswered | CallUpdated | PartyChanged | CallEnded | LineUp | LineDown
