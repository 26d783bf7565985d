"""Profiles of a policy: about whom they are, in which order they lie, and that none ever counts less than was meant."""

import grp
import os
import pwd
from dataclasses import dataclass
from pathlib import Path

import pytest

from screenpop.bootstrap.kinds import all_kinds
from screenpop.errors import ConfigurationError
from screenpop.settings import posix_groups
from screenpop.settings.account import UnknownGroups
from screenpop.settings.layers import Layer
from screenpop.settings.model import Settings
from screenpop.settings.policy import read_policy
from screenpop.settings.profiles import fits
from screenpop.settings.reading import settings_of_tables
from screenpop.settings.system_account import SystemAccount

OWN = {"region": "PL", "agent": "anna", "line": {"kind": "sip", "server": "mine", "extension": "101"}}


@dataclass(frozen=True)
class Somebody:
    groups: tuple[str, ...] = ("sales", "DOMAIN\\Sales Team")
    machine: str = "krk-07.example.com"
    known: tuple[str, ...] = ("sales", "DOMAIN\\Sales Team", "bank")
    unnamed: int = 0

    def belongs_to(self, group: str, /) -> bool | None:
        if self.unnamed and group not in self.known:
            raise UnknownGroups(self.unnamed)
        return group in self.groups if group in self.known else None


def settings_of(
    folder: Path, policy: str, account: Somebody | None = None, own: dict[str, object] | None = None
) -> Settings:
    (folder / "policy.toml").write_text(policy, encoding="utf-8")
    read = read_policy(folder / "policy.toml", account or Somebody())
    return settings_of_tables(OWN | (own or {}), folder / "settings.toml", all_kinds(), read)


def profile(name: str, about: str, said: str) -> str:
    return f'[[profile]]\nname = "{name}"\n{about}\n{said}\n'


def test_from_below_presets_of_the_machine_and_of_profiles_the_user_locks_of_profiles_and_of_the_machine(
    tmp_path: Path,
) -> None:
    policy = (
        '[preset.window]\ntheme = "light"\ncorner = "top-left"\nlanguage = "pl"\n[lock.keys]\ncard = "F1"\n'
        + profile(
            "sales",
            'groups = ["sales"]',
            '[profile.preset.window]\ncorner = "top-right"\nlanguage = "hu"\n'
            '[profile.lock.keys]\ncard = "F2"\nput_away = "F2"\nno_cards = "F2"',
        )
        + profile("late", 'machines = ["krk-*"]', '[profile.lock.keys]\nput_away = "F3"')
    )
    own = {"window": {"language": "en"}, "keys": {"card": "F9", "put_away": "F9", "no_cards": "F9"}}
    settings = settings_of(tmp_path, policy, own=own)

    window, keys = settings.window, settings.keys
    assert (window.theme, window.corner, window.language) == ("light", "top-right", "en")
    assert (keys.card, keys.put_away, keys.no_cards) == ("F1", "F3", "F2")
    origins = {key: settings.origins.of(("keys", key)) for key in ("card", "put_away", "no_cards")}
    assert {key: origin.profile for key, origin in origins.items() if origin} == {
        "card": "",
        "put_away": "late",
        "no_cards": "sales",
    }
    assert all(origin and origin.layer is Layer.LOCK for origin in origins.values())


@pytest.mark.parametrize(
    ("about", "account", "applies"),
    [
        ('groups = ["sales"]', Somebody(), True),
        ('groups = ["bank", "sales"]', Somebody(), True),
        ('groups = ["bank"]', Somebody(), False),
        ('groups = ["nowhere"]', Somebody(), False),
        ("groups = ['DOMAIN\\Sales Team']", Somebody(), True),
        ('groups = ["DOMAIN\\\\Sales Team"]', Somebody(), True),
        ('machines = ["KRK-*"]', Somebody(), True),
        ('machines = ["krk-07"]', Somebody(), True),
        ('machines = ["*.example.com"]', Somebody(), True),
        ('machines = ["waw-*", "krk-0?"]', Somebody(), True),
        ('machines = ["krk"]', Somebody(), False),
        ('groups = ["sales"]\nmachines = ["waw-*"]', Somebody(), False),
        ('groups = ["bank"]\nmachines = ["krk-*"]', Somebody(), False),
        ('groups = ["sales"]\nmachines = ["krk-*"]', Somebody(), True),
    ],
)
def test_a_profile_is_about_its_groups_and_its_machines(
    tmp_path: Path, about: str, account: Somebody, applies: bool
) -> None:
    settings = settings_of(tmp_path, profile("it", about, '[profile.lock.window]\ntheme = "dark"'), account)

    assert settings.window.theme == ("dark" if applies else "system")


