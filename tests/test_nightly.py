"""What learns every night: a timer of the system, and a command that exists."""

import configparser
import os
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from screenpop.commands.parser import whole_parser

UNITS = Path(__file__).parents[1] / "resources" / "systemd"


def read(name: str) -> configparser.ConfigParser:
    unit = configparser.ConfigParser(strict=True, interpolation=None)
    unit.optionxform = str  # type: ignore[method-assign, assignment] # systemd's keys have capitals
    assert unit.read(UNITS / name)
    return unit


def test_the_timer_starts_a_command_that_there_is_at_low_priority() -> None:
    service = read("screenpop-learn.service")["Service"]
    program, *arguments = shlex.split(service["ExecStart"])

    assert program == "screenpop"
    assert whole_parser().parse_args(arguments).module == "learn"
    assert (service["Nice"], service["IOSchedulingClass"]) == ("19", "idle")
    assert read("screenpop-learn.timer")["Timer"]["Persistent"] == "true"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not on this computer")
def test_systemd_understands_the_units(tmp_path: Path) -> None:
    runtime = tmp_path / "run"
    runtime.mkdir()
    for name in ("screenpop-learn.service", "screenpop-learn.timer"):
        text = (UNITS / name).read_text().replace("ExecStart=screenpop", "ExecStart=/bin/true")
        (tmp_path / name).write_text(text)

    told = subprocess.run(
        ["systemd-analyze", "verify", "--user", "--man=no", *map(str, sorted(tmp_path.glob("*.*")))],
        env={**os.environ, "XDG_RUNTIME_DIR": str(runtime)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert (told.returncode, told.stdout) == (0, ""), told.stderr
