"""Cards stand where the agent put them, also when a monitor is pulled out and put in again."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.desktop_manners.desk import Desk, Told
from tests.ui.screen import Screen

LEFT = ("left", "800/200x1000/300+0+0", "screen")
RIGHT = ("right", "800/200x1000/300+800+0", "none")


def centre(place: list[int]) -> tuple[int, int]:
    return place[0] + place[2] // 2, place[1] + place[3] // 2


def on(told: Told, name: str, call: str = "c1") -> bool:
    """Whether a card stands wholly on a screen."""
    if name not in told["screens"] or call not in told["cards"]:
        return False
    x, y, width, height = told["screens"][name]
    left, top, wide, high = told["cards"][call]["place"]
    return x <= left and left + wide <= x + width and y <= top and top + high <= y + height


@pytest.fixture
def two_monitors(screen: Screen) -> Screen:
    for monitor in (LEFT, RIGHT):
        screen.run("xrandr", "--setmonitor", *monitor)
    return screen


def drag(screen: Screen, told: Told, to: tuple[int, int], call: str = "c1") -> None:
    x, y = told["cards"][call]["header"]
    screen.xdotool("mousemove", str(x), str(y), "mousedown", "1")
    for step in (4, 2, 1):
        screen.xdotool("mousemove", str(x + (to[0] - x) // step), str(y + (to[1] - y) // step))
    screen.xdotool("mouseup", "1")


def test_a_card_comes_back_when_its_monitor_goes_and_returns_with_it(
    two_monitors: Screen, desk_of: Callable[..., Desk]
) -> None:
    desk = desk_of(window={"screen": "right", "corner": "top-right"})
    desk.do("ring")
    desk.waits_for(lambda told: on(told, "right"))

    two_monitors.run("xrandr", "--delmonitor", "right")
    desk.waits_for(lambda told: on(told, "left"))

    two_monitors.run("xrandr", "--setmonitor", *RIGHT)
    desk.waits_for(lambda told: on(told, "right"))


def test_a_dragged_card_snaps_to_the_nearest_corner_and_the_place_is_remembered(
    screen: Screen, desk_of: Callable[..., Desk]
) -> None:
    desk = desk_of()
    desk.do("ring")
    desk.waits_for(lambda told: told["cards"] and told["cards"]["c1"]["place"][0] > 800)

    drag(screen, desk.told, (60, 90))

    desk.waits_for(lambda told: told["cards"]["c1"]["place"][:2] == [16, 16])
    assert desk.told["kept"] is not None
    assert desk.told["kept"][0] == "top-left"
    desk.do("ring", "c2")
    desk.waits_for(lambda told: "c2" in told["cards"] and centre(told["cards"]["c2"]["place"])[0] < 800)


def test_a_pinned_card_is_moved_alone_and_keeps_its_place(
    screen: Screen, desk_of: Callable[..., Desk], tmp_path: Path
) -> None:
    desk = desk_of()
    desk.do("ring")
    desk.do("ring", "c2")
    desk.waits_for(lambda told: len(told["cards"]) == 2)
    desk.do("pin")
    before = desk.card("c2")["place"]
    drag(screen, desk.told, (60, 90))
    desk.waits_for(lambda told: told["cards"]["c1"]["place"][:2] == [16, 16])

    desk.do("put away", "c2")
    desk.do("ring", "c3")
    desk.waits_for(lambda told: "c3" in told["cards"])

    assert desk.told["kept"] is None
    assert before[1] <= desk.card("c3")["place"][1]
    assert desk.card()["place"][:2] == [16, 16]
