"""Cards stand in their corner, above one another, never off the screen."""

import pytest
from PySide6.QtCore import QPoint, QRect, QSize

from ui.desktop.corners import MARGIN, Standing, nearest_corner, places

SCREEN = QRect(0, 0, 1920, 1040)
SMALL, FULL = QSize(560, 462), QSize(820, 746)


@pytest.mark.parametrize("corner", ["top-left", "top-right", "bottom-left", "bottom-right"])
def test_the_first_card_stands_in_its_corner(corner: str) -> None:
    card = QRect(places([Standing(SMALL)], SCREEN, corner)[0], SMALL)
    room = SCREEN.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
    assert (card.bottom() if corner.startswith("bottom") else card.top()) == (
        room.bottom() if corner.startswith("bottom") else room.top()
    )
    assert (card.right() if corner.endswith("right") else card.left()) == (
        room.right() if corner.endswith("right") else room.left()
    )


@pytest.mark.parametrize("corner", ["top-left", "top-right", "bottom-left", "bottom-right"])
@pytest.mark.parametrize("sizes", [[SMALL] * 4, [FULL, SMALL], [SMALL, FULL], [SMALL, SMALL, FULL]])
def test_cards_never_cover_one_another_nor_leave_the_screen(corner: str, sizes: list[QSize]) -> None:
    cards = [
        QRect(place, size)
        for place, size in zip(places([Standing(size) for size in sizes], SCREEN, corner), sizes, strict=True)
    ]
    for number, card in enumerate(cards):
        assert SCREEN.contains(card)
        assert not any(card.intersects(other) for other in cards[number + 1 :])


def test_on_a_second_screen_cards_stay_on_it() -> None:
    second = QRect(1920, 200, 1280, 800)
    assert second.contains(QRect(places([Standing(SMALL)], second, "bottom-right")[0], SMALL))


def test_a_screen_smaller_than_the_cards_shows_their_beginning() -> None:
    tiny = QRect(0, 0, 500, 400)
    assert all(tiny.contains(place) for place in places([Standing(SMALL)] * 3, tiny, "bottom-right"))


NARROW = QRect(0, 0, 1280, 800)


@pytest.mark.parametrize("corner", ["top-left", "top-right", "bottom-left", "bottom-right"])
def test_a_second_call_never_covers_the_note_though_there_is_no_room_beside_it(corner: str) -> None:
    form = QRect(12, 516, 796, 218)
    worked_in, second = Standing(FULL, guarded=form), Standing(SMALL)
    full, small = places([worked_in, second], NARROW, corner)

    assert not QRect(small, SMALL).intersects(form.translated(full))
    assert NARROW.contains(QRect(small, SMALL))


@pytest.mark.parametrize("corner", ["top-left", "bottom-right"])
def test_a_card_that_stays_where_it_is_has_the_others_stand_beside_it(corner: str) -> None:
    pinned = Standing(SMALL, at=QPoint(700, 300))
    cards = [Standing(SMALL), pinned, Standing(SMALL)]
    found = [QRect(place, SMALL) for place in places(cards, SCREEN, corner)]

    assert found[1].topLeft() == QPoint(700, 300)
    assert not any(a.intersects(b) for a in found for b in found if a is not b)


@pytest.mark.parametrize(
    ("point", "corner"),
    [
        (QPoint(10, 10), "top-left"),
        (QPoint(1900, 500), "top-right"),
        (QPoint(900, 1000), "bottom-left"),
        (QPoint(1000, 530), "bottom-right"),
    ],
)
def test_a_card_snaps_to_the_corner_that_is_nearest(point: QPoint, corner: str) -> None:
    assert nearest_corner(point, SCREEN) == corner