def test_a_profile_may_have_a_file_beside_the_policy(tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir()
    file = tmp_path / "profiles" / "sales.toml"
    file.write_text('[lock.window]\ntheme = "dark"\n[preset.window]\ncorner = "top-left"\n')
    settings = settings_of(tmp_path, profile("s", 'groups = ["sales"]', 'file = "profiles/sales.toml"'))

    assert (settings.window.theme, settings.window.corner) == ("dark", "top-left")
    origin = settings.origins.of(("window", "theme"))
    assert origin is not None
    assert (origin.named, origin.profile) == (str(file), "s")


@pytest.mark.parametrize("said", [None, "[lock.window", "[locked]\n", "lock = 3\n", "\udcff"])
def test_a_profiles_file_that_is_missing_or_broken_stops_the_program_and_both_are_named(
    tmp_path: Path, said: str | None
) -> None:
    if said is not None:
        (tmp_path / "sales.toml").write_bytes(said.encode("utf-8", "surrogateescape"))

    with pytest.raises(ConfigurationError) as refused:
        settings_of(tmp_path, profile("sales floor", 'groups = ["sales"]', 'file = "sales.toml"'))

    for named in (
        str(tmp_path / "policy.toml"),
        "“profile.1.file”",
        "sales floor",
        str(tmp_path / "sales.toml"),
    ):
        assert named in str(refused.value)


def test_a_broken_file_of_a_profile_that_is_about_others_stops_nobody(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, profile("bank", 'groups = ["bank"]', 'file = "none.toml"'))

    assert settings.window.theme == "system"


def test_what_is_wrong_in_a_profiles_file_is_told_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "sales.toml").write_text('[lock.window]\ntheme = "pink"\n')

    with pytest.raises(ConfigurationError, match=r"sales\.toml, “window\.theme”: it must be one of"):
        settings_of(tmp_path, profile("s", 'groups = ["sales"]', 'file = "sales.toml"'))


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ('name = "x"\n[profile.lock]', "names neither “groups” nor “machines”"),
        ('name = "x"\ngroups = []\n[profile.lock]', "names neither “groups” nor “machines”"),
        ('groups = ["sales"]\n[profile.lock]', "a profile needs a name"),
        ('name = "x"\ngroups = ["sales"]', "needs either a “file”, or"),
        ('name = "x"\ngroups = ["sales"]\nfile = "a.toml"\n[profile.lock]', "needs either a “file”, or"),
        ('name = "x"\ngroups = "sales"\n[profile.lock]', "must be a list of names"),
        ('name = "x"\ngroups = [7]\n[profile.lock]', "must be a list of names"),
        ('name = "x"\ngroup = ["sales"]\n[profile.lock]', "“profile.1.group”: there is no such key"),
        ('name = "x"\ngroups = ["sales"]\nlock = 3', "a policy has the tables"),
        ('name = "x"\ngroups = ["bank"]\nlock = 3', "a policy has the tables"),
    ],
)
def test_a_profile_that_is_about_nobody_or_says_nothing_is_refused_for_everybody(
    tmp_path: Path, row: str, told: str
) -> None:
    with pytest.raises(ConfigurationError) as refused:
        settings_of(tmp_path, f"[[profile]]\n{row}\n")

    assert told in str(refused.value)
    assert str(tmp_path / "policy.toml") in str(refused.value)


def test_two_profiles_of_one_name_are_refused(tmp_path: Path) -> None:
    each = profile("x", 'groups = ["sales"]', "[profile.lock]")

    with pytest.raises(ConfigurationError, match="each profile needs a name of its own"):
        settings_of(tmp_path, each + each)


def test_a_group_that_may_be_one_whose_name_nobody_tells_now_stops_the_program(tmp_path: Path) -> None:
    policy = profile("domain", 'groups = ["staff@example.com"]', "[profile.lock]")

    with pytest.raises(ConfigurationError, match="the system names no group 71234"):
        settings_of(tmp_path, policy, Somebody(unnamed=71234))
    assert settings_of(tmp_path, policy.replace("staff@example.com", "bank"), Somebody(unnamed=71234))


def test_presets_that_a_profile_locks_replace_those_that_the_user_names(tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "erp.toml").write_text('[sources.erp]\nkind = "sql"\nurl = "sqlite:///erp.db"\n')
    (tmp_path / "profiles" / "p.toml").write_text('[lock]\npreset = "erp.toml"\n')
    settings = settings_of(
        tmp_path, profile("p", 'groups = ["sales"]', 'file = "profiles/p.toml"'), own={"preset": "tryton"}
    )

    assert list(settings.sources) == ["erp"]


def test_this_systems_own_groups_are_found() -> None:
    account = pwd.getpwuid(os.getuid())
    own = grp.getgrgid(account.pw_gid).gr_name
    numbers = {*os.getgroups(), *os.getgrouplist(account.pw_name, account.pw_gid), os.getgid()}
    others = [each.gr_name for each in grp.getgrall() if each.gr_gid not in numbers]

    assert SystemAccount().belongs_to(own) is True
    assert SystemAccount().belongs_to(others[0]) is False
    assert SystemAccount().belongs_to("no such group\\at all") is None


def test_no_variable_of_the_environment_changes_whose_groups_they_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own = grp.getgrgid(pwd.getpwuid(os.getuid()).pw_gid).gr_name
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "daemon")

    assert posix_groups.belongs_to(own) is True


def test_a_group_without_a_name_is_not_taken_for_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getgroups", lambda: [4_000_000_001])

    with pytest.raises(UnknownGroups) as unknown:
        posix_groups.belongs_to("no such group")
    assert unknown.value.number == 4_000_000_001
    assert posix_groups.belongs_to(grp.getgrgid(os.getgid()).gr_name) is True


@pytest.mark.parametrize(
    ("machine", "pattern", "does"),
    [
        ("KRK-07", "krk-07", True),
        ("krk-07.corp.example", "krk-07", True),
        ("krk-07.corp.example", "krk-07.corp.example", True),
        ("krk-07.corp.example", "krk-*.other.example", False),
        ("krk-07", "krk-07.corp.example", False),
        ("krk-107", "krk-07", False),
        ("krk-07", "krk-[0-4]*", True),
    ],
)
def test_a_pattern_without_a_full_stop_is_about_names_without_their_domain(
    machine: str, pattern: str, does: bool
) -> None:
    assert fits(machine, pattern) is does
