"""What our own record knows of a customer: what colleagues noted, what was learnt, what is worth asking for."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from screenpop.gestures import Given
from screenpop.offers import OfferOutcome
from screenpop.permission import Permission
from screenpop.promises import Promised


@dataclass(frozen=True, slots=True)
class Noted:
    """What somebody wrote down about a customer on an earlier call, or is writing on this one.

    Attributes:
        agent: Who; None where the site does not show it.
        typing: It is still being written, and not saved.
    """

    at: datetime
    agent: str | None
    note: str
    reason: str = ""
    disposition: str = ""
    typing: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """What was learnt of a customer.

    Attributes:
        fact: What the settings call it.
        value: As its kind writes it: a date is ISO.
    """

    fact: str
    value: str
    at: datetime
    agent: str | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the site wants to know of a customer, and does not.

    Attributes:
        fact: What the settings call it.
        ask: How the agent may ask for it, in the site's own words.
        kind: What the answer is.
        choices: The answers to choose from, of a choice.
    """

    fact: str
    ask: str
    kind: Literal["text", "date", "number", "choice", "yes-no"] = "text"
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """Something that the site wants to know of every customer.

    Attributes:
        again_after: After so long it is asked for again; None is never.
    """

    wanted: Wanted
    again_after: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """How an offer fared on an earlier call, or on this one."""

    product: str
    outcome: OfferOutcome
    at: datetime


@dataclass(frozen=True, slots=True)
class Recollection:
    """All of it. Notes and facts newest first; `wanted` is the one thing that is worth asking for now.

    Attributes:
        promises: What is still owed to this customer, the most urgent first.
        answered: How offers fared with this customer, the newest first.
        given: Gestures this customer was given, the newest first.
        permissions: What was said of being approached, each contact and channel as it was said last.
    """

    noted: tuple[Noted, ...] = ()
    facts: tuple[Fact, ...] = ()
    wanted: Wanted | None = None
    promises: tuple[Promised, ...] = ()
    answered: tuple[Answered, ...] = ()
    given: tuple[Given, ...] = ()
    permissions: tuple[Permission, ...] = ()
