"""What of a caller may be shown before they are verified, and how what may not be is shortened."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from screenpop.customers import Customer, Identity, Person
from screenpop.folding import folded
from screenpop.sentences import Sentence, say
from screenpop.trust import Trust
from screenpop.verification import VerificationPolicy

WHO = ""
"""What is revealed where it is not a department's answer: who it is."""

NOT_VERIFIED = say("Shown once the caller is verified")
OVER = say("Masked again after the wrap-up")
LOCKED = say("Locked after too many wrong answers")
NO_FINANCE = say("This contact may not be told of finance")
WHO_FIRST = say("Who is it? Not all may hear this")

_MOST_INITIALS = 4


class Part(Enum):
    """How much of somebody is shown."""

    NAME = "the name, and the end of the customer's number"
    INITIALS = "initials and company"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a caller stands with what must be asked of them.

    Attributes:
        over: The call is wrapped up: whatever was shown is masked again.
        revealed: Departments that the agent has had shown, on record; `WHO` among them is who it is.
        by_hand: The agent has found this person by searching, and knows the name.
    """

    verified: bool = False
    locked: bool = False
    over: bool = False
    revealed: frozenset[str] = frozenset()
    by_hand: Person | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """An identity as it may be shown; `meant` are the people whom its people stand for, in their order."""

    identity: Identity
    meant: tuple[Person, ...] = ()


def why_masked(
    department: str, policy: VerificationPolicy, standing: Standing, identity: Identity
) -> Sentence | None:
    """Why a department's answer is masked; None if it may be shown."""
    verifies = policy.policy != "show"
    if verifies and standing.locked:
        return LOCKED
    if department in standing.revealed:
        return None
    if department in policy.finance and not may_hear_finance(identity):
        return NO_FINANCE if identity.person else WHO_FIRST
    if not verifies or department in policy.open or standing.verified:
        return None
    return OVER if standing.over else NOT_VERIFIED


def may_hear_finance(identity: Identity) -> bool:
    """The caller may: of several people who it may be, all of them."""
    if identity.person is not None:
        return identity.person.may_hear_finance is not False
    of_customer = (person for person in identity.people if person.customer == identity.customer)
    return all(person.may_hear_finance is not False for person in of_customer if person.active)


def are_notes_masked(policy: VerificationPolicy, standing: Standing, identity: Identity) -> bool:
    """What our own record knows is masked as the departments are that tell of it; without any, as who it is."""
    if policy.notes:
        return all(why_masked(name, policy, standing, identity) for name in policy.notes)
    return not is_shown_in_full(policy, standing)


def is_shown_in_full(policy: VerificationPolicy, standing: Standing) -> bool:
    """Who it is may be shown as it is."""
    if policy.policy == "show":
        return True
    if standing.locked:
        return False
    return policy.policy == "amounts" or standing.verified or WHO in standing.revealed


def seen(identity: Identity, policy: VerificationPolicy, standing: Standing, trust: Trust) -> Seen:
    """The identity as the agent may see it; colleagues are nobody's customers and are shown as they are.

    Args:
        identity: As it is.
        policy: The site's.
        standing: How far the caller is verified.
        trust: How far the number can be believed. A header never verifies anybody: it only tells how much of the
            name may stand there meanwhile.
    """
    if is_shown_in_full(policy, standing) or (
        identity.people and all(person.internal for person in identity.people)
    ):
        return Seen(identity, identity.people)
    if standing.locked:
        return Seen(_of_nobody(identity))
    people = _everybody(identity)
    companies = {person.customer.id: _names_a_person(person.customer, people) for person in people}
    parts = [_part(person, identity, standing, trust) for person in people]
    shown = [
        (_shortened(person, part, companies), person)
        for person, part in zip(people, parts, strict=True)
        if part is not Part.NOTHING
    ]
    told = _told_apart([masked for masked, _ in shown])
    meant = tuple(real for _, real in shown)
    certain = _masked_of(identity.person, told, meant)
    customer = certain.customer if certain else _customer_of(identity, told, meant)
    return Seen(Identity(identity.match, told, customer, certain, masked=True), meant)


def initials(name: str) -> str:
    """Of “Anna Wąs” they are “A. W.”; what has no letters is “…”."""
    words = [word for word in name.split() if any(map(str.isalpha, word))]
    return " ".join(f"{_first_letter(word)}." for word in words[:_MOST_INITIALS]) or "…"


def end_of(number: str) -> str:
    """The last three characters of a customer's number, if that is not all of it."""
    return f"…{number[-3:]}" if len(number) > 3 else "…"


def is_shortened(person: Person) -> bool:
    """Whether it is what is shown in somebody's place: nobody's customer number is empty, or begins with dots."""
    return not person.customer.id or person.customer.id.startswith("…")


def _part(person: Person, identity: Identity, standing: Standing, trust: Trust) -> Part:
    if standing.by_hand is not None and person == identity.person == standing.by_hand:
        return Part.NAME
    return {Trust.CONFIRMED: Part.NAME, Trust.UNCONFIRMED: Part.INITIALS}.get(trust, Part.NOTHING)


def _everybody(identity: Identity) -> tuple[Person, ...]:
    person = identity.person
    return identity.people if person is None or person in identity.people else (person, *identity.people)


def _names_a_person(customer: Customer, people: Sequence[Person]) -> bool:
    """A customer whose name has a word of a contact's in it may be that person; so may one without contacts."""
    words = set(folded(customer.name).split())
    contacts = [person.contact for person in people if person.customer.id == customer.id]
    return any(contact is None or words & set(folded(contact).split()) for contact in contacts)


def _shortened(person: Person, part: Part, companies: Mapping[str, bool]) -> Person:
    customer, contact = person.customer, person.contact
    if part is Part.NAME:
        shown = Customer(end_of(customer.id), customer.name)
    else:
        named = companies[customer.id]
        shown = Customer("", initials(customer.name) if named else customer.name)
        contact = None if contact is None else initials(contact)
    return Person(shown, contact, active=person.active, internal=person.internal)


def _told_apart(people: Sequence[Person]) -> tuple[Person, ...]:
    """Two who look the same shortened are numbered: the agent may have to choose between them."""
    told: list[Person] = []
    for person in people:
        one, number = person, 2
        while one in told:
            name = f"{person.contact or person.customer.name} ({number})"
            number += 1
            if person.contact is not None:
                one = replace(person, contact=name)
            else:
                one = replace(person, customer=Customer(person.customer.id, name))
        told.append(one)
    return tuple(told)


def _masked_of(person: Person | None, told: Sequence[Person], meant: Sequence[Person]) -> Person | None:
    return next((masked for masked, real in zip(told, meant, strict=True) if real == person), None)


def _customer_of(identity: Identity, told: Sequence[Person], meant: Sequence[Person]) -> Customer | None:
    if identity.customer is None:
        return None
    shown = (
        masked.customer
        for masked, real in zip(told, meant, strict=True)
        if real.customer.id == identity.customer.id
    )
    return next(shown, Customer("", ""))


def _of_nobody(identity: Identity) -> Identity:
    customer = Customer("", "") if identity.customer else None
    return Identity(identity.match, (), customer, None, masked=True)


def _first_letter(word: str) -> str:
    """With the marks that belong to it: a Thai vowel alone would be no letter."""
    start = next(place for place, letter in enumerate(word) if letter.isalpha())
    end = start + 1
    while end < len(word) and unicodedata.category(word[end]).startswith("M"):
        end += 1
    return word[start:end]
