"""What group policy writes into the registry counts as a policy's file would; held against a fake, not a Windows."""

from pathlib import Path
from typing import Any

import pytest

from screenpop.bootstrap.kinds import all_kinds
from screenpop.errors import ConfigurationError
from screenpop.settings.layers import Layer
from screenpop.settings.model import Settings
from screenpop.settings.policy import Policy, read_policy
from screenpop.settings.reading import settings_of_tables
from tests.settings.winreg_fake import FakeWinreg, Key

OWN: dict[str, Any] = {
    "region": "PL",
    "agent": "anna",
    "line": {"kind": "sip", "server": "mine", "extension": "101"},
    "window": {"theme": "light"},
}


def text(value: str) -> tuple[int, str]:
    return FakeWinreg.REG_SZ, value


def number(value: int) -> tuple[int, int]:
    return FakeWinreg.REG_DWORD, value


def several(*values: str) -> tuple[int, list[str]]:
    return FakeWinreg.REG_MULTI_SZ, list(values)


def policy_of(
    tmp_path: Path, machine: Key | None = None, user: Key | None = None, file: str | None = None
) -> Policy | None:
    where = tmp_path / "policy.toml"
    if file is not None:
        where.write_text(file)
    registry = FakeWinreg(machine, user)
    policy = read_policy(where, registry=registry)
    assert not any(handle.is_open for handle in registry.handles)
    return policy


def settings_of(tmp_path: Path, policy: Policy | None, own: dict[str, Any] | None = None) -> Settings:
    return settings_of_tables(own or OWN, tmp_path / "settings.toml", all_kinds(), policy)


def test_every_type_of_value_counts_as_its_settings_type(tmp_path: Path) -> None:
    policy = policy_of(
        tmp_path,
        {
            "Lock": {
                "window": {"theme": text("dark"), "cards": number(1), "autostart": number(1)},
                "verification": {"policy": text("amounts"), "reveal": number(0)},
                "verification.checks": {
                    "1": {"name": text("born"), "ask": text("When were you born?")},
                    "2": {"name": text("town"), "ask": text("Where do you live?")},
                },
                "wrap_up": {"reasons": several("Order", "Delivery")},
            }
        },
    )
    settings = settings_of(tmp_path, policy)

    assert (settings.window.theme, settings.window.cards, settings.window.autostart) == ("dark", 1, True)
    assert (settings.verification.policy, settings.verification.reveal) == ("amounts", False)
    assert [check.name for check in settings.verification.checks] == ["born", "town"]
    assert settings.wrap_up.reasons == ("Order", "Delivery")
    assert policy is not None
    assert policy.locks[0].tables["window"] == {"theme": "dark", "cards": 1, "autostart": True}
    assert policy.locks[0].tables["window"]["cards"] is not True


def test_tables_stand_under_their_names_or_with_full_stops_between(tmp_path: Path) -> None:
    sources: Key = {"kind": text("sql"), "url": text("sqlite:///c:/crm.db")}
    nested = policy_of(tmp_path, {"Preset": {"sources": {"crm": sources}, "region": text("HU")}})
    dotted = policy_of(
        tmp_path,
        {
            "PRESET": {
                "sources.crm": {"kind": text("sql")},
                "sources.crm.url": text("sqlite:///c:/crm.db"),
                "region": text("HU"),
            }
        },
    )

    assert nested is not None
    assert dotted is not None
    assert nested.presets == dotted.presets


def test_a_row_beyond_the_ninth_stands_behind_it(tmp_path: Path) -> None:
    rows: Key = {
        str(place): {"queues": several(f"q{place}"), "label": text(str(place))} for place in (10, 2, 1)
    }
    settings = settings_of(tmp_path, policy_of(tmp_path, {"Lock": {"called": rows}}))

    assert [table.label for table in settings.called] == ["1", "2", "10"]


def test_names_of_computers_keep_their_full_stops(tmp_path: Path) -> None:
    machines: Key = {"krk-12.example.com": text("112")}
    policy = policy_of(tmp_path, {"Lock": {"seat": {"machines": machines, "extension": text("machine")}}})

    assert policy is not None
    assert policy.locks[0].tables["seat"]["machines"] == {"krk-12.example.com": "112"}


