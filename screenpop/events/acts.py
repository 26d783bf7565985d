"""What the agent does. Windows post these to the desk, as lines report calls."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from screenpop.customers import Person
from screenpop.offers import OfferOutcome
from screenpop.permission import Channel
from screenpop.promises import Intended, Promised, PromiseEnd, PromiseKind


@dataclass(frozen=True, slots=True)
class PersonChosen:
    """The agent says who is calling; departments are asked about that person's customer."""

    call_id: str
    person: Person


@dataclass(frozen=True, slots=True)
class CustomerCorrected:
    """It was somebody else: after the call the log moves to them, with its note, by a correction.

    Attributes:
        logged: The call's id in the record, where it comes from the log; the desk may have let go of the call.
        number: The caller's, E.164: the directory is told that it is theirs; None proposes nothing.
    """

    call_id: str
    person: Person
    logged: UUID | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class CustomerOpened:
    """The agent wants to see a customer's card without a call: from the history, from "My day", by a link.

    Attributes:
        call_id: Made by the window that shows it; news of what is found carries it. No call has it.
        customer_id: "" is whoever has the number.
        number: By which they may be called, if one is known.
    """

    call_id: str
    customer_id: str
    number: str | None = None


@dataclass(frozen=True, slots=True)
class CustomerClosed:
    """What was opened by `CustomerOpened` is looked at no longer."""

    call_id: str


@dataclass(frozen=True, slots=True)
class CheckAnswered:
    """The caller answered one of the site's checks, rightly or not."""

    call_id: str
    check: str
    right: bool


@dataclass(frozen=True, slots=True)
class RevealWanted:
    """The agent wants to see what is masked: a department's answer, or with "" who it is. It is put on record."""

    call_id: str
    department: str = ""


@dataclass(frozen=True, slots=True)
class PromiseMade:
    """Something was promised on a call, or a call back is owed.

    Attributes:
        call_id: The call's; "" where there is none.
        due: By when, in UTC.
        mine: The agent sees to it; else whoever claims it first.
        number: Whom to call; None is whoever is on the call.
        logged: As of `WrappedUp`.
    """

    call_id: str
    kind: PromiseKind
    due: datetime
    what: str
    mine: bool = True
    number: str | None = None
    logged: UUID | None = None


@dataclass(frozen=True, slots=True)
class PromiseMoved:
    """It is due at another time: a new promise of the same takes its place."""

    promise: Promised
    due: datetime
    call_id: str = ""


@dataclass(frozen=True, slots=True)
class PromiseClaimed:
    """The agent sees to something that is due, or lets go of it again."""

    promise: UUID
    mine: bool = True
    call_id: str = ""


@dataclass(frozen=True, slots=True)
class PromiseSettled:
    """What was due is done, or need not be done any more."""

    promise: UUID
    end: PromiseEnd
    call_id: str = ""


@dataclass(frozen=True, slots=True)
class AskedAgain:
    """The agent wants a department to be asked once more."""

    call_id: str
    department: str


@dataclass(frozen=True, slots=True)
class WrappedUp:
    """The agent's wrap-up of a call: why it came, how it turned out, what was said.

    Attributes:
        logged: The call's id in the record, where it comes from the log; the desk may have let go of the call.
    """

    call_id: str
    reason: str
    disposition: str
    note: str
    logged: UUID | None = None


@dataclass(frozen=True, slots=True)
class ProspectNoted:
    """The agent notes somebody new on this call; a name or a company is there."""

    call_id: str
    name: str
    company: str
    note: str = ""


class Look(StrEnum):
    """In which way somebody looked at a customer's data."""

    CARD = "card"
    HISTORY = "history"
    REVEAL = "reveal"
    EXPORT = "export"


@dataclass(frozen=True, slots=True)
class NoteTyped:
    """What the agent has written so far of a call's wrap-up, and of what is to be done after it.

    Colleagues who get the caller meanwhile see the note, and it is kept here: a crash loses nothing.

    Attributes:
        logged: As of `WrappedUp`; what is written of a call of the log is nothing that colleagues wait for.
    """

    call_id: str
    note: str
    reason: str = ""
    disposition: str = ""
    logged: UUID | None = None
    follow_up: Intended | None = None


@dataclass(frozen=True, slots=True)
class FactTold:
    """The customer on this call answered what the card asked for; "" takes back what was known.

    Attributes:
        customer_id: Whom the agent saw; another may be on the call by now. None: whoever is.
    """

    call_id: str
    fact: str
    value: str
    customer_id: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class OfferAnswered:
    """The agent offered this on the call, and how that fared.

    Attributes:
        customer_id: As of `FactTold`.
    """

    call_id: str
    list: str
    product: str
    outcome: OfferOutcome
    customer_id: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class GestureMade:
    """The agent has given the customer on this call something out of goodwill.

    Attributes:
        gesture: As the playbook calls it.
        customer_id: As of `FactTold`.
    """

    call_id: str
    gesture: str
    customer_id: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class PermissionTold:
    """The customer on this call objects to being approached on a channel, or allows it.

    Attributes:
        customer_id: As of `FactTold`.
    """

    call_id: str
    channel: Channel
    allowed: bool
    customer_id: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class CardPutAway:
    """The agent is done with this call: nothing more is written on it."""

    call_id: str


@dataclass(frozen=True, slots=True)
class CustomerLookedAt:
    """The agent sees a customer's data elsewhere than on the card of a call."""

    customer_id: str
    look: Look
    what: str = ""


Act = (
    PersonChosen
    | AskedAgain
    | ProspectNoted
    | WrappedUp
    | NoteTyped
    | FactTold
    | OfferAnswered
    | GestureMade
    | PermissionTold
    | CardPutAway
    | CustomerLookedAt
    | CustomerCorrected
    | CustomerOpened
    | CustomerClosed
    | CheckAnswered
    | RevealWanted
    | PromiseMade
    | PromiseMoved
    | PromiseClaimed
    | PromiseSettled
)
"""`CustomerLookedAt` belongs to no call; all others name theirs, if with ""."""

Saved = (
    WrappedUp
    | FactTold
    | OfferAnswered
    | GestureMade
    | PermissionTold
    | CustomerCorrected
    | RevealWanted
    | PromiseMade
    | PromiseMoved
    | PromiseClaimed
    | PromiseSettled
)
"""Acts of which the agent is told whether they are saved."""


@dataclass(frozen=True, slots=True)
class DialWanted:
    """The agent wants to call a number. It is nothing of a call at hand: the dialling does it, not the desk.

    Attributes:
        number: E.164, or a colleague's short number.
    """

    number: str
