"""Which files are about a user of this computer, and who said each value that counts: nobody is asked for it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from screenpop.errors import ConfigurationError, SeatAsked, SeatUnknown
from screenpop.ports.kinds import Kinds
from screenpop.sentences import Sentence, say
from screenpop.settings.account import Account
from screenpop.settings.changes import value_at
from screenpop.settings.files import parsed, raw_of
from screenpop.settings.layers import KeyPath, Layer, Origin, Origins, Tables
from screenpop.settings.laying import laid
from screenpop.settings.policy import Policy, read_policy
from screenpop.settings.profiles import Profile
from screenpop.settings.reading import settings_of_tables
from screenpop.settings.registry_policy import HIVES, PLACE, Winreg, read_registry, windows_registry
from screenpop.settings.seat import seated
from screenpop.settings.sections import SECTIONS
from screenpop.settings.sitting import Sitting
from screenpop.settings.system_account import SystemAccount
from screenpop.settings.trusted_files import who_may_change
from screenpop.settings.writing import holds_password

HIDDEN = "•••"
Part = Literal["policy", "profile", "settings"]


@dataclass(frozen=True, slots=True)
class Consulted:
    """A file, or a key of the registry, that may be about this user.

    Attributes:
        part: What it is.
        name: A profile's.
        file: Where it stands.
        applies: Whether it counts here.
        told: Why not, or that it does.
        trouble: What an administrator should see to.
    """

    part: Part
    name: str
    file: str
    applies: bool
    told: Sentence
    trouble: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """One value that counts.

    Attributes:
        path: Its key.
        value: What counts; None for what was dropped.
        origin: Who said it.
        in_vain: What the user's file says there and does not count; None where it says nothing else.
    """

    path: KeyPath
    value: Any
    origin: Origin
    in_vain: Any = None


@dataclass(frozen=True, slots=True)
class PolicyReport:
    """What a policy makes of one user's settings.

    Attributes:
        consulted: The files, from the policy to the user's own.
        counted: The values, in the order of the settings' sections.
        left: What is missing or cannot work; None where the settings are complete.
        wrong: Whether that is the policy's fault.
    """

    consulted: tuple[Consulted, ...]
    counted: tuple[Counted, ...]
    left: Sentence | None
    wrong: bool


def report_of(
    file: Path,
    policy_file: Path,
    kinds: Kinds,
    account: Account | None = None,
    registry: Winreg | None = None,
) -> PolicyReport:
    """Find out what counts.

    Args:
        file: The user's settings file, which need not exist.
        policy_file: The machine's policy, which need not exist either.
        kinds: What this installation can build.
        account: Who works here; the system's own by default.
        registry: Where group policy says more; the system's own by default, if it has one.

    Raises:
        ConfigurationError: The policy cannot be read.
    """
    account, registry = account or SystemAccount(), registry or windows_registry()
    policy = read_policy(policy_file, account, registry)
    own, users = _own(file)
    tables, origins = laid(own, file, policy)
    left: Sentence | None = None
    try:
        seat = seated(tables, origins, file, Sitting())
        tables, origins = seat.tables, seat.origins
    except (SeatAsked, SeatUnknown) as asked:
        left = asked.sentence
    except ConfigurationError:  # the reading below says it again
        pass
    problem, wrong = _left(own, file, kinds, policy)
    left = problem or left
    consulted = [_of_machine(policy_file), *_of_registry(registry)]
    consulted += [_of_profile(profile, account) for profile in policy.profiles] if policy else []
    counted = tuple(sorted(_counted(tables, origins, own), key=_place))
    return PolicyReport((*consulted, users), counted, left, wrong)


def _own(file: Path) -> tuple[Tables, Consulted]:
    def user(told: Sentence, *, applies: bool, trouble: Sentence | None = None) -> Consulted:
        return Consulted("settings", "", str(file), applies, told, trouble)

    try:
        return parsed(raw_of(file), file), user(say("applies"), applies=True)
    except FileNotFoundError:
        return {}, user(say("there is none yet"), applies=False)
    except ConfigurationError as error:
        return {}, user(say("cannot be read"), applies=False, trouble=error.sentence)


def _of_machine(file: Path) -> Consulted:
    if not file.exists():
        return Consulted("policy", "", str(file), applies=False, told=say("there is none"))
    return Consulted("policy", "", str(file), applies=True, told=say("applies"), trouble=who_may_change(file))


def _of_registry(registry: Winreg | None) -> Iterator[Consulted]:
    for hive in HIVES if registry is not None else ():
        applies = registry is not None and bool(read_registry(registry, hive))
        told = say("applies") if applies else say("there is none")
        yield Consulted("policy", "", f"{hive}\\{PLACE}", applies, told)


def _of_profile(profile: Profile, account: Account) -> Consulted:
    against = profile.reason_against(account)
    trouble = who_may_change(profile.file) if profile.file != profile.policy else None
    try:
        profile.tables()
    except ConfigurationError as error:
        trouble = error.sentence
    told = say("applies") if against is None else say("does not apply: {why}", why=against)
    return Consulted("profile", profile.name, str(profile.file), against is None, told, trouble)


def _left(own: Tables, file: Path, kinds: Kinds, policy: Policy | None) -> tuple[Sentence | None, bool]:
    try:
        settings_of_tables(own, file, kinds, policy)
    except ConfigurationError as error:
        return error.sentence, policy is not None and error.sentence.values.get("file") != file
    return None, False


def _counted(tables: Tables, origins: Origins, own: Tables) -> Iterator[Counted]:
    vain: dict[KeyPath, tuple[Any, Origin]] = {}
    for path, value in _leaves(own, ()):
        stronger = origins.of(path) or _replaced_by(path, origins)
        if stronger and stronger.layer is not Layer.USER and value_at(tables, path) != value:
            vain[path] = (value, stronger)
    shown = set()
    for path, value in (*_leaves(tables, ()), *((at, None) for at in origins.known)):
        origin = origins.of(path)
        if path in shown or origin is None or (value is None and value_at(tables, path) is not None):
            continue
        shown.add(path)
        yield Counted(path, _plain(path, value), origin, _plain(path, vain.get(path, (None,))[0]))
    for path, (value, origin) in vain.items():
        if path not in shown:
            yield Counted(path, None, origin, _plain(path, value))


def _replaced_by(path: KeyPath, origins: Origins) -> Origin | None:
    """Whose table stands in the place of the one in which this was said."""
    above = (origins.lock_of(path[:end]) for end in range(len(path) - 1, 0, -1))
    return next((origin for origin in above if origin is not None), None)


def _leaves(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, Any]]:
    """The single values; rows of a list stay together, but those of the line, of which parts may be locked."""
    if isinstance(value, Mapping) and (value or not path):
        for key, each in value.items():
            yield from _leaves(each, (*path, key))
    elif path == ("line",) and isinstance(value, list):
        for place, each in enumerate(value):
            yield from _leaves(each, (*path, place))
    else:
        yield path, value


def _plain(path: KeyPath, value: Any) -> Any:
    """A value as it may be shown; a file that holds a password all the same is not helped to tell it."""
    return HIDDEN if value is not None and holds_password(path, value) else value


def _place(counted: Counted) -> tuple[int, int]:
    key = counted.path[0]
    for place, section in enumerate(SECTIONS):
        if key in section.keys:
            return place, section.keys.index(str(key))
    return len(SECTIONS), 0


def whole(report: PolicyReport) -> bool:
    """Whether there is nothing for an administrator to see to."""
    return not report.wrong and not any(each.trouble for each in report.consulted if each.part != "settings")
