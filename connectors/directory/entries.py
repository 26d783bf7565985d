"""An entry of the index as a person."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from screenpop.customers import Customer, Person
from screenpop.permission import Channel, Marketing

Entry = Sequence[Any]
"""The columns of `tables.PERSON`."""

_UNSAID = Marketing()


def person_of(entry: Entry) -> Person:
    """The person, or the company, that an entry stands for."""
    customer_id, customer, contact, active, internal, role, since, refs, language, finance, marketing = entry
    return Person(
        Customer(
            customer_id,
            customer,
            json.loads(refs) if refs else {},
            date.fromisoformat(since) if since else None,
        ),
        contact,
        active=bool(active),
        internal=bool(internal),
        role=role,
        language=language,
        may_hear_finance=None if finance is None else bool(finance),
        marketing=_marketing(marketing),
    )


def _marketing(said: str | None) -> Marketing:
    return (
        Marketing({Channel(name): bool(may) for name, may in json.loads(said).items()}) if said else _UNSAID
    )


def is_person(entry: Entry) -> bool:
    """Whether an entry stands for a person, not for the company itself."""
    return entry[2] is not None


def is_active(entry: Entry) -> bool:
    """Whether they are still there."""
    return bool(entry[3])
