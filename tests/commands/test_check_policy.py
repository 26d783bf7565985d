"""`screenpop check --policy`: which files apply, who said what counts, and who could change the policy."""

import json
import os
from argparse import Namespace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from screenpop.bootstrap.kinds import all_kinds
from screenpop.commands import check
from screenpop.commands.check_policy import check_policy
from screenpop.errors import ConfigurationError
from screenpop.settings.policy_report import report_of
from screenpop.settings.trusted_files import who_may_change
from tests.settings.winreg_fake import FakeWinreg

POLICY = """
[preset.window]
theme = "dark"
corner = "top-left"
[lock]
region = "PL"
[lock.line]
kind = "sip"
server = "pbx.example"
[lock.departments]
credit = false
[[lock.called]]
queues = ["sales"]
label = "Sales"
[[profile]]
name = "everybody"
machines = ["*"]
[profile.preset.window]
corner = "top-right"
[profile.lock.keys]
card = "F1"
[[profile]]
name = "bank"
groups = ["no such group"]
[profile.lock.keys]
card = "F2"
"""
OWN = """
agent = "anna"
region = "HU"
[line]
server = "mine.example"
extension = "101"
[window]
theme = "light"
[departments.credit]
source = "x"
"""
Objects = list[dict[str, Any]]


def told(
    folder: Path, capsys: pytest.CaptureFixture[str], policy: str | None = POLICY, own: str | None = OWN
) -> tuple[int, Objects]:
    code, written = printed(folder, capsys, policy, own, as_json=True)
    return code, [json.loads(line) for line in written.splitlines()]


def printed(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    policy: str | None = POLICY,
    own: str | None = OWN,
    *,
    as_json: bool = False,
) -> tuple[int, str]:
    """With files that nobody else may change, though whoever runs the tests owns them."""
    for name, said in (("policy.toml", policy), ("settings.toml", own)):
        if said is not None:
            (folder / name).write_text(said, encoding="utf-8")
    with patch("screenpop.settings.policy_report.who_may_change", lambda _: None):
        code = check_policy(folder / "settings.toml", folder / "policy.toml", as_json=as_json)
    return code, capsys.readouterr().out


def value_of(objects: Objects, key: str) -> dict[str, Any]:
    (found,) = (each for each in objects if each.get("key") == key)
    return found


def test_each_value_is_told_with_who_said_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, objects = told(tmp_path, capsys)

    assert code == 0
    said = {
        each["key"]: (each["value"], each["said_by"], each["profile"]) for each in objects if "key" in each
    }
    assert said["region"] == ("PL", "machine_lock", None)
    assert said["line.server"] == ("pbx.example", "machine_lock", None)
    assert said["line.extension"] == ("101", "user", None)
    assert said["window.theme"] == ("light", "user", None)
    assert said["window.corner"] == ("top-right", "profile_preset", "everybody")
    assert said["keys.card"] == ("F1", "profile_lock", "everybody")
    assert said["called"][0] == [{"queues": ["sales"], "label": "Sales"}]
    assert {each["key"] for each in objects if each.get("locked")} >= {"region", "keys.card", "called"}
    assert not value_of(objects, "window.corner")["locked"]


def test_what_the_user_says_in_vain_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, objects = told(tmp_path, capsys)

    in_vain = {each["key"]: each["in_vain"] for each in objects if each.get("in_vain") is not None}
    assert in_vain == {"region": "HU", "line.server": "mine.example", "departments.credit.source": "x"}


def test_a_file_that_does_not_apply_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, objects = told(tmp_path, capsys)

    files = {
        (each["part"], each["name"]): (each["applies"], each["told"]) for each in objects if "part" in each
    }
    assert files["policy", None] == (True, "applies")
    assert files["profile", "everybody"] == (True, "applies")
    assert files["profile", "bank"] == (False, "does not apply: there is no such group on this computer")
    assert files["settings", None] == (True, "applies")


