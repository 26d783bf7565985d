"""The other half of the program, a package of its own: learning, and what is offered by it."""

import json
import os
import re
import subprocess

import pytest

from tests.packages.bare_debian import BareDebian
from tests.packages.debs import Debs
from tests.packages.pulled import LEARNING


@pytest.fixture(scope="module")
def demo_settings(learning: BareDebian) -> str:
    """The demo company of somebody else, which is made with what is learnt of it."""
    played = learning.run("screenpop", "demo", "--seconds", "1", user="jan", timeout=400)
    assert played.returncode == 0, played.stderr
    (settings,) = (learning.root / "home/jan/.cache/screenpop").glob("demo-*/settings.toml")
    return f"/{settings.relative_to(learning.root)}"


def test_apt_pulls_nothing_that_is_not_explained(installed: BareDebian, debs: Debs) -> None:
    told = installed.apt("install", "--simulate", installed.put(debs.learn))

    assert set(re.findall(r"^Inst (\S+)", told, flags=re.MULTILINE)) <= {"screenpop-learn", *LEARNING}


def test_every_library_that_it_loads_is_there(learning: BareDebian) -> None:
    told = learning.do(
        *("sh", "-c", 'find /usr/lib/screenpop-learn -type f -name "*.so*" -exec ldd {} + 2>&1 || true'),
        LD_LIBRARY_PATH="/usr/lib/screenpop-learn/_internal",
    )

    assert "libpython3" in told
    assert sorted({line.strip() for line in told.splitlines() if "not found" in line}) == []


def test_the_same_command_learns_now(learning: BareDebian, demo_settings: str) -> None:
    told = learning.do("screenpop", "learn", "--json", "--config", demo_settings, user="jan", timeout=300)

    report = json.loads(told.splitlines()[-1])
    assert report["value"]["bg_nbd"]["r"] > 0


def test_what_was_learnt_is_offered(learning: BareDebian, demo_settings: str) -> None:
    told = learning.do("screenpop", "offers", "--all", "--json", "--config", demo_settings, user="jan")

    offers = [json.loads(line) for line in told.splitlines()]
    assert {offer["list"] for offer in offers} == {"again", "fits"}
    assert len({offer["customer"] for offer in offers}) > 100


def test_the_timer_can_be_enabled_for_everybody(learning: BareDebian) -> None:
    units = learning.root / "usr/lib/systemd/user"
    switch = ["systemctl", f"--root={learning.root}", "--global"]

    subprocess.run([*switch, "enable", "screenpop-learn.timer"], check=True, capture_output=True, timeout=60)

    wanted = learning.root / "etc/systemd/user/timers.target.wants/screenpop-learn.timer"
    assert os.readlink(wanted) == "/usr/lib/systemd/user/screenpop-learn.timer"  # noqa: PTH115 # a path of that root
    assert "ExecStart=/usr/bin/screenpop learn" in (units / "screenpop-learn.service").read_text()
    subprocess.run([*switch, "disable", "screenpop-learn.timer"], check=True, capture_output=True, timeout=60)
    assert not wanted.is_symlink()
