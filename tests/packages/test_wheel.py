"""The wheel: complete, the same each time, and at work in an empty home after `pipx install` and `uv tool install`."""

import argparse
import hashlib
import json
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from screenpop.commands.parser import whole_parser
from tests.main_job.site import Site
from tests.packages.conftest import ROOT
from tests.packages.installed import Installed, install

SHIPPED = ("screenpop", "telephony", "connectors", "ui", "resources")
MADE_OF = (".po", ".pot", ".cfg")
"""What translations are made of; the program reads the .mo."""


@pytest.fixture(scope="session")
def built(clean_copy: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what `packaging/build-wheel` leaves."""
    return build(clean_copy, tmp_path_factory.mktemp("dist"))


def build(tree: Path, folder: Path) -> Path:
    subprocess.run([tree / "packaging" / "build-wheel", folder], check=True, timeout=300)
    return folder


def wheel_in(folder: Path) -> Path:
    [wheel] = folder.glob("*.whl")
    return wheel


def commands_of(parser: argparse.ArgumentParser) -> Iterator[list[str]]:
    """Every command with its sub-commands, as they are typed."""
    yield []
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, sub in action.choices.items():
                yield from ([name, *rest] for rest in commands_of(sub))


def test_whatever_lies_in_a_shipped_folder_is_in_the_wheel(built, shipped_files):
    held = set(zipfile.ZipFile(wheel_in(built)).namelist())
    wanted = {
        name.as_posix()
        for name in shipped_files
        if name.parts[0] in SHIPPED and not name.name.endswith(MADE_OF)
    }

    assert len(wanted) > 1000
    assert wanted - held == set()
    assert {name for name in held if name.endswith(MADE_OF)} == set()
    assert {name.split("/")[0] for name in held} == {
        *SHIPPED,
        wheel_in(built).name.split("-py3")[0] + ".dist-info",
    }


def test_the_wheel_carries_the_licences_and_says_that_it_is_typed(built):
    with zipfile.ZipFile(wheel_in(built)) as wheel:
        names = wheel.namelist()
        [licence] = [name for name in names if name.endswith("dist-info/licenses/LICENSE")]

        assert wheel.read(licence) == (ROOT / "LICENSE").read_bytes()
        assert any(name.endswith("licenses/resources/fonts/OFL.txt") for name in names)
        assert {f"{name}/py.typed" for name in SHIPPED if name != "resources"} <= set(names)


def test_the_same_tree_gives_the_same_bytes(built, clean_copy, tmp_path):
    again = build(clean_copy, tmp_path / "again")

    def told(folder: Path) -> dict[str, str]:
        return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir()}

    assert len(told(built)) == 3
    assert told(again) == told(built)


def test_the_source_archive_gives_the_same_wheel(built, clean_copy, release_environment, tmp_path):
    [archive] = built.glob("*.tar.gz")
    subprocess.run(["tar", "-xzf", archive, "-C", tmp_path], check=True, timeout=60)
    [tree] = tmp_path.iterdir()
    python = release_environment / "bin" / "python"
    subprocess.run(
        [python, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path / "w"],
        cwd=tree,
        check=True,
        timeout=120,
    )

    assert wheel_in(tmp_path / "w").read_bytes() == wheel_in(built).read_bytes()


@pytest.fixture(scope="module", params=["pipx", "uv"])
def installed(request, built, release_environment, tmp_path_factory) -> Installed:
    """The program in an empty home; with uv together with what learning needs."""
    wheel = wheel_in(built)
    [constraints] = built.glob("*-constraints.txt")
    what = f"screenpop[learning] @ {wheel.as_uri()}" if request.param == "uv" else str(wheel)
    return install(request.param, what, tmp_path_factory.mktemp(request.param), constraints)


def test_every_command_says_what_it_does(installed):
    silent = {}
    for command in commands_of(whole_parser()):
        if command[:1] == ["read-spreadsheets"]:
            continue  # the program runs it itself
        told = installed.run(*command, "--help")
        if told.returncode or not told.stdout.startswith("usage: screenpop"):
            silent[" ".join(command)] = told.stderr

    assert silent == {}


def test_nothing_of_the_tree_is_used(installed):
    told = subprocess.run(
        [
            installed.python,
            "-c",
            "import connectors as a, screenpop as b, ui as c; print(a.__file__, b.__file__, c.__file__)",
        ],
        cwd=installed.home,
        env=installed.environment(),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    assert all(Path(file).is_relative_to(installed.home) for file in told.stdout.split())


def test_a_call_rings_and_the_departments_answer(installed, tmp_path):
    config = Site(tmp_path / "company").config

    assert installed.run("database", "upgrade", "--config", config).returncode == 0
    checked = installed.run("check", "--json", "--config", config)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    with installed.watching(config) as program:
        program.expect("line_up", within=60)
        rung = installed.run("ring", "+48225550123", "--answer", "--config", config)
        opened = program.expect("pop_opened", within=30)
        program.expect("pop_closed", within=30)
    assert rung.returncode == 0, rung.stderr
    assert opened["number"] == "+48225550123"
    logged = installed.run("log", "list", "--format", "json", "--config", config)
    assert opened["call_id"] in logged.stdout


@pytest.mark.parametrize("installed", ["pipx"], indirect=True)
def test_the_demo_paints_what_an_agent_sees_though_nothing_is_learnt(installed, tmp_path):
    told = installed.run("demo", "--pictures", tmp_path / "pictures", timeout=300)

    assert told.returncode == 0, told.stdout + told.stderr
    pictures = list((tmp_path / "pictures").rglob("*.png"))
    assert pictures
    assert all(picture.stat().st_size > 10_000 for picture in pictures)


def test_learning_is_an_extra(installed, tmp_path):
    config = Site(tmp_path / "company").config
    told = installed.run("learn", "--json", "--config", config, timeout=300)

    if installed.installer == "uv":
        assert told.returncode == 0, told.stderr
        assert json.loads(told.stdout.splitlines()[-1])
    else:
        assert told.returncode == 2
        assert len(told.stderr.splitlines()) == 1, told.stderr
        assert "screenpop[learning]" in told.stderr
