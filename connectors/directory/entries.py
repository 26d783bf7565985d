"""An entry of the index as a person."""

import json
from datetime import date
from typing import Any

from screenpop.customers import Customer, Person

Entry = tuple[Any, ...]
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
