"""Any number of panels has room on the card, on small screens and large ones, and none covers another."""

import pytest
from PySide6.QtCore import QRect, QSize

from ui.desktop.corners import MARGIN
from ui.panels.frame import Room
from ui.pop.plan import BRIEF_PANEL, LARGE, SMALL_WIDTH, Plan, full, small
from ui.theme.scale import GAP

BESIDES = 358
SCREENS = [QSize(1280, 800), QSize(1366, 728), QSize(1920, 1080), QSize(1024, 768)]


def inside(plan: Plan) -> bool:
    body = QRect(0, 0, plan.width - 2 * GAP, plan.body)
    places = [cell.place for cell in plan.cells]
    apart = not any(place.intersects(other) for n, place in enumerate(places) for other in places[n + 1 :])
    return apart and all(body.contains(place) for place in places)


@pytest.mark.parametrize("panels", range(1, 13))
def test_no_panel_of_the_small_card_covers_another(panels: int) -> None:
    plan = small(panels)

    assert len(plan.cells) == panels
    assert plan.width == SMALL_WIDTH
    assert inside(plan)


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: f"{screen.width()}x{screen.height()}")
@pytest.mark.parametrize("panels", range(1, 13))
def test_no_panel_of_the_full_card_covers_another_nor_leaves_the_screen(panels: int, screen: QSize) -> None:
    room = screen - QSize(2 * MARGIN, 2 * MARGIN)
    plan = full(panels, room, BESIDES)

    assert inside(plan)
    assert plan.width <= room.width()
    assert plan.body + BESIDES <= room.height()


@pytest.mark.parametrize("screen", SCREENS[:3], ids=lambda screen: f"{screen.width()}x{screen.height()}")
@pytest.mark.parametrize("panels", range(1, 9))
def test_up_to_eight_panels_tell_all_on_the_full_card(panels: int, screen: QSize) -> None:
    room = screen - QSize(2 * MARGIN, 2 * MARGIN)

    assert {cell.room for cell in full(panels, room, BESIDES).cells} == {Room.FULL}


def test_on_the_small_card_the_first_panels_are_large_and_the_others_tell_what_counts() -> None:
    rooms = [cell.room for cell in small(8).cells]

    assert rooms == [Room.COMPACT] * LARGE + [Room.BRIEF] * 4
    assert small(8).body <= 400


def test_a_panel_that_stands_alone_in_its_row_has_all_of_it() -> None:
    last = full(5, QSize(1900, 1000), BESIDES).cells[-1].place
    first = full(5, QSize(1900, 1000), BESIDES).cells[0].place

    assert last.width() > 2 * first.width()


def test_a_card_without_departments_has_room_to_search() -> None:
    assert small(0).body == small(4).body
    assert full(0, QSize(1248, 768), BESIDES).body > 3 * BRIEF_PANEL


def test_few_panels_tell_all_even_while_it_rings() -> None:
    assert [cell.room for cell in small(2).cells] == [Room.FULL, Room.FULL]
