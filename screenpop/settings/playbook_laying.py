"""Lays a site's playbook on the one that ships: what has the same name changes it, key by key; the rest is added."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from screenpop.errors import ConfigurationError
from screenpop.rules.measures import no_such
from screenpop.sentences import Sentence, say
from screenpop.settings.layers import Tables

LISTS = ("rules", "gestures", "campaigns")
_KEYS = (*LISTS, "words")


class Origin(Enum):
    """Where a table comes from."""

    SHIPPED = "as shipped"
    CHANGED = "shipped, changed by the site"
    OWN = "the site's own"


@dataclass(frozen=True, slots=True)
class Entry:
    """One table of a list; `own` are the keys that the site's file says."""

    name: str
    table: Tables
    origin: Origin
    own: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Laid:
    """A playbook's tables, in their order; `file` is the one to blame."""

    file: Path
    rules: Sequence[Entry]
    gestures: Sequence[Entry]
    campaigns: Sequence[Entry]
    words: Tables


def lay(shipped: Tables, own: Tables, file: Path) -> Laid:
    """Put a site's tables on top of those that ship.

    Raises:
        ConfigurationError: They are no tables of a playbook.
    """
    for key in own:
        if key not in _KEYS:
            told = say("there is no such key; allowed are {allowed}", allowed=", ".join(_KEYS))
            raise ConfigurationError(say("{file}, “{key}”: {problem}.", file=file, key=key, problem=told))
    words = own.get("words", {})
    if not isinstance(words, dict):
        raise wrong_in(file, "words", "words", say("it must be a table"))
    rules, gestures, campaigns = (_merged(shipped.get(key, []), own.get(key, []), key, file) for key in LISTS)
    return Laid(file, _ordered(rules, file), gestures, campaigns, words)


def wrong_in(file: Path, kind: str, name: str, problem: Sentence) -> ConfigurationError:
    """Something in the table of this name cannot work."""
    told = {
        "rules": say("rule “{name}”", name=name),
        "gestures": say("gesture “{name}”", name=name),
        "campaigns": say("campaign “{name}”", name=name),
    }.get(kind, say("“{name}”", name=name))
    return ConfigurationError(say("{file}, {where}: {problem}.", file=file, where=told, problem=problem))


def _merged(shipped: Sequence[Tables], own: object, kind: str, file: Path) -> list[Entry]:
    """The site's own before what ships; what it changes stays where it stands."""
    mine = _by_name(own, kind, file)
    changed = [
        Entry(table["name"], {**table, **mine[table["name"]]}, Origin.CHANGED, frozenset(mine[table["name"]]))
        if table["name"] in mine
        else Entry(table["name"], table, Origin.SHIPPED)
        for table in shipped
    ]
    known = {entry.name for entry in changed}
    added = [
        Entry(name, table, Origin.OWN, frozenset(table)) for name, table in mine.items() if name not in known
    ]
    return [*added, *changed]


def _by_name(tables: object, kind: str, file: Path) -> Mapping[str, Tables]:
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise wrong_in(
            file, "", kind, say("it is a list of tables, as in “{example}”", example=f"[[{kind}]]")
        )
    found: dict[str, Any] = {}
    for place, table in enumerate(tables, 1):
        name = table.get("name")
        if not isinstance(name, str) or not name:
            raise wrong_in(file, kind, str(place), say("it needs a “name”"))
        if name in found:
            raise wrong_in(file, kind, name, say("the name stands twice"))
        found[name] = table
    return found


def _ordered(entries: Iterable[Entry], file: Path) -> list[Entry]:
    """What names a neighbour is moved beside it, in the order of the file."""
    ordered = list(entries)
    for entry in list(ordered):
        before, after = entry.table.get("before"), entry.table.get("after")
        neighbour = before or after
        if not neighbour:
            continue
        ordered.remove(entry)
        names = [each.name for each in ordered]
        if neighbour not in names:
            raise wrong_in(file, "rules", entry.name, no_such(str(neighbour), names).sentence)
        ordered.insert(names.index(neighbour) + (0 if before else 1), entry)
    return ordered
