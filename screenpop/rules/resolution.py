"""Who is calling: the directory's candidates, judged."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from screenpop.customers import Candidates, Customer, Identity, Match, Person
from screenpop.phone_numbers import PhoneNumber


def resolve(number: PhoneNumber | None, candidates: Candidates, *, withheld: bool) -> Identity:
    """Judge who is calling.

    Active people decide; inactive ones only where no active one has the number, else they come last. A company
    stands for itself only where none of its people counts as much.

    Args:
        number: The caller's number; None if it could not be read.
        candidates: What the directory knows of it, and of the customer number that the caller keyed in. A keyed
            number tells which customer the call is about; among that customer's people the caller's own number
            goes on to count.
        withheld: The caller asked not to be known: nobody is guessed.
    """
    people = _companies_last_resort(_one_entry_each(candidates.people)) if number else []
    if candidates.keyed:
        account = candidates.keyed[0].customer.id
        of_account = [person for person in people if person.customer.id == account]
        others = [person for person in people if person.customer.id != account]
        if of_account and not others:
            return _judge(of_account, candidates)
        all_of_it = _companies_last_resort(_one_entry_each(candidates.keyed))
        judged = _judge(of_account or all_of_it, candidates)
        return replace(judged, match=Match.SHARED, person=None, people=(*judged.people, *others))
    if withheld:
        return Identity(Match.WITHHELD)
    return _judge(people, candidates) if people else Identity(Match.UNKNOWN)


def of_customer(customer_id: str, number: PhoneNumber | None, candidates: Candidates) -> Identity:
    """Who may be meant where the customer is known already; a number only tells which of its people.

    Args:
        customer_id: Whose card it is.
        number: By which they may be called, if one is known.
        candidates: What the directory knows of that number; `keyed` are the customer's own people.
    """
    everybody = _companies_last_resort(_one_entry_each(candidates.keyed))
    with_number = candidates.people if number else ()
    meant = [person for person in _one_entry_each(with_number) if person.customer.id == customer_id]
    if not (meant or everybody):
        return Identity(Match.UNKNOWN, customer=Customer(customer_id, customer_id))
    judged = _judge(_companies_last_resort(meant) or everybody, candidates)
    rest = (person for person in everybody if person not in judged.people)
    return replace(judged, people=(*judged.people, *rest))


def _judge(people: Sequence[Person], candidates: Candidates) -> Identity:
    ordered = tuple(
        sorted(people, key=lambda person: (not person.active, not _same(person, candidates.last_choice)))
    )
    counting = [person for person in ordered if person.active] or list(ordered)
    one_customer = len({person.customer.id for person in counting}) == 1
    exact = len(counting) == 1 and not candidates.trunk
    return Identity(
        match=Match.EXACT if exact else Match.SHARED,
        people=ordered,
        customer=counting[0].customer if one_customer else None,
        person=counting[0] if exact else None,
    )


def _who(person: Person) -> tuple[str, str | None]:
    name = " ".join(person.contact.split()).casefold() if person.contact else ""
    return person.customer.id, name or None


def _same(person: Person, other: Person | None) -> bool:
    return other is not None and _who(person) == _who(other)


def _one_entry_each(people: Iterable[Person]) -> list[Person]:
    """Everybody once; who is listed as active anywhere is active."""
    entries: dict[tuple[str, str | None], Person] = {}
    for person in people:
        known = entries.get(_who(person))
        if known is None or (person.active and not known.active):
            entries[_who(person)] = person
    return list(entries.values())


def _companies_last_resort(people: list[Person]) -> list[Person]:
    """Leave companies out whose own people are there; somebody who has left does not speak for an active one."""
    named = [person for person in people if person.contact]
    spoken_for = {(person.customer.id, active) for person in named for active in {person.active, False}}
    return [
        person for person in people if person.contact or (person.customer.id, person.active) not in spoken_for
    ]
