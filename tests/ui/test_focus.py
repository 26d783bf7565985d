"""The card never takes a keystroke that was meant for another window, and takes them all once it is asked to."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.popping import POPS
from tests.ui.screen import Screen, wait_for

KEYS = 200


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    built = Screen(tmp_path)
    yield built
    built.close()


def test_of_200_keys_typed_elsewhere_while_cards_pop_200_arrive(screen: Screen, tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    screen.terminal(keys)
    cards = screen.python("tests.ui.popping", "cards")
    assert cards.stdout is not None
    assert cards.stdout.readline() == "ready\n"

    screen.xdotool("type", "--delay", "25", "k" * KEYS)

    assert cards.stdout.readline() == f"done {POPS}\n"
    wait_for(lambda: keys.stat().st_size >= KEYS)
    assert keys.read_text() == "k" * KEYS


def test_a_click_into_the_card_is_the_way_to_write_a_note(screen: Screen, tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    screen.terminal(keys)
    card = screen.python("tests.ui.popping", "note")
    assert card.stdout is not None
    place = card.stdout.readline().split()
    screen.xdotool("type", "for the terminal")

    before = screen.xdotool("getwindowfocus")
    screen.xdotool("mousemove", *place, "click", "1")
    wait_for(lambda: screen.xdotool("getwindowfocus") != before)
    screen.xdotool("type", "--delay", "25", "promised by Friday.")

    assert card.stdout.readline() == "promised by Friday.\n"
    assert keys.read_text() == "for the terminal"
