"""An entry of the index as a person."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from screenpop.customers import Customer, Person

Entry = Sequence[Any]
"""The columns of `tables.PERSON`."""


def person_of(entry: Entry) -> Person:
    """The person, or the company, that an entry stands for."""
    customer_id, customer, contact, active, internal, role, since, refs = entry
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
    )


def is_person(entry: Entry) -> bool:
    """Whether an entry stands for a person, not for the company itself."""
    return entry[2] is not None


def is_active(entry: Entry) -> bool:
    """Whether they are still there."""
    return bool(entry[3])
