"""Which of several files counts: presets, the machine's policy and the user's own, laid over one another.

From below: the presets that ship, `[preset]` of the policy, the user's file, `[lock]` of the policy. Tables are laid
over one another key by key; a table that names another source or kind replaces the one beneath it whole, since
questions for one system mean nothing to another, and `false` in the place of a table drops it.
"""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Tables = dict[str, Any]
KeyPath = tuple[str | int, ...]
"""Where a value stands: ("departments", "sales", "deadline"), ("called", 0, "label")."""

_MAY_BE_DROPPED: tuple[KeyPath, ...] = ((), ("departments",), ("sources",))
"""Hold nothing but tables, which a lock may drop whole."""
_OF_ANY_LINE = ("name", "extension", "username")


class Layer(StrEnum):
    """Who said it, from below."""

    PRESET = "preset"
    POLICY = "policy"
    USER = "user"
    LOCK = "lock"
    SEAT = "seat"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value came from.

    Attributes:
        layer: Who said it.
        named: The preset's name, or the file.
        profile: Which of a policy's profiles it was; "" for the machine's own part.
    """

    layer: Layer
    named: str
    profile: str = ""


@dataclass(frozen=True, slots=True)
class Origins:
    """Where each value of the settings came from; what nobody said is the program's own."""

    known: Mapping[KeyPath, Origin] = field(default_factory=dict)

    def of(self, path: KeyPath) -> Origin | None:
        """Who said what stands there; None where nobody did."""
        return next(
            (self.known[path[:end]] for end in range(len(path), 0, -1) if path[:end] in self.known), None
        )

    def lock_of(self, path: KeyPath) -> Origin | None:
        """Who locked this value, or a part of it."""
        return self._said_by((Layer.LOCK,), path)

    def policy_of(self, path: KeyPath) -> Origin | None:
        """Which administrator locked or preset this value, or a part of it."""
        return self._said_by((Layer.LOCK, Layer.POLICY), path)

    def _said_by(self, layers: Sequence[Layer], path: KeyPath) -> Origin | None:
        here = self.of(path)
        if here is not None and here.layer in layers:
            return here
        within = (
            origin for at, origin in self.known.items() if origin.layer in layers and at[: len(path)] == path
        )
        return next(within, None)


class Pile:
    """Tables that are laid over one another.

    Attributes:
        tables: What they say together.
    """

    def __init__(self) -> None:
        self.tables: Tables = {}
        self._known: dict[KeyPath, Origin] = {}

    @property
    def origins(self) -> Origins:
        """Where each value came from."""
        return Origins(self._known)

    def put(self, path: tuple[str, ...], value: object, origin: Origin) -> None:
        """Replace whatever stands there whole."""
        table = self.tables
        for key in path[:-1]:
            table = table.setdefault(key, {})
        self._replace(table, path[-1], value, path, origin)

    def lay(self, above: Mapping[str, Any], origin: Origin) -> None:
        """Lay tables over what is there."""
        self._lay(self.tables, above, (), origin)

    def _lay(self, below: Tables, above: Mapping[str, Any], at: KeyPath, origin: Origin) -> None:
        for key, value in above.items():
            path, known = (*at, key), below.get(key)
            if value is False and _is_dropped(known, at, origin):
                self._drop(below, key, path, origin)
            elif isinstance(known, dict) and isinstance(value, dict) and not _is_another(known, value):
                self._lay(known, value, path, origin)
            elif path == ("line",) and isinstance(known, list) and isinstance(value, dict):
                for place, line in enumerate(known):  # a policy's one table is about each of the lines
                    if isinstance(line, dict):
                        self._lay_line(known, place, value, (*path, place), origin)
            elif path == ("line",) and isinstance(known, dict) and isinstance(value, dict):
                self._lay_line(below, key, value, path, origin)
            elif isinstance(value, dict) and value:  # also here a lock may drop what is not there
                self._forget(path)
                below[key] = {}
                self._lay(below[key], value, path, origin)
            else:
                self._replace(below, key, value, path, origin)

    def _lay_line(self, lines: Any, at: int | str, above: Tables, path: KeyPath, origin: Origin) -> None:
        """A line of another kind keeps what it is called and where it rings, of which each kind knows."""
        if _is_another(lines[at], above):
            kept = {key: lines[at][key] for key in _OF_ANY_LINE if key in lines[at]}
            whose = {key: self.origins.of((*path, key)) for key in kept}
            self._forget(path)
            lines[at] = kept
            self._known.update({(*path, key): said for key, said in whose.items() if said is not None})
        self._lay(lines[at], above, path, origin)

    def _replace(self, table: Tables, key: str, value: object, path: KeyPath, origin: Origin) -> None:
        self._forget(path)
        table[key] = deepcopy(value)
        self._note(value, path, origin)

    def _drop(self, table: Tables, key: str, path: KeyPath, origin: Origin) -> None:
        self._forget(path)
        table.pop(key, None)
        self._known[path] = origin

    def _note(self, value: object, path: KeyPath, origin: Origin) -> None:
        if isinstance(value, dict) and value:
            for key, each in value.items():
                self._note(each, (*path, key), origin)
        else:
            self._known[path] = origin

    def _forget(self, path: KeyPath) -> None:
        for at in [at for at in self._known if at[: len(path)] == path]:
            del self._known[at]


def _is_dropped(known: object, at: KeyPath, origin: Origin) -> bool:
    """A lock may drop what this user's file does not have; where it says no, no table of the user's takes that away."""
    if origin.layer is Layer.LOCK:
        return at in _MAY_BE_DROPPED
    return isinstance(known, dict)


def _is_another(known: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    """Of another source or kind, so that what is said of one means nothing to the other.

    The directory may have a file in the place of a source.
    """
    if ("source" in known and "file" in wanted) or ("file" in known and "source" in wanted):
        return True
    return any(key in wanted and key in known and wanted[key] != known[key] for key in ("source", "kind"))
