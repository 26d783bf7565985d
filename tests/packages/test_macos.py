"""What macOS is told of the program: the property lists, and what the build names."""

import plistlib
import re
import runpy
import tomllib
from typing import Any

import pytest

from screenpop.commands.parser import whole_parser
from tests.packages.conftest import ROOT

MACOS = ROOT / "packaging" / "macos"


def read(name: str) -> dict[str, Any]:
    return plistlib.loads((MACOS / name).read_bytes())


def test_the_bundle_opens_the_links_that_are_opened_on_linux():
    types = read("Info.plist")["CFBundleURLTypes"]
    ranks = {scheme: kind["LSHandlerRank"] for kind in types for scheme in kind["CFBundleURLSchemes"]}
    desktop = (ROOT / "resources" / "screenpop.desktop").read_text()
    wanted = set(re.findall(r"x-scheme-handler/(\w+)", desktop))

    assert set(ranks) == wanted
    assert ranks == {"tel": "Alternate", "screenpop": "Owner"}  # nobody's telephone program is taken away


def test_the_bundle_asks_for_neither_microphone_nor_camera():
    told = read("Info.plist")

    assert not [key for key in told if key.endswith("UsageDescription")]
    assert tuple(map(int, told["LSMinimumSystemVersion"].split("."))) >= (13, 0)  # Qt 6.11's own


def test_the_bundle_speaks_the_languages_that_there_are():
    shipped = {folder.parent.name for folder in (ROOT / "resources" / "translations").glob("*/LC_MESSAGES")}

    assert set(read("Info.plist")["CFBundleLocalizations"]) == shipped | {"en"}


def test_the_frozen_program_is_told_its_version():
    told = runpy.run_path(str(ROOT / "packaging" / "pyinstaller" / "systems.py"))["on_macos"]()
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]

    assert told["version"] == told["info_plist"]["CFBundleVersion"] == version
    assert told["bundle_identifier"] == "example.screenpop.Screenpop"


@pytest.mark.parametrize(("name", "module"), [("autostart", "desktop"), ("learn", "learn")])
def test_launchd_starts_commands_that_there_are(name, module):
    agent = read(f"example.screenpop.{name}.plist")
    program, *words = agent["ProgramArguments"]

    assert agent["Label"] == f"example.screenpop.{name}"
    assert program.endswith("/screenpop")
    assert whole_parser().parse_args(words).module == module
    assert "KeepAlive" not in agent  # the program's own guard starts it again


def test_learning_runs_at_night_and_gives_way():
    agent = read("example.screenpop.learn.plist")
    timer = (ROOT / "resources" / "systemd" / "screenpop-learn.timer").read_text()

    assert "*-*-* {Hour:02}:{Minute:02}".format(**agent["StartCalendarInterval"]) in timer
    assert (agent["Nice"], agent["LowPriorityIO"], agent["ProcessType"]) == (19, True, "Background")


def test_what_the_build_on_macos_names_is_there():
    script = (MACOS / "build").read_text()
    named = set(re.findall(r"(?:packaging|resources)/[\w./-]+\w", script))

    assert len(named) >= 4
    assert all((ROOT / name).exists() for name in named), named
    assert set(read("entitlements.plist").values()) == {True}
    assert "NOT RUN YET" in script
