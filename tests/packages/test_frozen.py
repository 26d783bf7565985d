"""The frozen program as a program: what it carries, and that an upgrade under it does it no harm."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest

from screenpop.commands.command_line import described
from tests.packages.frozen import frozen

JUNK = 1_000_000
SETTINGS = """
region = "PL"
agent = "anna"
data = "{data}"
[record]
spool = "disk"
[secrets]
from = "environment"
[line]
kind = "simulator"
[sources.crm]
kind = "sql"
url = "sqlite:///crm.db"
"""


@pytest.fixture(scope="module")
def program() -> Path:
    """The program as it was frozen."""
    if not sys.platform.startswith("linux"):
        pytest.skip("what is frozen elsewhere is tried there")
    return frozen("desktop") / "screenpop"


@pytest.fixture
def home(tmp_path: Path) -> Mapping[str, str]:
    return {
        "HOME": str(tmp_path),
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "QT_QPA_PLATFORM": "offscreen",
    }


def test_every_command_of_the_source_is_known(program: Path, home: Mapping[str, str]):
    page = subprocess.run(
        [program, "manual-page"], capture_output=True, text=True, timeout=60, env=home, check=True
    )

    for command in described():
        assert command.name in page.stdout.replace("\\-", "-")


def test_learning_is_told_to_be_a_package_of_its_own(program: Path, home: Mapping[str, str], tmp_path: Path):
    alone = tmp_path / "screenpop"
    subprocess.run(["cp", "-a", program.parent, alone], check=True)

    said = subprocess.run(
        [alone / "screenpop", "learn"], capture_output=True, text=True, timeout=60, env=home, check=False
    )

    assert said.returncode == 2
    assert "screenpop-learn" in said.stderr


def test_an_upgrade_under_the_running_program_leaves_it_its_own_modules(
    program: Path, home: Mapping[str, str], tmp_path: Path
):
    installed = tmp_path / "screenpop"
    subprocess.run(["cp", "-a", program.parent, installed], check=True)
    settings = tmp_path / "settings.toml"
    os.mkfifo(settings)
    running = subprocess.Popen(
        [installed / "screenpop", "check", "--config", settings],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=home,
    )  # fmt: skip
    writing = threading.Thread(target=_told, args=(running, settings, installed / "screenpop"), daemon=True)
    writing.start()
    said, complained = running.communicate(timeout=120)
    os.close(os.open(settings, os.O_RDONLY | os.O_NONBLOCK))  # a writer may wait for a reader
    writing.join(10)

    assert "crm.db, which is not there" in said, complained
    assert "Traceback" not in complained


def _told(running: subprocess.Popen[str], settings: Path, executable: Path) -> None:
    """Answer whoever reads the settings; before it knows them, SQLAlchemy and the rest of it are not loaded."""
    text = SETTINGS.format(data=settings.parent / "data")
    while running.poll() is None:
        with suppress(BrokenPipeError), settings.open("w") as asked_for:  # at the end nobody reads
            if executable.stat().st_size > JUNK:
                upgraded = executable.with_suffix(".dpkg-new")
                upgraded.write_bytes(os.urandom(JUNK))
                upgraded.rename(executable)
            asked_for.write(text)
        while _is_read(settings) and running.poll() is None:
            time.sleep(0.01)  # written now, it would be the end of what is read still


def _is_read(pipe: Path) -> bool:
    try:
        os.close(os.open(pipe, os.O_WRONLY | os.O_NONBLOCK))
    except OSError:
        return False
    return True
