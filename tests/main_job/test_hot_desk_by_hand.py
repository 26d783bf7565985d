"""A shared account as two people use it, on a real screen and by its keyboard alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from screenpop.bootstrap import bell
from screenpop.settings.seat import agent_folder
from tests.ui.screen import Screen, wait_for

SETTINGS = """
region = "PL"
data = "desk"
[window]
language = "en"
[seat]
agent = "ask"
extension = "ask"
[line]
kind = "simulator"
"""
SIGN_IN = "Sign in to Screenpop"
WITHIN = 40.0


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    built = Screen(tmp_path)
    yield built
    built.close()


def sign_in(screen: Screen, *answers: str) -> None:
    """Type into the window; Tab comes between the answers, Return after the last one."""
    wait_for(lambda: SIGN_IN in screen.run("xdotool", "getwindowfocus", "getwindowname").stdout, WITHIN)
    for place, answer in enumerate(answers):
        if place:
            screen.xdotool("key", "Tab")
        screen.xdotool("type", "--delay", "20", answer)
    screen.xdotool("key", "Return")


def test_one_signs_in_and_out_and_the_next_one_finds_an_empty_seat(screen: Screen, tmp_path: Path) -> None:
    config = tmp_path / "settings.toml"
    config.write_text(SETTINGS, encoding="utf-8")
    anna, marek = (agent_folder(tmp_path / "desk", name) for name in ("Anna", "Marek"))
    program = screen.python("screenpop", "--config", str(config))

    sign_in(screen, "Anna", "101")
    wait_for(lambda: bell.ask(anna, "lines", None) not in (None, {}), WITHIN)
    assert bell.ask(anna, "sign_out", "") == {}

    wait_for(lambda: bell.ask(anna, "lines", None) is None, WITHIN)
    assert program.poll() is None
    sign_in(screen, "Marek", "102")
    wait_for(lambda: bell.ask(marek, "lines", None) not in (None, {}), WITHIN)
    assert bell.ask(anna, "lines", None) is None
    assert "Anna" not in (tmp_path / "desk" / "seats.json").read_text(encoding="utf-8")

    program.terminate()
    assert program.wait(20) == 0
