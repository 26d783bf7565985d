"""Cards stand in their corner, above one another, never off the screen."""

import pytest
from PySide6.QtCore import QRect, QSize

from ui.desktop.corners import MARGIN, places

SCREEN = QRect(0, 0, 1920, 1040)
SMALL, FULL = QSize(560, 462), QSize(820, 746)


@pytest.mark.parametrize("corner", ["top-left", "top-right", "bottom-left", "bottom-right"])
def test_the_first_card_stands_in_its_corner(corner: str) -> None:
    card = QRect(places([SMALL], SCREEN, corner)[0], SMALL)
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
    cards = [QRect(place, size) for place, size in zip(places(sizes, SCREEN, corner), sizes, strict=True)]
    for number, card in enumerate(cards):
        assert SCREEN.contains(card)
        assert not any(card.intersects(other) for other in cards[number + 1 :])


def test_on_a_second_screen_cards_stay_on_it() -> None:
    second = QRect(1920, 200, 1280, 800)
    assert second.contains(QRect(places([SMALL], second, "bottom-right")[0], SMALL))


def test_a_screen_smaller_than_the_cards_shows_their_beginning() -> None:
    tiny = QRect(0, 0, 500, 400)
    assert all(tiny.contains(place) for place in places([SMALL, SMALL, SMALL], tiny, "bottom-right"))
