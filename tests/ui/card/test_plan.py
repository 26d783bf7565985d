"""Any number of panels has room on the card, on small screens and large ones, and none covers another."""

import pytest
from PySide6.QtCore import QRect, QSize

from ui.card.plan import BRIEF_PANEL, SMALL_WIDTH, WHO, Plan, full, small, within
from ui.desktop.corners import MARGIN
from ui.panels.frame import Room
from ui.theme.scale import GAP, GAP_SMALL

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


def test_on_the_small_card_each_panel_tells_what_counts_on_a_row() -> None:
    assert {cell.room for cell in small(8).cells} == {Room.ROW}
    assert small(8).body <= 220


def test_a_panel_that_stands_alone_in_its_row_has_all_of_it() -> None:
    last = full(5, QSize(1900, 1000), BESIDES).cells[-1].place
    first = full(5, QSize(1900, 1000), BESIDES).cells[0].place

    assert last.width() > 2 * first.width()


def test_a_card_without_departments_has_room_to_search() -> None:
    assert small(0).body == WHO
    assert small(4, pages=True).body == WHO
    assert full(0, QSize(1248, 768), BESIDES).body > 3 * BRIEF_PANEL


@pytest.mark.parametrize("strip", [0, 68, 92])
@pytest.mark.parametrize("panels", range(1, 9))
def test_what_is_asked_on_a_laptop_leaves_every_panel_room_for_what_counts(panels: int, strip: int) -> None:
    room = QSize(1366, 728) - QSize(2 * MARGIN, 2 * MARGIN)
    besides = BESIDES + (strip + GAP_SMALL if strip else 0)
    plan = full(panels, room, besides)

    assert Room.BRIEF not in {cell.room for cell in plan.cells}
    assert plan.body + besides <= room.height()


@pytest.mark.parametrize("panels", range(9))
@pytest.mark.parametrize(("width", "height"), [(380, 120), (640, 300), (800, 420), (1100, 900)])
def test_a_page_of_another_window_shows_all_panels_in_its_width_and_rows_where_it_is_low(
    panels, width, height
):
    planned = within(panels, width, height)

    places = [cell.place for cell in planned.cells]
    assert len(places) == panels
    assert all(place.left() >= 0 and place.right() < width for place in places)
    assert not any(one.intersects(other) for at, one in enumerate(places) for other in places[:at])
    rows = {cell.room for cell in planned.cells} == {Room.ROW}
    assert rows or planned.body <= max(height, BRIEF_PANEL)
