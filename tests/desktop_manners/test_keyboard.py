"""Whatever the cards do, 200 of 200 keys arrive in the window that they are typed into."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.desktop_manners.desk import Desk
from tests.ui.screen import Screen, wait_for

KEYS = 200
TEN = [f"c{number}" for number in range(10)]


@pytest.mark.parametrize("full_screen", [False, True], ids=["in a window", "full screen"])
def test_200_of_200_keys_arrive_while_ten_cards_come_grow_are_pinned_and_go(
    screen: Screen, tmp_path: Path, desk_of: Callable[..., Desk], full_screen: bool
) -> None:
    keys = tmp_path / "keys"
    desk = desk_of(window={"cards": 10})
    screen.terminal(keys, full_screen=full_screen)
    typing = threading.Thread(target=screen.xdotool, args=("type", "--delay", "30", "k" * KEYS))

    typing.start()
    for call in TEN:
        desk.do("ring", call)
    most = len(desk.look()["cards"])
    for call in TEN[:4]:
        desk.do("answer", call)
    desk.do("pin", "c1")
    desk.do("end", "c2")
    desk.do("miss", "c5")
    for call in TEN[:3]:
        desk.do("put away", call)
    typing.join(60)

    assert not typing.is_alive()
    wait_for(lambda: keys.stat().st_size >= KEYS)
    assert keys.read_text() == "k" * KEYS
    assert most == 10
    assert not any(card["in_use"] for card in desk.look()["cards"].values())


def test_no_card_is_seen_over_a_program_that_fills_the_screen_until_it_does_not(
    screen: Screen, tmp_path: Path, desk_of: Callable[..., Desk]
) -> None:
    desk = desk_of(window={"over_full_screen": False})
    film = screen.terminal(tmp_path / "keys", full_screen=True)
    desk.do("ring")
    desk.waits_for(lambda told: "c1" in told["cards"])
    assert not desk.card()["seen"]

    film.terminate()

    desk.waits_for(lambda told: told["cards"]["c1"]["seen"])


def test_a_card_that_is_there_goes_out_of_the_way_of_a_program_that_fills_the_screen(
    screen: Screen, tmp_path: Path, desk_of: Callable[..., Desk]
) -> None:
    desk = desk_of(window={"over_full_screen": False})
    desk.do("ring")
    desk.waits_for(lambda told: told["cards"] and told["cards"]["c1"]["seen"])

    screen.terminal(tmp_path / "keys", full_screen=True)
    desk.waits_for(lambda told: not told["cards"]["c1"]["seen"])
    screen.xdotool("key", "ctrl+alt+c")

    desk.waits_for(lambda told: told["cards"]["c1"]["seen"] and told["cards"]["c1"]["in_use"])


def test_cards_stand_over_a_program_that_fills_the_screen_where_that_is_wanted(
    screen: Screen, tmp_path: Path, desk_of: Callable[..., Desk]
) -> None:
    desk = desk_of()
    screen.terminal(tmp_path / "keys", full_screen=True)
    desk.do("ring")

    desk.waits_for(lambda told: told["cards"] and told["cards"]["c1"]["seen"])
