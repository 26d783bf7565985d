"""The policies that docs/policy.md shows do what the page says of them."""

import re
from pathlib import Path

import pytest

from screenpop.bootstrap.kinds import all_kinds
from screenpop.bootstrap.settled import settled_by_policy
from screenpop.settings import seat
from screenpop.settings.policy import read_policy
from screenpop.settings.reading import read_settings, settings_of_tables

PAGE = (Path(__file__).parents[2] / "docs" / "policy.md").read_text(encoding="utf-8")
(WHOLE, PROFILES) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)


class Clerk:
    """Somebody of accounts receivable at a computer of the bank."""

    machine = "krk-07.bank.example"

    def belongs_to(self, group: str, /) -> bool | None:
        return group == "CORP\\Accounts Receivable"


def test_the_first_policy_leaves_nothing_to_ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    policy, file = tmp_path / "policy.toml", tmp_path / "none.toml"
    policy.write_text(WHOLE, encoding="utf-8")
    monkeypatch.setattr(seat, "machine_name", lambda: "krk-07")

    assert settled_by_policy(file, policy)
    settings = read_settings(file, all_kinds(), policy=policy)
    assert settings.lines[0].extension == "107"  # type: ignore[attr-defined] # it is SIP
    assert settings.window.autostart
    assert not file.exists()


@pytest.mark.parametrize(
    "without", ['region = "PL"', 'server = "pbx.example:5061"', 'source = "crm"', 'source = "ledger"']
)
def test_what_it_does_not_say_is_asked(tmp_path: Path, without: str) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text(WHOLE.replace(without, ""), encoding="utf-8")

    assert not settled_by_policy(tmp_path / "none.toml", policy)


def test_preset_instead_of_locked_asks_as_little(tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text(WHOLE.replace("[lock", "[preset"), encoding="utf-8")

    assert settled_by_policy(tmp_path / "none.toml", policy)
    assert not settled_by_policy(tmp_path / "none.toml", None)


def test_the_profiles_are_about_whom_the_page_says(tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "collections.toml").write_text("[lock.window]\ncards = 2\n")
    (tmp_path / "policy.toml").write_text(PROFILES, encoding="utf-8")
    tables = {"agent": "anna", "verification": {"policy": "show", "needed": 1}}

    policy = read_policy(tmp_path / "policy.toml", Clerk())
    settings = settings_of_tables(tables, tmp_path / "settings.toml", all_kinds(), policy)

    assert (settings.verification.policy, settings.window.theme) == ("verify", "high-contrast")
    assert settings.window.cards == 2
