"""Settings as earlier versions wrote them, read as what they mean today.

A step says which key was written otherwise, and how it is written now. Whatever a file says in an old way, be it the
user's or a policy, is read in the new one; `upgraded_file` writes the user's own file anew.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from screenpop.sentences import Sentence, say
from screenpop.settings.changes import Changes, applied, value_at
from screenpop.settings.layers import KeyPath, Tables
from screenpop.settings.wrong import key_of

_EVERY = "*"


@dataclass(frozen=True, slots=True)
class Upgrade:
    """One key that was written otherwise.

    Attributes:
        until: The last version that wrote it so.
        path: Where it stood; "*" is each row of a list, or each table under a name.
        is_old: Whether that value is one of then.
        as_now: The same as it is written today.
        to: What its key is called now, in the same table; the same where it is left out.
    """

    until: str
    path: tuple[str, ...]
    is_old: Callable[[Any], bool]
    as_now: Callable[[Any], Any]
    to: str = ""


def _is_share(value: object) -> bool:
    """A percentage is a whole number; a share never was written as one."""
    return isinstance(value, float)


def _in_percent(share: float) -> int:
    return round(share * 100)


UPGRADES = tuple(
    Upgrade("0.1.0", path, _is_share, _in_percent)
    for path in (
        ("offers", "hold_out"),
        ("offers", "margin"),
        ("offers", "promotion"),
        ("offers", "categories", _EVERY, "weight"),
    )
)


def changes_of(tables: Tables, upgrades: tuple[Upgrade, ...] = UPGRADES) -> Changes:
    """What would have to be changed in these tables for them to be written as today; nothing, mostly."""
    changes: dict[KeyPath, Any] = {}
    for upgrade in upgrades:
        for path in _places(tables, upgrade.path):
            found = value_at(tables, path)
            if found is None or not upgrade.is_old(found):
                continue
            now = (*path[:-1], upgrade.to) if upgrade.to else path
            if now != path:
                changes[path] = None
            if now == path or value_at(tables, now) is None:
                changes[now] = upgrade.as_now(found)
    return changes


def as_today(tables: Tables, upgrades: tuple[Upgrade, ...] = UPGRADES) -> Tables:
    """The same tables as they are written today."""
    changes = changes_of(tables, upgrades)
    return applied(tables, changes) if changes else tables


def told_of_old(tables: Tables, file: Path) -> Iterator[Sentence]:
    """What is written in an old way, and as what it is read."""
    for path, value in changes_of(tables).items():
        if value is None:
            yield say("{file}, “{key}” is called otherwise today", file=file, key=key_of(path))
        else:
            yield say(
                "{file}, “{key}”: {old} was written for an earlier version, and is read as {new}",
                file=file,
                key=key_of(path),
                old=value_at(tables, path),
                new=value,
            )


def _places(tables: Any, path: tuple[str, ...], at: KeyPath = ()) -> Iterator[KeyPath]:
    """Every place that the path is about."""
    if not path:
        yield at
    elif path[0] != _EVERY:
        if isinstance(tables, dict) and path[0] in tables:
            yield from _places(tables[path[0]], path[1:], (*at, path[0]))
    elif isinstance(tables, dict):
        for name, each in tables.items():
            yield from _places(each, path[1:], (*at, name))
    elif isinstance(tables, list):
        for place, each in enumerate(tables):
            yield from _places(each, path[1:], (*at, place))
