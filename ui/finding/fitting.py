"""Whether a person fits what somebody types, as the directory's search would find them."""

from screenpop.customers import Person
from screenpop.folding import folded


def fits(person: Person, words: str) -> bool:
    """Every one of the words is part of their name, company, role or customer number."""
    told = folded(
        " ".join(filter(None, (person.contact, person.customer.name, person.role, person.customer.id)))
    )
    return all(word in told for word in folded(words).split())
