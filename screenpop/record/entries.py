"""What the record keeps: one entry a fact, never changed afterwards; a correction is a new entry.

Every entry has an `id` made where the fact was captured (UUIDv7, RFC 9562), so that keeping it twice keeps
it once. `call` is the id of the `CallStarted` that it belongs to.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from screenpop.events.acts import Look
from screenpop.events.calls import Direction, Ending
from screenpop.money import Money
from screenpop.offers import OfferOutcome
from screenpop.permission import Channel
from screenpop.promises import PromiseEnd, PromiseKind
from screenpop.trust import Trust


@dataclass(frozen=True, slots=True)
class CallStarted:
    """A call began to ring, or went out.

    Attributes:
        linked: What the PBX calls all that belongs to one call, where it tells: the legs of a ring group share it.
        brand: The name under which the company was called.
        waited: How long the caller had waited when this phone began to ring.
        keyed: The customer number that the caller keyed in.
    """

    id: UUID
    call_id: str
    at: datetime
    agent: str
    direction: Direction
    number: str | None
    presented: str | None
    name: str | None
    withheld: bool
    did: str | None
    queue: str | None
    trust: Trust
    linked: str | None = None
    brand: str | None = None
    waited: timedelta | None = None
    keyed: str | None = None


@dataclass(frozen=True, slots=True)
class CallerFound:
    """Who is on the call, by the directory or by the agent's choice; the newest one counts."""

    id: UUID
    call: UUID
    at: datetime
    customer_id: str
    customer: str
    contact: str | None


@dataclass(frozen=True, slots=True)
class CallDetailed:
    """What came late of the call; None leaves as it was."""

    id: UUID
    call: UUID
    at: datetime
    name: str | None = None
    did: str | None = None
    queue: str | None = None
    linked: str | None = None
    brand: str | None = None
    waited: timedelta | None = None
    keyed: str | None = None


@dataclass(frozen=True, slots=True)
class PartyReplaced:
    """Another party is on the call, after a transfer: nothing that was known of the earlier one is true of it."""

    id: UUID
    call: UUID
    at: datetime
    number: str | None
    presented: str | None
    name: str | None
    withheld: bool
    trust: Trust
    transferred_by: str | None


@dataclass(frozen=True, slots=True)
class CallPickedUp:
    """The agent answered."""

    id: UUID
    call: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class CallFinished:
    """The call is over."""

    id: UUID
    call: UUID
    at: datetime
    ending: Ending


@dataclass(frozen=True, slots=True)
class WrapUp:
    """Why the customer called, how it turned out, what was said; the newest one counts."""

    id: UUID
    call: UUID
    at: datetime
    agent: str
    reason: str
    disposition: str
    note: str


@dataclass(frozen=True, slots=True)
class FactLearned:
    """What a customer said when asked for something that the company did not know; the newest one counts.

    Attributes:
        call: The call on which it was said; None where there was none.
        fact: What the settings call it (`[[facts]]`).
        value: As the settings' kind of fact writes it; "" takes back what was known.
    """

    id: UUID
    call: UUID | None
    at: datetime
    agent: str
    customer_id: str
    fact: str
    value: str


@dataclass(frozen=True, slots=True)
class OfferMade:
    """The agent offered something, and how that fared; the newest one of a call and product counts.

    Attributes:
        list: Which list of suggestions it stood in ("again", "fits").
        method: What ranked it, where the desk knows.
    """

    id: UUID
    call: UUID | None
    at: datetime
    agent: str
    customer_id: str
    list: str
    product: str
    outcome: OfferOutcome
    method: str = ""


@dataclass(frozen=True, slots=True)
class OffersShown:
    """What an answered call's card suggested, or would have if its customer were not held out.

    Attributes:
        products: Each with its list and method, in the order of the card.
        held_out: The agent was shown none of them: what such customers buy measures what suggestions are good for.
    """

    id: UUID
    call: UUID | None
    at: datetime
    agent: str
    customer_id: str
    products: tuple[tuple[str, str, str], ...]
    held_out: bool


@dataclass(frozen=True, slots=True)
class GestureGiven:
    """A customer was given something out of goodwill.

    Attributes:
        gesture: As the playbook calls it.
        worth: What it cost the company, if somebody counts it.
    """

    id: UUID
    call: UUID | None
    at: datetime
    agent: str
    customer_id: str
    gesture: str
    worth: Money | None


@dataclass(frozen=True, slots=True)
class PermissionNoted:
    """A customer objected to being approached on a channel, or allowed it; the newest one counts.

    Attributes:
        contact: Who said so; None speaks for the customer as a whole.
    """

    id: UUID
    call: UUID | None
    at: datetime
    agent: str
    customer_id: str
    contact: str | None
    channel: Channel
    allowed: bool


@dataclass(frozen=True, slots=True)
class CustomerViewed:
    """Somebody saw a customer's data.

    Attributes:
        what: What was revealed or taken out, where `look` does not say it all; else "".
    """

    id: UUID
    call: UUID | None
    at: datetime
    agent: str
    customer_id: str
    look: Look
    what: str = ""


@dataclass(frozen=True, slots=True)
class CheckMade:
    """A caller was asked one of the site's checks, and answered it rightly or not."""

    id: UUID
    call: UUID | None
    at: datetime
    agent: str
    customer_id: str
    check: str
    right: bool


@dataclass(frozen=True, slots=True)
class PromiseMade:
    """Something was promised, or a call back is owed; see `promises.Promised`.

    Attributes:
        taken_by: Who sees to it from the beginning; None is whoever claims it.
    """

    id: UUID
    call: UUID | None
    at: datetime
    agent: str
    kind: PromiseKind
    due: datetime
    what: str
    taken_by: str | None
    customer_id: str | None
    customer: str | None
    contact: str | None
    number: str | None


@dataclass(frozen=True, slots=True)
class PromiseTaken:
    """Somebody sees to it from now on; `taken_by` None lets go of it.

    It counts if nobody had the promise when this came into the database, or if whoever had it wrote it: of two agents
    who claim the same thing, the first one has it.
    """

    id: UUID
    promise: UUID
    at: datetime
    agent: str
    taken_by: str | None


@dataclass(frozen=True, slots=True)
class PromiseSettled:
    """It is done, or need not be done any more."""

    id: UUID
    promise: UUID
    at: datetime
    agent: str
    end: PromiseEnd


@dataclass(frozen=True, slots=True)
class LineChanged:
    """A line of this desk works from now on, or does not and why."""

    id: UUID
    at: datetime
    agent: str
    line: str
    up: bool
    reason: str = ""


OfCall = CallStarted | CallerFound | CallDetailed | PartyReplaced | CallPickedUp | CallFinished | WrapUp
"""What belongs to one call and to nothing else."""

Entry = (
    OfCall
    | FactLearned
    | OfferMade
    | OffersShown
    | GestureGiven
    | PermissionNoted
    | CustomerViewed
    | CheckMade
    | PromiseMade
    | PromiseTaken
    | PromiseSettled
    | LineChanged
)
