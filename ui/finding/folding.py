"""Letters without their marks, so that "lodz" finds "Łódź"."""

from unicodedata import category, normalize

from screenpop.customers import Person

_PLAIN = str.maketrans("łđøı", "ldoi")


def folded(text: str) -> str:
    """The text as it is compared: small letters without marks."""
    spread = normalize("NFKD", text.casefold())
    return "".join(sign for sign in spread if category(sign) != "Mn").translate(_PLAIN)


def fits(person: Person, words: str) -> bool:
    """Every one of the words is part of their name, company, role or customer number."""
    told = folded(
        " ".join(filter(None, (person.contact, person.customer.name, person.role, person.customer.id)))
    )
    return all(word in told for word in folded(words).split())
