"""Who may be calling: customers (accounts), the people who speak for them, and how a number matched."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from screenpop.permission import Marketing


@dataclass(frozen=True, slots=True)
class Customer:
    """An account.

    Attributes:
        id: The directory's number for it.
        name: The company, or the person where there is no company.
        references: Department → that department's own number for this customer.
        since: When the relationship began, if the directory's source tells.
    """

    id: str
    name: str
    references: Mapping[str, str] = field(default_factory=dict)
    since: date | None = None

    def reference(self, *departments: str) -> str:
        """The number that the first of these departments which has one keeps this customer under; else ours."""
        return next((found for name in departments if (found := self.references.get(name))), self.id)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may be calling for a customer; `contact` None is the company itself.

    Attributes:
        active: False for people who have left, and accounts that are closed.
        internal: A colleague, reached by a short number.
        role: What they do there, if the directory's source tells.
        prospect: Noted by an agent; the company's own systems do not know them yet.
        language: In which they are spoken with ("pl"), if the directory's source tells.
        may_hear_finance: They may be told what is owed and on what terms; None where nobody says, and all may.
        marketing: What the directory's source knows of their being approached.
    """

    customer: Customer
    contact: str | None
    active: bool = True
    internal: bool = False
    role: str | None = None
    prospect: bool = False
    language: str | None = None
    may_hear_finance: bool | None = None
    marketing: Marketing = field(default_factory=Marketing)


@dataclass(frozen=True, slots=True)
class Prospect:
    """Somebody new, or a customer's new number, as an agent noted them during a call; the CRM is offered them.

    Attributes:
        id: Made where it was noted (UUIDv7): being offered it twice is being offered it once.
        number: E.164; None where the caller's number was withheld.
        name: The person's; may be empty if there is a company.
        company: May be empty if there is a name.
        agent: Who noted it.
        at: When, in UTC.
        customer_id: Whose number it is, where it is one of a customer's whom the CRM knows already.
    """

    id: UUID
    number: str | None
    name: str
    company: str
    note: str
    agent: str
    at: datetime
    customer_id: str | None = None


class Match(StrEnum):
    """How a number matched the directory."""

    EXACT = "exact"
    SHARED = "shared"
    UNKNOWN = "unknown"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Identity:
    """The directory's word on a caller.

    Attributes:
        match: How the number matched.
        people: One entry a person, the likeliest first, inactive people last.
        customer: The one customer that is certain, else None: whom departments are asked about.
        person: The one person that is certain, else None.
        masked: Names are shortened or left out, and so are numbers: the caller is not verified.
    """

    match: Match
    people: tuple[Person, ...] = ()
    customer: Customer | None = None
    person: Person | None = None
    masked: bool = False


@dataclass(frozen=True, slots=True)
class Candidates:
    """What the directory knows of a number, before anybody judges it.

    Attributes:
        people: Everybody who has the number, companies themselves included.
        trunk: No person has the number itself; it is a company's main number, or lies behind one, and these are
            its people.
        last_choice: Whom the agents picked the last time this number called.
        keyed: The people of the customer whose number the caller keyed in, whoever has the caller's number.
    """

    people: tuple[Person, ...] = ()
    trunk: bool = False
    last_choice: Person | None = None
    keyed: tuple[Person, ...] = ()
