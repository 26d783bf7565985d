"""Applies what a source says has changed since the last import.

Rows that the source names (`row_id`) take the place of the row of that name. Where it names none, everything that
the changes say of a customer takes the place of everything that was known of that customer.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable

from connectors.directory.about import tell
from connectors.directory.counts import Counting
from connectors.directory.filling import Filling
from connectors.directory.rows import ContactRow, hash_of, read_contacts
from screenpop.phone_numbers import NumberReader
from screenpop.ports.source import Source

_OF_ROW = "select distinct hash from entry where origin = ?"
_OF_CUSTOMER = "select distinct hash from entry where customer_id = ?"
_FORGET_OF_ROW = "delete from entry where origin = ? and hash = ?"
_FORGET_OF_CUSTOMER = "delete from entry where customer_id = ? and hash = ?"

_Key = tuple[str | None, str]
"""What the source calls the row, or else the customer's number."""


def apply_changes(
    index: sqlite3.Connection, source: Source, question: str, reader: NumberReader, *, since: str, now: str
) -> Counting:
    """Ask what has changed since then, and change the index likewise.

    Args:
        index: A copy of the one that serves.
        source: Who can tell what has changed.
        question: What to ask it.
        reader: Reads numbers as this site writes them.
        since: Up to when the index knows; the source's own word for it, if rows have `changed_at`.
        now: Up to when it will know, if they have not.

    Raises:
        SourceError: The source broke off, a column is missing, or no row at all can be read.
    """
    counts = Counting()
    of: dict[_Key, list[ContactRow]] = defaultdict(list)
    for contact in read_contacts(source.stream(question, {"since": since})):
        counts.read += 1
        if isinstance(contact, ContactRow):
            of[(contact.row_id, "" if contact.row_id else contact.customer_id)].append(contact)
        else:
            counts.refuse(contact)
    counts.raise_if_nothing_was_read()
    index.execute("begin")
    filling, gone = Filling(index, reader), 0
    for key, contacts in of.items():
        gone += _replace(index, filling, counts, key, contacts)
    filling.flush()
    filling.make_findable(gone=gone)
    if of:
        newest = _newest(contact for contacts in of.values() for contact in contacts)
        tell(index, since=max(newest, since) if newest else now)
    index.execute("commit")
    return counts


def _replace(
    index: sqlite3.Connection,
    filling: Filling,
    counts: Counting,
    key: _Key,
    contacts: list[ContactRow],
) -> int:
    """Make the index hold these rows and no others of this name; how many entries have gone."""
    row_id, customer_id = key
    asked, forget = (_OF_ROW, _FORGET_OF_ROW) if row_id else (_OF_CUSTOMER, _FORGET_OF_CUSTOMER)
    name = row_id or customer_id
    before = {hashed for (hashed,) in index.execute(asked, (name,))}
    after = {hash_of(contact): contact for contact in contacts if not contact.deleted}
    gone = sum(index.execute(forget, (name, hashed)).rowcount for hashed in before - after.keys())
    for hashed, contact in after.items():
        readable = True if hashed in before else filling.add(contact, hashed)
        counts.changed += hashed not in before
        counts.keep(contact.customer_id, readable=readable)
    counts.deleted += max(0, len(before) - len(after))
    return gone


def _newest(contacts: Iterable[ContactRow]) -> str:
    return max((contact.changed_at for contact in contacts if contact.changed_at), default="")
