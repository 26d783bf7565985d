"""Which calls the spool let go of lately, so that they can be wrapped up while the shared database is away.

Ids are remembered and nothing else: no number, no name, no note.
"""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

_MOST = 500
_LAYOUT = """
create table if not exists delivered_calls (
    place integer primary key autoincrement, id text not null unique, call_id text not null, filled text not null
)"""
_FIELDS = ("reason", "disposition", "note")


@dataclass(frozen=True, slots=True)
class DeliveredCall:
    """One call of this desk.

    Attributes:
        id: The entry's.
        filled: What its latest wrap-up from here fills in: some of "reason", "disposition" and "note".
    """

    id: UUID
    filled: frozenset[str] = frozenset()


def remember(spool: sqlite3.Connection, places: Sequence[int]) -> None:
    """Note which calls these entries start or wrap up, before they go."""
    spool.execute(_LAYOUT)
    for place in places:
        for id_, call, body in spool.execute("select id, call, body from entries where place = ?", (place,)):
            told = json.loads(body)
            if told["kind"] == "CallStarted":
                spool.execute(
                    "insert or ignore into delivered_calls (id, call_id, filled) values (?, ?, '')",
                    (id_, _storable(told["entry"]["call_id"])),
                )
            elif told["kind"] == "WrapUp":
                filled = " ".join(_filled(told["entry"]))
                spool.execute("update delivered_calls set filled = ? where id = ?", (filled, call))
    spool.execute(
        "delete from delivered_calls where place <= (select max(place) from delivered_calls) - ?", (_MOST,)
    )


def find(spool: sqlite3.Connection, call_id: str) -> DeliveredCall | None:
    """The newest call with this call_id that was delivered from here; None if there is none."""
    spool.execute(_LAYOUT)
    asked = "select id, filled from delivered_calls where call_id = ? order by place desc limit 1"
    row = spool.execute(asked, (_storable(call_id),)).fetchone()
    if row is None:
        return None
    filled = frozenset(row[1].split())
    for (body,) in spool.execute("select body from entries where call = ? order by place", (row[0],)):
        told = json.loads(body)
        if told["kind"] == "WrapUp":
            filled = _filled(told["entry"])
    return DeliveredCall(UUID(row[0]), filled)


def _filled(entry: dict[str, object]) -> frozenset[str]:
    return frozenset(field for field in _FIELDS if entry.get(field))


def _storable(call_id: str) -> str:
    """A PBX may send what is no text; it must not hold up the delivery."""
    return call_id.encode("utf-8", "replace").decode()
