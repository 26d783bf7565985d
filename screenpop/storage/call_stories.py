"""Reads all entries of one call out of the shared database, whoever's phones it rang at."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from screenpop.events.acts import Look
from screenpop.events.calls import Direction, Ending
from screenpop.money import Money
from screenpop.offers import OfferOutcome
from screenpop.permission import Channel
from screenpop.promises import PromiseEnd, PromiseKind
from screenpop.record.entries import (
    CallDetailed,
    CallerFound,
    CallFinished,
    CallPickedUp,
    CallStarted,
    CheckMade,
    CustomerViewed,
    Entry,
    FactLearned,
    GestureGiven,
    OfferMade,
    OffersShown,
    PartyReplaced,
    PermissionNoted,
    PromiseMade,
    PromiseSettled,
    PromiseTaken,
    WrapUp,
)
from screenpop.record.rows import LoggedCall
from screenpop.record.story import Happening
from screenpop.storage.database import Database
from screenpop.trust import Trust

if TYPE_CHECKING:
    from sqlalchemy import Column, Connection, Table

_KINDS: Mapping[str, type[Entry]] = {
    "calls": CallStarted,
    "callers_found": CallerFound,
    "call_details": CallDetailed,
    "party_changes": PartyReplaced,
    "pick_ups": CallPickedUp,
    "call_ends": CallFinished,
    "wrap_ups": WrapUp,
    "facts_learned": FactLearned,
    "offers_made": OfferMade,
    "offers_shown": OffersShown,
    "gestures_given": GestureGiven,
    "permissions_noted": PermissionNoted,
    "customer_views": CustomerViewed,
    "checks_made": CheckMade,
    "promises": PromiseMade,
    "promises_taken": PromiseTaken,
    "promises_settled": PromiseSettled,
}
_COLUMNS = {"check": "check_name", "right": "was_right", "end": "ended_as"}
"""What SQL has other words for."""
_LEG = "of_leg"
_WORDS: Mapping[str, Callable[[Any], object]] = {
    "direction": Direction,
    "trust": Trust,
    "ending": Ending,
    "outcome": OfferOutcome,
    "look": Look,
    "kind": PromiseKind,
    "end": PromiseEnd,
    "channel": Channel,
    "method": lambda method: method or "",
    "products": lambda products: tuple(map(tuple, json.loads(products))),
}


class RecordStories:
    """The stories that the shared record holds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def story(self, call: LoggedCall, /) -> Sequence[Happening]:
        """All that happened, in the order of time, on all phones where it rang."""
        with self._database.reading() as connection:
            from sqlalchemy import select  # noqa: PLC0415 # loaded with the connection

            from screenpop.storage import schema  # noqa: PLC0415 # as above

            legs = schema.legs.c
            whole = select(legs.call).where(legs.id == call.id).scalar_subquery()
            rows = connection.execute(select(legs.id, legs.agent).where(legs.call == whole))
            agents = {row.id: row.agent for row in rows}
            found = [
                Happening(getattr(entry, "agent", "") or agents.get(of, ""), entry)
                for table, kind in _KINDS.items()
                for of, entry in _entries(connection, schema.metadata.tables[table], kind, list(agents))
            ]
        return sorted(found, key=lambda happening: (happening.entry.at, happening.entry.id))


def _entries(
    connection: Connection, table: Table, kind: type[Entry], legs: Sequence[object]
) -> Iterator[tuple[Any, Entry]]:
    """The entries of these legs, each with its leg."""
    from sqlalchemy import select  # noqa: PLC0415 # loaded with the connection

    leg, question = _leg(table), select(table)
    if "promise" in table.c:
        question = question.join_from(table, leg.table, table.c.promise == leg.table.c.id)
    for row in connection.execute(question.add_columns(leg.label(_LEG)).where(leg.in_(legs))).mappings():
        columns = {name: _COLUMNS.get(name, name) for name in kind.__slots__}
        values = {
            name: _WORDS.get(name, _same)(row[column]) for name, column in columns.items() if column in row
        }
        if "waited_ms" in row:
            waited = row["waited_ms"]
            values["waited"] = None if waited is None else timedelta(milliseconds=waited)
        if "worth" in row:
            worth = row["worth"]
            values["worth"] = None if worth is None else Money(worth, row["currency"])
        yield row[_LEG], kind(**values)  # type: ignore[arg-type] # the columns are the fields


def _leg(table: Table) -> Column[Any]:
    """Which column names the leg that a row belongs to."""
    from screenpop.storage.schema import promises  # noqa: PLC0415 # loaded with the connection

    if "promise" in table.c:
        return promises.c.call
    return table.c.id if table.name == "calls" else table.c.call


def _same(value: Any) -> object:
    return value
