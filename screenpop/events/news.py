"""What the desk announces; windows show it, and `screenpop watch` prints the part that is its contract."""

from dataclasses import dataclass
from datetime import datetime

from screenpop.answers.any import Answer
from screenpop.customers import Identity, Person
from screenpop.events.acts import WrappedUp
from screenpop.events.calls import NO_FACTS, Direction, Ending, Facts
from screenpop.sentences import Sentence
from screenpop.trust import Trust


@dataclass(frozen=True, slots=True)
class Caller:
    """The caller, read.

    Attributes:
        number: E.164, or None if it is withheld, internal or not readable.
        presented: The number as sent; None if withheld.
        name: The display name as sent; None if withheld.
        withheld: The caller asked not to be known.
        internal: A colleague's short number, which stands in `presented`.
        trust: How far the number can be believed.
        vouched: The carrier said something of the number; without it, "unconfirmed" only means that nobody asked.
    """

    number: str | None
    presented: str | None
    name: str | None
    withheld: bool
    internal: bool
    trust: Trust
    vouched: bool = False


@dataclass(frozen=True, slots=True)
class PopOpened:
    """A call rings, or goes out. `did` is E.164 where it is a full number."""

    call_id: str
    at: datetime
    caller: Caller
    did: str | None
    transferred_by: str | None = None
    facts: Facts = NO_FACTS
    direction: Direction = Direction.IN


@dataclass(frozen=True, slots=True)
class CallerIdentified:
    """The directory has answered. `asked` names the departments that are being asked now."""

    call_id: str
    at: datetime
    identity: Identity
    asked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PanelAsked:
    """One department is being asked again."""

    call_id: str
    at: datetime
    department: str


@dataclass(frozen=True, slots=True)
class PanelFilled:
    """A department answered; `answer` None means that it knows nothing of this customer.

    Attributes:
        told_at: When the department said so, where that was before now: the answer was kept from a moment ago.
    """

    call_id: str
    at: datetime
    department: str
    answer: Answer | None
    took_ms: float
    told_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PanelFailed:
    """A department did not answer; `reason` says why in the agent's words.

    Attributes:
        since: Since when it has not been answering anybody, if this was not its first failure.
    """

    call_id: str
    at: datetime
    department: str
    reason: Sentence
    took_ms: float
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class CallAnswered:
    """The agent picked up."""

    call_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CallUpdated:
    """Something about the call came late; only what is not None is new."""

    call_id: str
    at: datetime
    did: str | None = None
    name: str | None = None
    facts: Facts = NO_FACTS


@dataclass(frozen=True, slots=True)
class PartyChanged:
    """Another party is on the call now, after a transfer."""

    call_id: str
    at: datetime
    caller: Caller
    did: str | None
    transferred_by: str | None
    facts: Facts = NO_FACTS


@dataclass(frozen=True, slots=True)
class PopClosed:
    """The call is over."""

    call_id: str
    at: datetime
    ending: Ending


@dataclass(frozen=True, slots=True)
class ProspectKept:
    """Somebody new is in the directory now; `CallerIdentified` with them follows, if they are still on the call."""

    call_id: str
    at: datetime
    person: Person


@dataclass(frozen=True, slots=True)
class ProspectNotKept:
    """Somebody new could not be kept; the window keeps what was typed."""

    call_id: str
    at: datetime
    reason: Sentence


@dataclass(frozen=True, slots=True)
class Kept:
    """The wrap-up of this call is saved: the commit has happened. `act` is what was saved."""

    call_id: str
    at: datetime
    act: WrappedUp


@dataclass(frozen=True, slots=True)
class NotKept:
    """The wrap-up of this call is not saved; the window keeps the text. `act` is what was to be saved."""

    call_id: str
    at: datetime
    reason: Sentence
    act: WrappedUp


@dataclass(frozen=True, slots=True)
class LineUp:
    """The line works."""

    line: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LineDown:
    """The line does not work; `tries_again` is False if only a person can mend it."""

    line: str
    at: datetime
    reason: Sentence
    tries_again: bool = True


@dataclass(frozen=True, slots=True)
class Dialled:
    """What became of the agent's wish to call a number: `refusal` None means that the desk phone calls."""

    number: str
    at: datetime
    refusal: Sentence | None = None


CallNews = (
    PopOpened
    | CallerIdentified
    | PanelAsked
    | PanelFilled
    | PanelFailed
    | CallAnswered
    | CallUpdated
    | PartyChanged
    | PopClosed
    | ProspectKept
    | ProspectNotKept
    | Kept
    | NotKept
)
News = CallNews | LineUp | LineDown | Dialled
