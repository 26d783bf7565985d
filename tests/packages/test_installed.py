"""The program in a Debian that has nothing else: what comes with it, and that an ordinary person can work with it."""

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.main_job.test_demo import SCENES, SUPERVISION, colours_of
from tests.packages.bare_debian import BareDebian
from tests.packages.debs import Debs
from tests.packages.pulled import ALWAYS, RECOMMENDED
from tests.program import Watching

LIBRARIES = "/usr/lib/screenpop/_internal"
LEARNT_ONLY = {"16-offer-accepted.png", "17-gesture-given.png"}
"""Scenes of what `screenpop learn` finds out, which is a package of its own."""


@pytest.fixture(scope="module")
def shown(installed: BareDebian) -> subprocess.CompletedProcess[str]:
    """The demo as somebody without a display runs it, for the first time."""
    return installed.run("screenpop", "demo", "--pictures", "/home/anna/seen", user="anna", timeout=400)


@pytest.fixture
def demo_settings(installed: BareDebian, shown: subprocess.CompletedProcess[str]) -> str:
    """The settings file of the demo company, as it is called in there."""
    (settings,) = (installed.root / "home/anna/.cache/screenpop").glob("demo-*/settings.toml")
    return f"/{settings.relative_to(installed.root)}"


@contextmanager
def watching(debian: BareDebian, config: str, errors: Path) -> Iterator[Watching]:
    with debian.running("screenpop", "watch", "--config", config, errors=errors, user="anna") as process:
        program = Watching(process)
        try:
            yield program
        finally:
            program.end()


def test_apt_pulls_what_is_explained_and_nothing_else(debian: BareDebian, debs: Debs, before: object) -> None:
    deb = debian.put(debs.desktop)

    for options, explained in ((["--no-install-recommends"], ALWAYS), ([], ALWAYS | RECOMMENDED)):
        told = debian.apt("install", "--simulate", *options, deb)
        pulled = set(re.findall(r"^Inst (\S+)", told, flags=re.MULTILINE)) - {"screenpop"}
        assert pulled == explained


def test_it_is_installed_with_nobody_there_to_answer(installed: BareDebian) -> None:
    assert "screenpop" in installed.packages()
    assert installed.do("dpkg", "--audit") == ""
    assert installed.do("dpkg", "--verify", "screenpop") == ""


def test_every_library_that_it_loads_is_there(installed: BareDebian) -> None:
    told = installed.do(
        *(
            "sh",
            "-c",
            'find /usr/lib/screenpop -type f \\( -name "*.so*" -o -perm /111 \\) -exec ldd {} + 2>&1 || true',
        ),
        LD_LIBRARY_PATH=LIBRARIES,
    )

    assert "libQt6Core" in told
    assert sorted({line.strip() for line in told.splitlines() if "not found" in line}) == []


def test_it_says_what_it_can_do_and_which_version_it_is(installed: BareDebian, debs: Debs) -> None:
    assert installed.do("screenpop", "--help", user="anna").startswith("usage: screenpop ")
    about = installed.root / LIBRARIES[1:] / f"screenpop-{debs.version}.dist-info" / "METADATA"
    assert f"\nVersion: {debs.version}\n" in about.read_text()


def test_the_demo_leaves_a_picture_of_every_scene_but_of_what_was_learnt(
    installed: BareDebian, shown: subprocess.CompletedProcess[str]
) -> None:
    assert shown.returncode == 0, shown.stderr
    scenes = [scene for scene in SCENES + SUPERVISION if scene not in LEARNT_ONLY]
    assert shown.stdout.split() == [f"/home/anna/seen/{scene}" for scene in scenes]
    seen = installed.root / "home/anna/seen"
    for scene in scenes:
        assert len(colours_of(seen / scene)) > 30, scene
    waiting, filled = (QImage(str(seen / scene)) for scene in SCENES[:2])
    assert waiting != filled


def test_check_finds_nothing_wrong_with_the_demo_company(installed: BareDebian, demo_settings: str) -> None:
    told = installed.run("screenpop", "check", "--config", demo_settings, user="anna")

    assert told.returncode == 0, told.stdout + told.stderr
    assert "FAILED" not in told.stdout


def test_a_call_rings_and_is_known(installed: BareDebian, demo_settings: str, tmp_path: Path) -> None:
    with watching(installed, demo_settings, tmp_path / "errors") as program:
        program.expect("line_up", within=30)
        ring = ("screenpop", "ring", "0048 500 600 700", "--answer", "--config", demo_settings)
        installed.do(*ring, user="anna")
        opened = program.expect("pop_opened")
        assert opened["number"] == "+48500600700"
        assert program.expect("pop_closed", call_id=opened["call_id"])["ending"] == "ended"


def test_nobody_else_can_read_what_a_person_keeps(installed: BareDebian, demo_settings: str) -> None:
    refused = installed.run("cat", demo_settings.replace("settings.toml", "desk/record.db"), user="jan")

    assert refused.returncode != 0
    assert refused.stdout == ""


def test_learning_names_the_package_that_it_is(installed: BareDebian, demo_settings: str) -> None:
    told = installed.run("screenpop", "learn", "--config", demo_settings, user="anna")

    assert (told.returncode, told.stdout) == (2, "")
    assert "screenpop-learn" in told.stderr
    assert len(told.stderr.splitlines()) == 1
