"""Profiles: parts of a policy that are about some groups of people, or some computers.

`[[profile]]` tables of the policy name `groups`, `machines` (patterns) or both, and either a `file` with the tables
`[preset]` and `[lock]`, or those tables themselves. All that fit apply; what stands later lies above what stands
earlier.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from screenpop.errors import ConfigurationError
from screenpop.sentences import Sentence, say
from screenpop.settings.account import Account, UnknownGroups
from screenpop.settings.files import parsed, raw_of
from screenpop.settings.layers import Tables
from screenpop.settings.wrong import wrong

_KEYS = ("name", "groups", "machines", "file", "preset", "lock")
PARTS = ("preset", "lock")


@dataclass(frozen=True, slots=True)
class Profile:
    """One of a policy's profiles.

    Attributes:
        name: What it is called.
        place: Its place among the policy's.
        policy: The file that names it.
        file: The file that says what it presets and locks: one of its own, or the policy.
        groups: Of the system; whoever belongs to one of them.
        machines: Patterns of computers' names, of which one must fit.
        inline: What it says itself, where it has no file of its own.
    """

    name: str
    place: int
    policy: Path
    file: Path
    groups: tuple[str, ...] = ()
    machines: tuple[str, ...] = ()
    inline: Tables = field(default_factory=dict)

    def tables(self) -> Tables:
        """What it presets and locks.

        Raises:
            ConfigurationError: Its file is not there or broken; a policy never counts less than was meant.
        """
        if self.file == self.policy:
            return self.inline
        try:
            tables = parsed(raw_of(self.file), self.file)
            check_parts(tables, self.file)
        except FileNotFoundError:
            raise self._wrong(say("there is no file {file}", file=self.file)) from None
        except ConfigurationError as error:
            raise self._wrong(error.sentence) from None
        return tables

    def reason_against(self, account: Account) -> Sentence | None:
        """Why it is not about this account on this computer; None where it is.

        Raises:
            ConfigurationError: The system does not tell.
        """
        if self.machines and not any(fits(account.machine, pattern) for pattern in self.machines):
            return say("this computer is called {name}", name=account.machine)
        if not self.groups:
            return None
        try:
            belongs = [account.belongs_to(group) for group in self.groups]
        except UnknownGroups as error:
            told = say(
                "the system names no group {number}, of which this user is, so it may be one of these",
                number=error.number,
            )
            raise wrong(self.policy, ("profile", self.place, "groups"), told) from None
        except OSError:
            told = say("the system does not tell this user's groups")
            raise wrong(self.policy, ("profile", self.place, "groups"), told) from None
        if any(belongs):
            return None
        if all(each is None for each in belongs):
            return say("there is no such group on this computer")
        return say("it is about no group of this user")

    def _wrong(self, told: Sentence) -> ConfigurationError:
        told = say("the profile “{name}” cannot be used: {why}", name=self.name, why=_without_stop(told))
        return wrong(self.policy, ("profile", self.place, "file"), told)


def profiles_of(rows: object, policy: Path) -> tuple[Profile, ...]:
    """The profiles that a policy names, in its order.

    Raises:
        ConfigurationError: One is written so that nobody could say whom it is about, or what it says.
    """
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise wrong(policy, ("profile",), say("a profile is a table: [[profile]]"))
    profiles = tuple(_profile(row, place, policy) for place, row in enumerate(rows))
    names = [profile.name for profile in profiles]
    for place, name in enumerate(names):
        if name in names[:place]:
            raise wrong(policy, ("profile", place, "name"), say("each profile needs a name of its own"))
    return profiles


def check_parts(tables: Mapping[str, Any], file: Path, *others: str) -> None:
    """A policy says nothing but what it presets and locks.

    Raises:
        ConfigurationError: It does.
    """
    for key, said in tables.items():
        if key not in others and (key not in PARTS or not isinstance(said, dict)):
            raise ConfigurationError(
                say(
                    "{file}, “{key}”: a policy has the tables [preset] and [lock], and [[profile]].",
                    file=file,
                    key=key,
                )
                if others
                else say("{file}, “{key}”: a policy has the tables [preset] and [lock].", file=file, key=key)
            )


def fits(machine: str, pattern: str) -> bool:
    """Whether a computer's name is meant; a pattern without a full stop means names without their domain."""
    name = machine.casefold() if "." in pattern else machine.casefold().partition(".")[0]
    return fnmatchcase(name, pattern.casefold())


def _profile(row: Mapping[str, Any], place: int, policy: Path) -> Profile:
    at = ("profile", place)
    for key in row:
        if key not in _KEYS:
            allowed = ", ".join(_KEYS)
            told = say("there is no such key; allowed are {allowed}", allowed=allowed)
            raise wrong(policy, (*at, key), told)
    if not isinstance(row.get("name"), str) or not row["name"].strip():
        raise wrong(policy, (*at, "name"), say("a profile needs a name"))
    groups, machines = (_texts(row, key, at, policy) for key in ("groups", "machines"))
    if not groups and not machines:
        raise wrong(policy, at, say("it names neither “groups” nor “machines”, so it is about nobody"))
    inline = {key: row[key] for key in PARTS if key in row}
    check_parts(inline, policy)
    if ("file" in row) == bool(inline):
        raise wrong(policy, at, say("it needs either a “file”, or “preset” and “lock” of its own"))
    file = row.get("file", str(policy))
    if not isinstance(file, str) or not file:
        raise wrong(policy, (*at, "file"), say("it must be a text"))
    return Profile(row["name"], place, policy, policy.parent / file, groups, machines, inline)


def _texts(row: Mapping[str, Any], key: str, at: tuple[str, int], policy: Path) -> tuple[str, ...]:
    texts = row.get(key, [])
    if not isinstance(texts, list) or not all(isinstance(text, str) and text for text in texts):
        raise wrong(policy, (*at, key), say("it must be a list of names"))
    return tuple(texts)


def _without_stop(told: Sentence) -> str:
    """A sentence within another."""
    return str(told).removesuffix(".")


def those_for(profiles: tuple[Profile, ...], account: Account) -> Iterator[Profile]:
    """The profiles that are about this account on this computer, from below.

    Raises:
        ConfigurationError: The system does not tell.
    """
    return (profile for profile in profiles if profile.reason_against(account) is None)