def test_a_department_is_dropped_by_a_nought(tmp_path: Path) -> None:
    own = OWN | {
        "sources": {"crm": {"kind": "sql", "url": "sqlite:///crm.db"}},
        "departments": {"accounting": {"source": "crm", "open_items": "select 1"}},
    }
    policy = policy_of(tmp_path, {"Lock": {"departments": {"accounting": number(0)}}})

    assert not settings_of(tmp_path, policy, own).departments


def test_the_machines_lock_lies_above_the_users_and_both_above_the_file_of_the_user(tmp_path: Path) -> None:
    policy = policy_of(
        tmp_path,
        {"Lock": {"window": {"theme": text("dark")}}},
        {"Lock": {"window": {"theme": text("high-contrast"), "corner": text("top-left")}}},
        '[lock.window]\ntheme = "light"\ncards = 2\n',
    )
    settings = settings_of(tmp_path, policy)

    assert (settings.window.theme, settings.window.corner, settings.window.cards) == ("dark", "top-left", 2)
    theme, corner = (settings.origins.of(("window", key)) for key in ("theme", "corner"))
    assert theme is not None
    assert corner is not None
    assert (theme.layer, theme.named, theme.profile) == (
        Layer.LOCK,
        "HKEY_LOCAL_MACHINE\\Software\\Policies\\Screenpop",
        "",
    )
    assert corner.profile == "HKEY_CURRENT_USER"


def test_the_users_part_presets_over_the_machines_and_beneath_the_file(tmp_path: Path) -> None:
    policy = policy_of(
        tmp_path,
        {"Preset": {"window": {"theme": text("dark"), "corner": text("top-left")}}},
        {"Preset": {"window": {"theme": text("high-contrast"), "corner": text("top-right")}}},
    )
    settings = settings_of(tmp_path, policy)

    assert (settings.window.theme, settings.window.corner) == ("light", "top-right")


def test_an_empty_registry_is_no_policy(tmp_path: Path) -> None:
    assert policy_of(tmp_path) is None
    assert policy_of(tmp_path, {}, {"Lock": {}}) is None


@pytest.mark.parametrize(
    ("machine", "told"),
    [
        ({"Locked": {"window": {"theme": text("dark")}}}, "“Locked”: a policy has the keys Preset and Lock"),
        (
            {"Lock": {"window": {"theme": (FakeWinreg.REG_EXPAND_SZ, "%THEME%")}}},
            "no variable of the environment",
        ),
        ({"Lock": {"window": {"theme": (FakeWinreg.REG_BINARY, b"x")}}}, "a value is REG_SZ"),
        ({"Lock": {"window": {"theme": text("pink")}}}, "“window.theme”: it must be one of"),
        ({"Lock": {"window": {"them": text("dark")}}}, "“window.them”: there is no such key"),
    ],
)
def test_what_cannot_work_stops_the_program_and_names_the_registry(
    tmp_path: Path, machine: Key, told: str
) -> None:
    with pytest.raises(ConfigurationError) as refused:
        settings_of(tmp_path, policy_of(tmp_path, machine))

    assert told in str(refused.value)
    assert "HKEY_LOCAL_MACHINE\\Software\\Policies\\Screenpop" in str(refused.value)


@pytest.mark.parametrize("denied", ["Screenpop", "Lock", "window"])
def test_a_key_that_may_not_be_read_is_not_taken_for_none(tmp_path: Path, denied: str) -> None:
    registry = FakeWinreg({"Lock": {"window": {"theme": text("dark")}}})
    registry.denied = {denied}

    with pytest.raises(ConfigurationError, match="cannot be read: Access is denied"):
        read_policy(tmp_path / "policy.toml", registry=registry)


def test_a_registry_without_an_end_is_refused(tmp_path: Path) -> None:
    endless: Key = {}
    endless["deeper"] = endless

    with pytest.raises(ConfigurationError, match="more than a policy can"):
        read_policy(tmp_path / "policy.toml", registry=FakeWinreg({"Lock": endless}))
