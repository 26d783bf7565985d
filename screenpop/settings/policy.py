"""The machine's policy: what an administrator presets and locks for everybody who works on this computer.

A policy has the very same tables as a settings file, in two places: `[preset]` lies beneath what users say, `[lock]`
above it. A locked value counts whatever the user's file says there, which is no error. `[[profile]]` tables say the
same of some groups of people, or some computers. On Windows the registry says it, too.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from screenpop.settings.account import Account
from screenpop.settings.files import parsed, raw_of
from screenpop.settings.layers import Layer, Origin, Tables
from screenpop.settings.profiles import Profile, check_parts, profiles_of, those_for
from screenpop.settings.registry_policy import HIVES, PLACE, Winreg, read_registry, windows_registry
from screenpop.settings.system_account import SystemAccount


@dataclass(frozen=True, slots=True)
class Said:
    """Tables, and who says them."""

    tables: Tables
    origin: Origin

    @property
    def file(self) -> Path:
        """Where it stands."""
        return Path(self.origin.named)


@dataclass(frozen=True, slots=True)
class Policy:
    """What counts of a policy for whoever works here.

    Attributes:
        presets: What lies beneath the users' files, from below.
        locks: What lies above them, from below.
        profiles: All that it names, whether or not they are about this user.
    """

    presets: tuple[Said, ...] = ()
    locks: tuple[Said, ...] = ()
    profiles: tuple[Profile, ...] = ()


def read_policy(
    file: Path | None, account: Account | None = None, registry: Winreg | None = None
) -> Policy | None:
    """What the policy says; None where there is none.

    Args:
        file: Where it stands; it need not exist. None is for settings that no policy is about.
        account: Who works here; the system's own by default.
        registry: Where group policy says more; the system's own by default, if it has one.

    Raises:
        ConfigurationError: It is there and cannot be read; it never counts less than its administrator meant.
    """
    if file is None:
        return None
    tables = _tables_of(file)
    profiles = profiles_of(tables.pop("profile", []), file)
    registry = registry or windows_registry()
    machine = [_Part(tables, str(file))]
    ours = [
        _Part(profile.tables(), str(profile.file), profile.name)
        for profile in those_for(profiles, account or SystemAccount())
    ]
    if registry is not None:
        machine.append(_Part(read_registry(registry, HIVES[0]), f"{HIVES[0]}\\{PLACE}"))
        ours.append(_Part(read_registry(registry, HIVES[1]), f"{HIVES[1]}\\{PLACE}", HIVES[1]))
    if not file.exists() and not any(part.tables for part in (*machine, *ours)):
        return None
    return Policy(
        tuple(_said("preset", Layer.POLICY, [*machine, *ours])),
        tuple(_said("lock", Layer.LOCK, [*ours, *machine])),
        profiles,
    )


@dataclass(frozen=True, slots=True)
class _Part:
    tables: Tables
    named: str
    profile: str = ""


def _tables_of(file: Path) -> Tables:
    try:
        tables = parsed(raw_of(file), file)
    except FileNotFoundError:
        return {}
    check_parts(tables, file, "profile")
    return tables


def _said(key: str, layer: Layer, parts: Iterable[_Part]) -> Iterator[Said]:
    for part in parts:
        if said := part.tables.get(key):
            yield Said(said, Origin(layer, part.named, part.profile))
