"""The card is read and worked by a screen reader: the real program, a real call, and AT-SPI alone."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.main_job.site import Site
from tests.screen_reader.listener import Listener
from tests.ui.screen import Screen, wait_for

CALLER = "Anna Wąs-Świątkowska"
HOME = "Screenpop"


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    built = Screen(tmp_path)
    yield built
    built.close()


@pytest.fixture
def listener(screen: Screen) -> Iterator[Listener]:
    made = Listener(screen)
    yield made
    made.close()


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return Site(tmp_path / "site").config


def rung(screen: Screen, listener: Listener, config: Path) -> None:
    """The program runs, and the caller is on the line."""
    screen.python("screenpop", "--config", str(config))
    listener.hears_soon(HOME, "Line ready")
    screen.python("screenpop", "ring", "0048601234567", "--answer", "--config", str(config))
    wait_for(lambda: any(CALLER in window for window in listener.windows()), 30)


def test_a_call_is_heard_written_up_and_saved_without_seeing_the_screen(
    screen: Screen, listener: Listener, config: Path
) -> None:
    rung(screen, listener, config)
    listener.hears_soon(CALLER, "Overdue PLN\xa03,100.00, 47 days")
    listener.hears_soon(CALLER, "left of PLN\xa020,000.00")
    listener.hears_soon(CALLER, "Outcome")
    heard = [part.name for part in listener.hears(CALLER)]
    assert CALLER in heard
    assert heard.index(CALLER) < heard.index("Accounting") < heard.index("Outcome") < heard.index("Save")

    listener.writes(CALLER, "Note", "Pays on Friday.")
    listener.presses(CALLER, "check box", "Solved")
    listener.presses(CALLER, "push button", "Save")
    listener.hears_soon(CALLER, "Saved")

    command = ["-m", "screenpop", "log", "list", "--format", "json", "--config", str(config)]
    written = json.loads(screen.run(sys.executable, *command).stdout)
    assert [(row["disposition"], row["note"]) for row in written] == [("Solved", "Pays on Friday.")]


def test_whatever_the_keyboard_can_reach_has_a_name_in_plain_words(
    screen: Screen, listener: Listener, config: Path
) -> None:
    rung(screen, listener, config)
    listener.hears_soon(CALLER, "left of PLN\xa020,000.00")
    for window in (CALLER, HOME):
        parts = listener.hears(window)
        assert any(part.focusable for part in parts)
        assert [part for part in parts if part.focusable and not (part.name or part.text)] == []
        assert [part for part in parts if "<" in part.name or "<" in part.description] == []
