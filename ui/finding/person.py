"""A person in words: name, company with role, and what marks them."""

from collections.abc import Iterable

from screenpop.customers import Person
from screenpop.sentences import Sentence, say
from ui.components.outside import harmless


def about(person: Person) -> tuple[str, str]:
    """A person's name, and company with role below it."""
    company = harmless(person.customer.name)
    if person.contact is None:
        return company, harmless(person.role)
    return harmless(person.contact), "  ·  ".join(filter(None, (company, harmless(person.role))))


def mark(person: Person) -> Sentence | None:
    """What must be known of them before they are picked."""
    if not person.active:
        return say("no longer active")
    if person.prospect:
        return say("prospect")
    return say("colleague") if person.internal else None


def active_first(people: Iterable[Person]) -> tuple[Person, ...]:
    """The same people in their order, those who have left last."""
    return tuple(sorted(people, key=lambda person: not person.active))