def test_the_values_stand_in_the_order_of_the_sections(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, objects = told(tmp_path, capsys)

    keys = [each["key"].partition(".")[0] for each in objects if "key" in each]
    assert list(dict.fromkeys(keys)) == ["agent", "region", "line", "departments", "window", "keys", "called"]


@pytest.mark.parametrize("long", ["", "x" * 400, "żółć " * 50, "漢字" * 90])
def test_the_table_fits_a_hundred_columns(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], long: str
) -> None:
    own = OWN + f'[sources.{"s" * 60}]\nkind = "sql"\nurl = "sqlite:///{long}.db"\n'
    policy = POLICY.replace("[lock]\n", f'[lock]\noutside_line = "{long}"\n').replace(
        '"bank"', f'"{"b" * 80}"'
    )
    _, table = printed(tmp_path, capsys, policy, own)

    indented = [line for line in table.splitlines() if not line.startswith(f"  {tmp_path}")]
    assert max(map(len, indented)) <= 100
    assert "machine lock" in table


def test_it_works_before_there_is_a_settings_file_or_a_policy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, objects = told(tmp_path, capsys, own=None)
    assert code == 0
    assert value_of(objects, "region")["said_by"] == "machine_lock"
    assert [each["told"] for each in objects if each.get("part") == "settings"] == ["there is none yet"]

    (tmp_path / "policy.toml").unlink()
    code, objects = told(tmp_path, capsys, policy=None, own=None)
    assert code == 0
    assert not [each for each in objects if "key" in each]
    assert "“region”: it is missing" in objects[-1]["left"]


def test_a_users_file_that_cannot_be_read_hides_nothing_of_the_policy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, objects = told(tmp_path, capsys, own="agent = ")

    assert code == 0
    assert value_of(objects, "keys.card")["value"] == "F1"
    assert "is not valid TOML" in next(each["trouble"] for each in objects if each.get("part") == "settings")


@pytest.mark.parametrize("policy", ["lock = ", "[locked]\n", '[[profile]]\nname = "x"\n'])
def test_a_policy_that_cannot_be_read_ends_with_two(tmp_path: Path, policy: str) -> None:
    (tmp_path / "policy.toml").write_text(policy)

    with pytest.raises(ConfigurationError, match=r"policy\.toml"):
        check_policy(tmp_path / "settings.toml", tmp_path / "policy.toml", as_json=False)


def test_a_policys_value_that_cannot_work_ends_with_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, objects = told(
        tmp_path, capsys, POLICY.replace('"dark"', '"pink"'), OWN.replace('theme = "light"', "")
    )

    assert code == 2
    assert f"{tmp_path / 'policy.toml'}, “window.theme”: it must be one of" in objects[-1]["left"]


def test_a_profiles_file_that_is_missing_is_told_also_where_it_is_about_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = '[[profile]]\nname = "x"\ngroups = ["no such group"]\nfile = "none.toml"\n'
    code, objects = told(tmp_path, capsys, POLICY + more)

    assert code == 1
    assert "there is no file" in next(each["trouble"] for each in objects if each.get("name") == "x")


@pytest.mark.parametrize("said", ['url = "postgresql://anna:hush@db/x"', 'password = "hush"'])
def test_no_password_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str], said: str) -> None:
    own = OWN + f'[sources.crm]\nkind = "sql"\n{said}\n'
    policy = POLICY + "[lock.sources]\ncrm = false\n"
    for both in (printed(tmp_path, capsys, own=own), printed(tmp_path, capsys, policy, own, as_json=True)):
        assert "hush" not in both[1]
        assert "•••" in both[1]


