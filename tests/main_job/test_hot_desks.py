"""One account and one agent after the other: each has a folder of their own, and the record tells whose call it was."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from screenpop.bootstrap import bell
from screenpop.settings.seat import agent_folder
from tests.main_job.rings import ringing
from tests.program import screenpop, watching
from tests.ui.screen import wait_for

SETTINGS = """
region = "PL"
data = "desk"
[window]
language = "en"
[secrets]
from = "environment"
[seat]
agent = "ask"
extension = "agent"
agents = { "Anna Wąs" = "101", "Marek" = "102" }
[line]
kind = "simulator"
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    file = tmp_path / "settings.toml"
    file.write_text(SETTINGS, encoding="utf-8")
    return file


def data_of(config: Path, agent: str) -> Path:
    return agent_folder(config.parent / "desk", agent)


@contextmanager
def desktop(config: Path, agent: str) -> Iterator["subprocess.Popen[bytes]"]:
    """The desktop application of one agent, once it can be reached."""
    command = [sys.executable, "-m", "screenpop", "--config", str(config), "--agent", agent]
    program = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(config.parent / "xdg")},
    )
    try:
        wait_for(lambda: bell.ask(data_of(config, agent), "lines", None) not in (None, {}), 40)
        yield program
    finally:
        program.terminate()
        program.wait(15)


def calls_of(config: Path) -> list[tuple[str, str]]:
    """Who took which number, the oldest first, as Marek reads the log."""
    told = screenpop("--agent", "marek", "log", "export", "--format", "json", "--config", config)
    assert told.returncode == 0, told.stderr
    return [(each["agent"], each["number"]) for each in reversed(json.loads(told.stdout))]


@pytest.mark.parametrize("command", ["check", "ring", "watch", "log"])
def test_a_command_that_nobody_sits_for_says_so_in_one_sentence(config: Path, command: str) -> None:
    more = {"ring": ["+48601234567"], "log": ["list"]}.get(command, [])

    told = screenpop(command, *more, "--config", config)

    assert told.returncode == 2
    assert told.stderr == "screenpop: Who sits here must be said: --agent NAME.\n"


def test_a_name_that_the_site_does_not_list_is_refused(config: Path) -> None:
    told = screenpop("check", "--config", config, "--agent", "Eve")

    assert told.returncode == 2
    assert "“Eve” is not among the agents" in told.stderr


def test_one_agent_after_the_other_takes_the_seat_and_the_record_tells_whose_call_it_was(
    config: Path,
) -> None:
    with desktop(config, "Anna Wąs") as program:
        with ringing(config, "+48601111111", "--answer"):
            pass
        assert screenpop("show", "--no-cards", "on", "--config", config).returncode == 0  # whoever is at work
        told = screenpop("sign-out", "--config", config)
        assert (told.returncode, told.stderr) == (0, "")
        assert program.wait(15) == 0
    left = screenpop("show", "--config", config)
    assert (left.returncode, left.stderr) == (2, "screenpop: Who sits here must be said: --agent NAME.\n")

    with desktop(config, "marek"):
        with ringing(config, "+48602222222", "--answer"):
            pass
        assert screenpop("sign-out", "--config", config).returncode == 0

    assert calls_of(config) == [("Anna Wąs", "+48601111111"), ("Marek", "+48602222222")]
    anna, marek = data_of(config, "Anna Wąs"), data_of(config, "Marek")
    assert anna != marek
    for folder in (anna, marek, anna.parent, anna.parent.parent):
        assert folder.stat().st_mode & 0o077 == 0
    for file in [each for each in (config.parent / "desk").rglob("*") if each.is_file()]:
        assert file.stat().st_mode & 0o077 == 0, file


def test_a_second_start_in_the_same_session_comes_to_whoever_is_at_work(config: Path) -> None:
    with desktop(config, "Anna Wąs") as program:
        again = screenpop("--config", config)

        assert (again.returncode, again.stderr) == (0, "")
        assert program.poll() is None


def test_in_a_call_only_who_insists_is_signed_out(config: Path) -> None:
    marek = ("--agent", "Marek")
    with watching(config, *marek) as watch:
        watch.expect("line_up", within=20)
        ring = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "screenpop",
                "ring",
                "+48603333333",
                "--answer",
                "--config",
                str(config),
                *marek,
            ],
            stderr=subprocess.DEVNULL,
        )
        watch.expect("call_answered")
        data = data_of(config, "Marek")
        refused = bell.ask(data, "sign_out", "")  # the command would load while the call comes to its end
        assert refused is not None
        assert "A call is still on" in refused["error"]
        assert bell.ask(data, "sign_out", "in a call") == {}
        assert watch.process.wait(10) == 0
        ring.wait(20)
