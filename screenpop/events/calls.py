"""What happens on a line. Lines report these to the desk; numbers stand as the wire had them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from screenpop.sentences import Sentence
from screenpop.trust import Verification


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
    """

    number: str | None
    name: str | None = None
    withheld: bool = False
    claimed: str | None = None
    verification: Verification = Verification.NONE


@dataclass(frozen=True, slots=True)
class CallOffered:
    """A call started ringing at this agent's extension.

    Attributes:
        line: The line that reports it; two lines may report the same call.
        call_id: Ties every later event to this call (SIP: the Call-ID).
        at: When it was first heard of, in UTC.
        caller: Who is calling, as presented.
        did: The number first dialled, as sent, which says what the call is about; None if nothing tells.
        queue: The queue that distributed it, if any.
        transferred_by: The colleague who passed it on, if the wire tells.
    """

    line: str
    call_id: str
    at: datetime
    caller: Presented
    did: str | None = None
    queue: str | None = None
    transferred_by: str | None = None


@dataclass(frozen=True, slots=True)
class CallAnswered:
    """The agent picked up."""

    line: str
    call_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CallUpdated:
    """Something about the call came late; only what is not None is new."""

    line: str
    call_id: str
    at: datetime
    queue: str | None = None
    did: str | None = None
    name: str | None = None


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
    """The line does not work; `reason` says why and whether it tries again."""

    line: str
    at: datetime
    reason: Sentence


LineEvent = CallOffered | CallAnswered | CallUpdated | PartyChanged | CallEnded | LineUp | LineDown
