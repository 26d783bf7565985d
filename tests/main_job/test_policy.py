"""As an administrator would: a policy locks what there is to lock, and a fresh home's first start asks nothing."""

import json
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tomlkit

from screenpop.bootstrap import bell
from tests.main_job.policy_machine import PolicyMachine, machine_with
from tests.main_job.site import SHAPES, Site
from tests.ui.screen import wait_for

OTHERWISE = """
region = "HU"
agent = "somebody else"
[line]
kind = "sip"
server = "evil.example"
extension = "666"
[directory]
file = "mine.csv"
[sources.crm]
kind = "sql"
url = "sqlite:///mine.db"
[departments.accounting]
source = "crm"
open_items = "select 1"
[departments.more]
kind = "sales"
source = "crm"
purchases = "select 1"
[seat]
extension = "ask"
agent = "ask"
[window]
theme = "dark"
"""


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a site's settings say, locked."""
    site = Site(tmp_path_factory.mktemp("site"))
    locked: dict[str, Any] = tomlkit.parse(site.config.read_text(encoding="utf-8")).unwrap()
    del locked["data"]
    for name in SHAPES:
        locked["sources"][name]["url"] = f"sqlite:///{site.folder / name}.db"
    seats = site.folder / "seats.csv"
    seats.write_text(f"machine,extension\n{socket.gethostname()},237\n", encoding="utf-8")
    locked["seat"] = {"agent": "login", "extension": "machine", "map": str(seats)}
    locked["departments"]["more"] = False
    folder = tmp_path_factory.mktemp("policy")
    profile = {
        "name": "everybody here",
        "machines": ["*"],
        "file": "profiles/here.toml",
    }
    said = {"lock": locked, "profile": [profile]}
    (folder / "policy.toml").write_text(tomlkit.dumps(said), encoding="utf-8")
    (folder / "profiles").mkdir()
    (folder / "profiles" / "here.toml").write_text('[lock.window]\ntheme = "light"\n', encoding="utf-8")
    return folder


@pytest.fixture
def machine(policy: Path, tmp_path: Path) -> Iterator[PolicyMachine]:
    with machine_with(policy, tmp_path) as machine:
        yield machine


def data_of(machine: PolicyMachine) -> Path:
    return machine.home / ".local" / "share" / "screenpop"


def rung(machine: PolicyMachine) -> dict[str, Any]:
    """A call through the desk that runs, and what the call log says of it."""
    done = machine.run("ring", "0601234567", "--did", "+48221112233", "--answer")
    assert done.returncode == 0, done.stderr
    assert machine.run("show").returncode == 0, "no card came"
    calls: list[dict[str, Any]] = []

    def told() -> bool:
        listed = machine.run("log", "list", "--format", "json")
        calls[:] = [json.loads(line) for line in listed.stdout.splitlines() if line.startswith("{")]
        return bool(calls)

    wait_for(told, 30)
    return calls[0]


def test_nothing_is_asked_at_the_first_start_and_the_desk_works(machine: PolicyMachine) -> None:
    with machine.running() as program:
        wait_for(lambda: bell.ask(data_of(machine), "lines", None) not in (None, {}), 60)
        call = rung(machine)

        assert (call["number"], call["customer"], call["agent"]) == ("+48601234567", "Hurt-Bud", "anna")
        assert program.poll() is None
    assert not list(machine.home.glob(".config/screenpop/*")), (
        "a settings file was made, or an assistant begun"
    )


def test_a_users_file_that_tries_otherwise_changes_nothing(machine: PolicyMachine) -> None:
    file = machine.home / ".config" / "screenpop" / "settings.toml"
    file.parent.mkdir(parents=True)
    file.write_text(OTHERWISE, encoding="utf-8")

    told = machine.run("check", "--policy", "--json")

    assert told.returncode == 0, told.stdout + told.stderr
    objects = [json.loads(line) for line in told.stdout.splitlines()]
    values = {each["key"]: each for each in objects if "key" in each}
    assert values["line.kind"]["value"] == "simulator"
    assert (values["line.extension"]["value"], values["line.extension"]["said_by"]) == ("237", "seat")
    assert (values["window.theme"]["value"], values["window.theme"]["profile"]) == ("light", "everybody here")
    assert (values["agent"]["value"], values["agent"]["in_vain"]) == ("anna", "somebody else")
    in_vain = {key for key, each in values.items() if each["in_vain"] is not None}
    assert in_vain >= {"region", "agent", "line.kind", "directory.file", "sources.crm.url", "seat.agent"}
    assert values["departments.more"]["value"] is None
    assert "left" not in objects[-1]
    with machine.running():
        wait_for(lambda: bell.ask(data_of(machine), "lines", None) not in (None, {}), 60)
        call = rung(machine)
    assert (call["customer"], call["agent"]) == ("Hurt-Bud", "anna")
    assert file.read_text(encoding="utf-8") == OTHERWISE


def test_no_variable_of_the_environment_leads_to_another_policy(
    machine: PolicyMachine, tmp_path: Path
) -> None:
    elsewhere = {
        name: str(tmp_path)
        for name in ("XDG_CONFIG_DIRS", "XDG_CONFIG_HOME", "XDG_DATA_DIRS", "PROGRAMDATA", "LOGNAME", "USER")
    }

    told = machine.run("check", "--policy", "--json", **elsewhere)

    first = json.loads(told.stdout.splitlines()[0])
    assert (first["file"], first["applies"], first["trouble"]) == ("/etc/screenpop/policy.toml", True, None)


def test_a_password_is_stored_unattended_before_anybody_has_settings(policy: Path, tmp_path: Path) -> None:
    folder = tmp_path / "with a keyring"
    shutil.copytree(policy, folder)
    text = (folder / "policy.toml").read_text(encoding="utf-8")
    (folder / "policy.toml").write_text(text.replace('"environment"', '"keyring"'), encoding="utf-8")
    (tmp_path / "there").mkdir()
    with machine_with(folder, tmp_path / "there") as machine:
        done = machine.run_with_keyring(("secret set line", "s3cret of the line"), ("secret test line", ""))

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["line: stored", "line: a password is stored"]
    assert "s3cret" not in done.stdout + done.stderr
