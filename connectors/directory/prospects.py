"""People whom agents noted during a call, and customers' new numbers, until the source itself knows the number.

They are kept in `directory.db`, beside the agents' choices: a new import does not lose them.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from connectors.directory.store import Asked
from connectors.directory.words import text_of_words
from screenpop.customers import Customer, Person, Prospect

_COLUMNS = "id, number, name, company, note, agent, at, customer_id"
_KEEP = f"insert into prospect ({_COLUMNS}) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing"  # noqa: S608 # names of our own columns
_ALL = f"select {_COLUMNS} from prospect order by at, id"  # noqa: S608 # names of our own columns
_BY_NUMBER = f"select {_COLUMNS} from prospect where number = ? order by at desc, id desc"  # noqa: S608 # names of our own columns
_PROPOSED = "select 1 from prospect where number = ? and customer_id = ? and name = ? limit 1"
_NAMED = "prospect-"


def keep(state: Asked, prospect: Prospect) -> None:
    """Keep one; the same one twice is kept once, and so is a customer's number."""
    texts = (
        prospect.number,
        prospect.customer_id,
        prospect.name,
        prospect.company,
        prospect.note,
        prospect.agent,
    )
    number, customer, *written = (text and text.encode("utf-8", "replace").decode() for text in texts)
    if customer and state.execute(_PROPOSED, (number, customer, written[0])).fetchone():
        return
    at = prospect.at.astimezone(UTC).isoformat()
    state.execute(_KEEP, (str(prospect.id), number, *written, at, customer))


def all_of(state: Asked) -> Iterator[Prospect]:
    """All of them, oldest first."""
    return map(_prospect, state.execute(_ALL))


def with_number(state: Asked, e164: str) -> tuple[Person, ...]:
    """Who was noted for this number, the newest first."""
    return tuple(person_of(_prospect(row)) for row in state.execute(_BY_NUMBER, (e164,)))


def of_customer(state: Asked, customer_id: str) -> tuple[Person, ...]:
    """The prospect that goes by this customer number, if it is one's."""
    if not customer_id.startswith(_NAMED):
        return ()
    return tuple(person for each in all_of(state) if (person := person_of(each)).customer.id == customer_id)


def person_of(prospect: Prospect) -> Person:
    """The prospect, or whose number it is, as somebody who may call."""
    if prospect.customer_id:
        return Person(Customer(prospect.customer_id, prospect.company), prospect.name or None)
    customer = Customer(f"{_NAMED}{prospect.id}", prospect.company or prospect.name or prospect.number or "?")
    contact = prospect.name if prospect.company and prospect.name else None
    return Person(customer, contact, prospect=True)


def words_of(prospect: Prospect) -> str:
    """The text by which a prospect is found."""
    digits = [prospect.number.lstrip("+")] if prospect.number else []
    return text_of_words(f"{prospect.company} {prospect.name}", digits)


def _prospect(row: Sequence[Any]) -> Prospect:
    key, number, name, company, note, agent, at, customer_id = row
    when = datetime.fromisoformat(at)
    return Prospect(UUID(key), number, name, company, note, agent, when, customer_id)
