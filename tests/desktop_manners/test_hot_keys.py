"""A key leads from any program into the last card and back; a key that somebody else has is told in words."""

from collections.abc import Callable
from pathlib import Path

from tests.desktop_manners.desk import Desk
from tests.ui.screen import Screen, wait_for

KEY = "ctrl+alt+c"


def test_the_key_leads_into_the_last_card_and_again_back_to_the_program_one_was_in(
    screen: Screen, tmp_path: Path, desk_of: Callable[..., Desk]
) -> None:
    keys = tmp_path / "keys"
    screen.terminal(keys)
    desk = desk_of()
    desk.do("ring")
    desk.do("answer")
    desk.waits_for(lambda told: told["cards"]["c1"]["full"])
    screen.xdotool("type", "--delay", "25", "before ")

    screen.xdotool("key", KEY)
    desk.waits_for(lambda told: told["cards"]["c1"]["in_use"])
    screen.xdotool("type", "--delay", "25", "by Friday")
    desk.waits_for(lambda told: told["cards"]["c1"]["note"] == "by Friday")

    screen.xdotool("key", KEY)
    desk.waits_for(lambda told: not told["cards"]["c1"]["in_use"])
    screen.xdotool("type", "--delay", "25", "after")
    wait_for(lambda: keys.read_text() == "before after")
    assert desk.card()["note"] == "by Friday"
    assert desk.told["troubles"] == []


def test_from_an_earlier_card_the_key_leads_into_the_one_that_rings_and_then_back(
    screen: Screen, tmp_path: Path, desk_of: Callable[..., Desk]
) -> None:
    keys = tmp_path / "keys"
    screen.terminal(keys)
    desk = desk_of()
    desk.do("ring")
    desk.do("answer")
    desk.waits_for(lambda told: told["cards"]["c1"]["full"])
    screen.xdotool("key", KEY)
    desk.waits_for(lambda told: told["cards"]["c1"]["in_use"])
    desk.do("ring", "c2")
    desk.waits_for(lambda told: "c2" in told["cards"])

    screen.xdotool("key", KEY)
    desk.waits_for(lambda told: told["cards"]["c2"]["in_use"])
    screen.xdotool("key", KEY)
    desk.waits_for(lambda told: not told["cards"]["c2"]["in_use"])

    screen.xdotool("type", "--delay", "25", "after")
    wait_for(lambda: keys.read_text() == "after")


def test_the_key_brings_the_card_back_that_was_put_away(desk_of: Callable[..., Desk], screen: Screen) -> None:
    desk = desk_of()
    desk.do("ring")
    desk.do("put away")
    desk.waits_for(lambda told: not told["cards"])

    screen.xdotool("key", KEY)

    desk.waits_for(lambda told: told["cards"].get("c1", {}).get("in_use"))


def test_a_command_leads_into_the_card_and_the_key_back_to_the_program_one_was_in(
    screen: Screen, tmp_path: Path, desk_of: Callable[..., Desk]
) -> None:
    keys = tmp_path / "keys"
    screen.terminal(keys)
    desk = desk_of()
    desk.do("ring")
    desk.do("show last")
    desk.waits_for(lambda told: told["cards"]["c1"]["in_use"])

    screen.xdotool("key", KEY)
    desk.waits_for(lambda told: not told["cards"]["c1"]["in_use"])
    screen.xdotool("type", "--delay", "25", "on")
    wait_for(lambda: keys.read_text() == "on")


def test_a_second_start_brings_the_window_to_the_front(
    screen: Screen, tmp_path: Path, desk_of: Callable[..., Desk]
) -> None:
    desk = desk_of()
    screen.terminal(tmp_path / "keys")
    assert not desk.look()["home"]

    desk.do("come up")

    desk.waits_for(lambda told: told["home"])


def test_another_key_puts_all_cards_away(desk_of: Callable[..., Desk], screen: Screen) -> None:
    desk = desk_of()
    desk.do("ring")
    desk.do("ring", "c2")
    desk.waits_for(lambda told: len(told["cards"]) == 2)

    screen.xdotool("key", "ctrl+alt+x")

    desk.waits_for(lambda told: not told["cards"])


def test_a_key_that_another_program_has_is_told_and_the_others_work(
    desk_of: Callable[..., Desk], screen: Screen
) -> None:
    first = desk_of(keys={"card": "Ctrl+Alt+C", "put_away": ""})
    assert first.told["troubles"] == []

    second = desk_of()
    assert second.told["troubles"] == ["Ctrl+Alt+C is taken by another program; choose another key."]
    second.do("ring")
    second.waits_for(lambda told: told["cards"])
    screen.xdotool("key", "ctrl+alt+x")
    second.waits_for(lambda told: not told["cards"])


def test_a_key_works_with_caps_lock_and_num_lock_on(desk_of: Callable[..., Desk], screen: Screen) -> None:
    desk = desk_of()
    desk.do("ring")
    screen.xdotool("key", "Caps_Lock", "Num_Lock")

    screen.xdotool("key", KEY)

    desk.waits_for(lambda told: told["cards"]["c1"]["in_use"])
