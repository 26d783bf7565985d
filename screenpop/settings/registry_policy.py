r"""What group policy says of this program on Windows: two keys of the registry, read as the tables of a policy.

`Software\Policies\Screenpop` of HKEY_LOCAL_MACHINE is the machine's part, that of HKEY_CURRENT_USER a profile, for
group policy gives it to users by their groups; users can write neither. Beneath stand the keys `Preset` and `Lock`. A
key beneath them is a table, or several that full stops part; keys that are named 1, 2, 3 are rows of a list.

Written by the documentation of winreg and not run on a Windows yet.
"""

import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from screenpop.errors import ConfigurationError
from screenpop.sentences import say
from screenpop.settings.file_table import FileTable
from screenpop.settings.layers import KeyPath, Tables

PLACE = "Software\\Policies\\Screenpop"
HIVES = ("HKEY_LOCAL_MACHINE", "HKEY_CURRENT_USER")
"""The machine's, and that of whoever is signed in."""
_PARTS = {"preset": "preset", "lock": "lock"}
_MOST_KEYS, _DEEPEST = 5_000, 8


class Winreg(Protocol):
    """What is used of the standard library's module."""

    HKEY_LOCAL_MACHINE: int
    HKEY_CURRENT_USER: int
    KEY_READ: int
    REG_SZ: int
    REG_DWORD: int
    REG_QWORD: int
    REG_MULTI_SZ: int

    def OpenKey(self, key: Any, sub_key: str, reserved: int, access: int) -> Any:  # noqa: N802 # winreg's own name
        """A key beneath another one."""

    def QueryInfoKey(self, key: Any) -> tuple[int, int, int]:  # noqa: N802 # winreg's own name
        """How many keys and values it has."""

    def EnumKey(self, key: Any, index: int) -> str:  # noqa: N802 # winreg's own name
        """The name of one of its keys."""

    def EnumValue(self, key: Any, index: int) -> tuple[str, Any, int]:  # noqa: N802 # winreg's own name
        """The name of one of its values, what it holds, and as what."""


def windows_registry() -> Winreg | None:
    """The registry; None where there is none."""
    try:
        module: Any = importlib.import_module("winreg")
    except ImportError:
        return None
    registry: Winreg = module
    return registry


def read_registry(registry: Winreg, hive: str) -> Tables:
    """What one hive presets and locks; nothing where it has no such key.

    Raises:
        ConfigurationError: It is there and cannot be read.
    """
    reading = _Reading(registry, f"{hive}\\{PLACE}")
    try:
        opened = registry.OpenKey(getattr(registry, hive), PLACE, 0, registry.KEY_READ)
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise reading.wrong("", error) from None
    return reading.parts(opened)


@dataclass(slots=True)
class _Reading:
    registry: Winreg
    place: str
    keys: int = 0

    def parts(self, opened: Any) -> Tables:
        tables: Tables = {}
        with opened:
            for name in self._key_names(opened, ""):
                part = _PARTS.get(name.lower())
                if part is None:
                    raise ConfigurationError(
                        say(
                            "{file}, “{key}”: a policy has the keys Preset and Lock.",
                            file=self.place,
                            key=name,
                        )
                    )
                if table := self._table(opened, name, (), name):
                    tables[part] = table if isinstance(table, dict) else {}
        return tables

    def _table(self, above: Any, name: str, path: KeyPath, told: str) -> Any:
        self.keys += 1
        if self.keys > _MOST_KEYS or len(path) > _DEEPEST:
            raise ConfigurationError(say("{file} holds more than a policy can.", file=self.place))
        try:
            opened = self.registry.OpenKey(above, name, 0, self.registry.KEY_READ)
        except OSError as error:
            raise self.wrong(told, error) from None
        with opened:
            values = list(self._values(opened, path, told))
            names = self._key_names(opened, told)
            if names and not values and all(each.isdecimal() for each in names):
                return [
                    self._table(opened, each, (*path, place), f"{told}\\{each}")
                    for place, each in enumerate(sorted(names, key=int))
                ]
            table: Tables = {}
            for at, value in values:
                _put(table, at, value)
            for each in names:
                at = tuple(each.split("."))
                if (inner := self._table(opened, each, (*path, *at), f"{told}\\{each}")) != {}:
                    _put(table, at, inner)
        return table

    def _key_names(self, opened: Any, told: str) -> list[str]:
        try:
            return [
                self.registry.EnumKey(opened, place) for place in range(self.registry.QueryInfoKey(opened)[0])
            ]
        except OSError as error:
            raise self.wrong(told, error) from None

    def _values(self, opened: Any, path: KeyPath, told: str) -> Iterator[tuple[tuple[str, ...], Any]]:
        for place in range(self.registry.QueryInfoKey(opened)[1]):
            try:
                name, held, kind = self.registry.EnumValue(opened, place)
            except OSError as error:
                raise self.wrong(told, error) from None
            if not name:
                continue  # a key's default value says nothing
            at = (name,) if path else tuple(name.split("."))
            yield at, self._value(held, kind, (*path, *at), f"{told}\\{name}")

    def _value(self, held: Any, kind: int, path: KeyPath, told: str) -> Any:
        registry = self.registry
        if kind == registry.REG_MULTI_SZ:
            return list(held or ())
        if kind == registry.REG_SZ:
            return str(held or "")
        if kind in (registry.REG_DWORD, registry.REG_QWORD):
            number = int(held or 0)
            return bool(number) if number in (0, 1) and not _is_number(path) else number
        raise ConfigurationError(
            say(
                "{file}, “{key}”: a value is REG_SZ, REG_DWORD or REG_MULTI_SZ; no variable of the environment counts.",
                file=self.place,
                key=told,
            )
        )

    def wrong(self, told: str, error: OSError) -> ConfigurationError:
        """A key that is there cannot be read."""
        return ConfigurationError(
            say(
                "The policy {file} cannot be read: {why}.",
                file=f"{self.place}\\{told}".rstrip("\\"),
                why=error.strerror,
            )
        )


def _put(table: Tables, at: tuple[str, ...], value: Any) -> None:
    """Lay it where it belongs; what is said of one table in two ways comes together."""
    for key in at[:-1]:
        table = table.setdefault(key, {})
    known = table.get(at[-1])
    if isinstance(known, dict) and isinstance(value, dict):
        for key, each in value.items():
            _put(known, (key,), each)
    else:
        table[at[-1]] = value


def _is_number(path: KeyPath) -> bool:
    """Whether the file's own tables have a number there; elsewhere 0 and 1 are no and yes."""
    from screenpop.settings.described import Shape, fields_of  # noqa: PLC0415 # its many words, only where a registry is

    fields = {field.key: field for field in fields_of(FileTable, "")}
    for key in path[:-1]:
        if isinstance(key, str):
            found = fields.get(key)
            fields = {field.key: field for field in found.fields} if found else {}
    last = fields.get(str(path[-1]))
    return last is not None and last.shape is Shape.NUMBER