def test_one_table_of_the_line_is_locked_in_each_of_several(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = "".join(
        f'[[line]]\nkind = "sip"\nname = "{name}"\nserver = "mine"\nextension = "{name}"\n' for name in "12"
    )
    _, objects = told(tmp_path, capsys, own=f'agent = "anna"\n{lines}')

    for line in ("line.1", "line.2"):
        assert value_of(objects, f"{line}.server") | {"file": None} == {
            "key": f"{line}.server",
            "value": "pbx.example",
            "said_by": "machine_lock",
            "profile": None,
            "file": None,
            "locked": True,
            "in_vain": "mine",
        }
        assert value_of(objects, f"{line}.extension")["said_by"] == "user"


def test_an_extension_that_is_found_by_the_seat_is_told_as_such(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    policy = POLICY + '[lock.seat]\nextension = "agent"\n[lock.seat.agents]\nanna = "212"\n'
    code, objects = told(tmp_path, capsys, policy)

    assert code == 0
    extension = value_of(objects, "line.extension")
    assert (extension["value"], extension["said_by"], extension["in_vain"]) == ("212", "seat", "101")


def test_the_registry_is_told_where_there_is_one(tmp_path: Path) -> None:
    registry = FakeWinreg({"Lock": {"window": {"theme": (FakeWinreg.REG_SZ, "dark")}}})
    report = report_of(tmp_path / "s.toml", tmp_path / "p.toml", all_kinds(), registry=registry)

    assert [(each.file, each.applies) for each in report.consulted[:3]] == [
        (str(tmp_path / "p.toml"), False),
        ("HKEY_LOCAL_MACHINE\\Software\\Policies\\Screenpop", True),
        ("HKEY_CURRENT_USER\\Software\\Policies\\Screenpop", False),
    ]


def test_nothing_is_tried_with_policy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "policy_file", lambda: tmp_path / "policy.toml")
    monkeypatch.setattr("screenpop.settings.policy_report.who_may_change", lambda _: None)
    monkeypatch.setattr(check, "settings_of", lambda _: pytest.fail("the settings are not used"))
    (tmp_path / "policy.toml").write_text(POLICY)
    arguments = Namespace(policy=True, json=False, config=str(tmp_path / "settings.toml"))

    assert check.command(arguments) == 0
    assert "profile everybody lock" in capsys.readouterr().out


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make files that are root's")
class TestWhoMayChangeIt:
    @pytest.fixture
    def file(self, tmp_path: Path) -> Path:
        for folder in (tmp_path, *tmp_path.parents):
            if folder.stat().st_mode & 0o022 and not folder.stat().st_mode & 0o1000:
                pytest.fail(f"{folder} can be written by others")
        policy = tmp_path / "etc" / "policy.toml"
        policy.parent.mkdir(mode=0o755)
        policy.write_text("[lock]\n")
        policy.chmod(0o644)
        return policy

    def test_nobody_where_it_is_roots_and_only_root_writes(self, file: Path) -> None:
        assert who_may_change(file) is None

    @pytest.mark.parametrize(
        ("spoil", "told"),
        [
            (lambda file: os.chown(file, 1234, 0), "is owned by a user"),
            (lambda file: file.chmod(0o646), "can be written by everybody"),
            (lambda file: (os.chown(file, 0, 1234), file.chmod(0o664)), "by a group of users"),
            (lambda file: file.parent.chmod(0o777), "can be written by everybody"),
            (lambda file: os.chown(file.parent, 1234, 0), "is owned by a user"),
        ],
    )
    def test_whoever_may_write_the_file_or_its_folder_is_told(
        self, file: Path, spoil: Any, told: str
    ) -> None:
        spoil(file)

        assert told in str(who_may_change(file))

    def test_a_link_is_as_safe_as_what_it_leads_to(self, file: Path, tmp_path: Path) -> None:
        theirs = tmp_path / "home" / "mine.toml"
        theirs.parent.mkdir()
        theirs.write_text("[lock]\n")
        os.chown(theirs, 1234, 0)
        file.unlink()
        file.symlink_to(theirs)

        assert "is owned by a user" in str(who_may_change(file))

    def test_it_ends_with_one(self, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
        file.chmod(0o666)

        code = check_policy(file.parent / "settings.toml", file, as_json=False)

        assert code == 1
        assert "FAILED" in capsys.readouterr().out
