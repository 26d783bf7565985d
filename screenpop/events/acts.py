"""What the agent does. Windows post these to the desk, as lines report calls."""

from dataclasses import dataclass
from uuid import UUID

from screenpop.customers import Person


@dataclass(frozen=True, slots=True)
class PersonChosen:
    """The agent says who is calling; departments are asked about that person's customer."""

    call_id: str
    person: Person


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


Act = PersonChosen | AskedAgain | ProspectNoted | WrappedUp


@dataclass(frozen=True, slots=True)
class DialWanted:
    """The agent wants to call a number. It is nothing of a call at hand: the dialling does it, not the desk.

    Attributes:
        number: E.164, or a colleague's short number.
    """

    number: str
