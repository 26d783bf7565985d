"""An entry as it stands in the spool: JSON that says of itself what it is, and a checksum of it.

The layout of the spool therefore never changes with what is kept, and a row can be trusted or is known to be damaged.
"""

import hashlib
import json
import types
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from screenpop.money import Money
from screenpop.record.entries import Entry
from screenpop.storage.spool.boot_clock import Reading

_VERSION = 1
_KINDS: Mapping[str, type[Any]] = {kind.__name__: kind for kind in get_args(Entry)}


class Damaged(Exception):
    """The row is not what was written."""


class FromNewerProgram(Exception):
    """A newer program wrote this kind of entry; it will read it again when it is back."""


@dataclass(frozen=True, slots=True)
class SpoolRow:
    """One row of the spool.

    Attributes:
        place: Where it stands in the order in which entries were saved.
        id: The entry's.
        call: The id of the call that it belongs to; a call's own for its start.
        checksum: Of the body, so that a flipped bit is seen.
        body: All of that, and the entry.
    """

    place: int
    id: str
    call: str | None
    saved_at: str
    checksum: str
    body: str


@dataclass(frozen=True, slots=True)
class Saved:
    """What a row says."""

    entry: Entry
    saved_at: datetime
    clock: Reading


def checksum_of(body: str) -> str:
    """A checksum of a row's body; any text has one."""
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()


def written(entry: Entry, place: int, saved_at: datetime, clock: Reading) -> SpoolRow:
    """The row for an entry. JSON escapes what no database keeps: a strange name is no reason to lose a call."""
    kind = type(entry).__name__
    body = {
        "kind": kind,
        "place": place,
        "version": _VERSION,
        "saved_at": saved_at.isoformat(),
        "boot": clock.boot,
        "clock": clock.seconds,
        "entry": {field.name: _plain(getattr(entry, field.name)) for field in fields(entry)},
    }
    return row_of(json.dumps(body))


def row_of(body: str) -> SpoolRow:
    """The row with this body; an entry of any kind and version has one."""
    told = json.loads(body)
    entry = told["entry"]
    call = entry["id"] if told["kind"] == "CallStarted" else entry.get("call")
    return SpoolRow(told["place"], entry["id"], call, told["saved_at"], checksum_of(body), body)


def read(body: str, checksum: str) -> Saved:
    """What a row says.

    Raises:
        Damaged: It is not what was written.
        FromNewerProgram: This program does not know its kind.
    """
    if checksum_of(body) != checksum:
        raise Damaged
    try:
        told = json.loads(body)
        if told["version"] > _VERSION:
            raise FromNewerProgram
        hints = _hints(told["kind"])
        values = {name: _typed(hints[name], value) for name, value in told["entry"].items()}
        clock = Reading(told["boot"], told["clock"])
        return Saved(_KINDS[told["kind"]](**values), datetime.fromisoformat(told["saved_at"]), clock)
    except (KeyError, TypeError, ValueError) as error:
        raise FromNewerProgram from error


@cache
def _hints(kind: str) -> Mapping[str, Any]:
    return get_type_hints(_KINDS[kind])


def _plain(value: object) -> object:
    match value:
        case UUID():
            return str(value)
        case datetime():
            return value.isoformat()
        case timedelta():
            return value / timedelta(microseconds=1)
        case Enum():
            return value.value
        case Money():
            return [str(value.amount), value.currency]
        case _:
            return value


def _typed(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(each for each in get_args(hint) if each is not type(None))
    if hint is datetime:
        return datetime.fromisoformat(value)
    if hint is timedelta:
        return timedelta(microseconds=value)
    if hint is Money:
        return Money(Decimal(value[0]), value[1])
    if get_origin(hint) is tuple:
        return tuple(tuple(each) for each in value)
    return hint(value)
