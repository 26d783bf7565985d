"""How a card is divided: how large it is, and where each panel stands, for any number of panels and any screen."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize

from ui.panels.frame import Room
from ui.theme.scale import GAP, GAP_SMALL

SMALL_WIDTH, ROW, PAD = 440, 26, 5
"""The card that rings has a row for each panel, which tells what counts."""
WHO = 250
"""So high is what asks who it is, or shows one thing in full."""
SMALL_PANEL, FULL_PANEL, BRIEF_PANEL = 128, 190, 54
NARROWEST = 264
WIDTHS = {2: 820, 3: 1116, 4: 1240}
"""Of the full card, by its columns."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a panel stands, and how much room it has."""

    place: QRect
    room: Room


@dataclass(frozen=True, slots=True)
class Plan:
    """The panels' part of a card.

    Attributes:
        width: Of the whole card.
        body: How high all panels are together.
    """

    width: int
    body: int
    cells: Sequence[Cell]


def small(panels: int, *, pages: bool = False) -> Plan:
    """The card that rings: each panel tells what counts on a row of its own.

    Args:
        panels: How many there are.
        pages: Something else stands there instead, which needs its room.
    """
    width = SMALL_WIDTH - 2 * GAP
    cells = _rows(panels, width)
    rows = panels * ROW + 2 * PAD if panels else 0
    return Plan(SMALL_WIDTH, max(rows, WHO) if pages or not panels else rows, cells)


def full(panels: int, screen: QSize, besides: int) -> Plan:
    """The card that is worked in: as many columns as keep it low, as far as the screen has room.

    Args:
        panels: How many there are.
        screen: What is free of the screen.
        besides: The height of all on the card that is no panel.
    """
    columns, width = _columns(panels, screen), width_of(panels, screen, full=True)
    height, room = _height(panels, columns, screen.height() - besides)
    places = _grid(panels, columns, width - 2 * GAP, height, 0)
    return Plan(width, _end(places) or height, [Cell(place, room) for place in places])


def within(panels: int, width: int, height: int) -> Plan:
    """A page of another window: as many columns as fit side by side, as high as there is room; else rows."""
    columns = max(1, min(panels, (width + GAP_SMALL) // (NARROWEST + GAP_SMALL)))
    high, room = _height(panels, columns, height)
    places = _grid(panels, columns, width, high, 0)
    if _end(places) > height:
        return Plan(width, panels * ROW + 2 * PAD, _rows(panels, width))
    return Plan(width, _end(places) or high, [Cell(place, room) for place in places])


def width_of(panels: int, screen: QSize, *, full: bool) -> int:
    """How wide the whole card is, whatever else stands on it."""
    return max(WIDTHS[2], min(WIDTHS[_columns(panels, screen)], screen.width())) if full else SMALL_WIDTH


def _rows(panels: int, width: int) -> Sequence[Cell]:
    """Each panel tells what counts on a row of its own."""
    return [Cell(QRect(0, PAD + place * ROW, width, ROW), Room.ROW) for place in range(panels)]


def _height(panels: int, columns: int, free: int) -> tuple[int, Room]:
    """How high each panel is where so much is free for all, and what it has room for."""
    rows = max(1, -(-panels // columns))
    fitting = (free - (rows - 1) * GAP_SMALL) // rows
    height = max(BRIEF_PANEL, min(FULL_PANEL, fitting))
    if height < SMALL_PANEL - 2 * GAP_SMALL:
        return BRIEF_PANEL, Room.BRIEF
    return height, Room.FULL if height >= (SMALL_PANEL + FULL_PANEL) // 2 else Room.COMPACT


def _columns(panels: int, screen: QSize) -> int:
    columns = 2 if panels <= 4 else 3 if panels <= 6 else 4
    while columns > 2 and columns * (NARROWEST + GAP_SMALL) - GAP_SMALL + 2 * GAP > screen.width():
        columns -= 1
    return columns


def _grid(panels: int, columns: int, width: int, height: int, top: int) -> list[QRect]:
    """Panels of one height side by side; the last one takes the rest of its row."""
    single = (width - (columns - 1) * GAP_SMALL) // columns
    found = []
    for place in range(panels):
        row, column = divmod(place, columns)
        left = column * (single + GAP_SMALL)
        wide = width - left if place == panels - 1 or column == columns - 1 else single
        found.append(QRect(left, top + row * (height + GAP_SMALL), wide, height))
    return found


def _end(places: Sequence[QRect]) -> int:
    return max((place.bottom() + 1 for place in places), default=0)
