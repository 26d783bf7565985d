"""What the desk announces; windows show it, and `screenpop watch` prints the part that is its contract."""

from dataclasses import dataclass
from datetime import datetime

from screenpop.answers.advice import Advice
from screenpop.answers.any import Answer
from screenpop.called import Called
from screenpop.customers import Identity, Person
from screenpop.events.acts import Saved
from screenpop.events.calls import NO_FACTS, Direction, Ending, Facts
from screenpop.memory import Recollection
from screenpop.sentences import Sentence
from screenpop.trust import Trust
from screenpop.verification import Checking


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
    """A call rings, or goes out. `did` is E.164 where it is a full number.

    Attributes:
        called: What the site says of the number that was called, if anything.
        practice: It is one to practise with: nothing of it is kept.
    """

    call_id: str
    at: datetime
    caller: Caller
    did: str | None
    transferred_by: str | None = None
    facts: Facts = NO_FACTS
    direction: Direction = Direction.IN
    called: Called | None = None
    practice: bool = False


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
class PanelMasked:
    """A department answered, and the agent may not see it yet: the caller is not verified, or may not hear of it.

    Attributes:
        why: In the agent's words.
        may_reveal: The agent may see it all the same; that is on record.
    """

    call_id: str
    at: datetime
    department: str
    why: Sentence
    may_reveal: bool


@dataclass(frozen=True, slots=True)
class Advised:
    """What matters most of all that is known of this call so far; what was advised before is void."""

    call_id: str
    at: datetime
    advice: Advice


@dataclass(frozen=True, slots=True)
class VerificationTold:
    """How far the verification of this call's caller has come."""

    call_id: str
    at: datetime
    checking: Checking


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
    called: Called | None = None


@dataclass(frozen=True, slots=True)
class PartyChanged:
    """Another party is on the call now, after a transfer."""

    call_id: str
    at: datetime
    caller: Caller
    did: str | None
    transferred_by: str | None
    facts: Facts = NO_FACTS
    called: Called | None = None


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
class NumberProposed:
    """A number is known from now on as that of a customer whom the directory knew by others; the CRM is offered it."""

    call_id: str
    at: datetime
    number: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What the agent did on this call is saved: the commit has happened. `act` is what was saved."""

    call_id: str
    at: datetime
    act: Saved


@dataclass(frozen=True, slots=True)
class NotKept:
    """What the agent did on this call is not saved; the window keeps it. `act` is what was to be saved."""

    call_id: str
    at: datetime
    reason: Sentence
    act: Saved


@dataclass(frozen=True, slots=True)
class Recalled:
    """What our own record knows of this call's customer, from colleagues too; what it told before is void."""

    call_id: str
    at: datetime
    recollection: Recollection


@dataclass(frozen=True, slots=True)
class SpoolTold:
    """How much of what is saved here has not reached the shared database yet.

    Attributes:
        waiting: How many entries.
        oldest: When the oldest of them was saved.
        set_aside: How many the database refused for good; an administrator must look at them.
        trouble: Why they wait, if it is more than a moment; where nothing is saved here, why nothing can be saved.
        on_server: Nothing is saved here: this computer saves in the shared database itself.
    """

    at: datetime
    waiting: int
    oldest: datetime | None = None
    set_aside: int = 0
    trouble: Sentence | None = None
    on_server: bool = False


@dataclass(frozen=True, slots=True)
class DayChanged:
    """What is due has changed, here or at a colleague's desk: who shows it reads it again."""

    at: datetime


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
    | NumberProposed
    | Kept
    | NotKept
    | Recalled
    | PanelMasked
    | Advised
    | VerificationTold
)
News = CallNews | LineUp | LineDown | Dialled | SpoolTold | DayChanged
