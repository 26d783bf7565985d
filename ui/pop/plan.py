"""How a card is divided: how large it is, and where each panel stands, for any number of panels and any screen."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize

from ui.panels.frame import Room
from ui.theme.scale import GAP, GAP_SMALL

SMALL_WIDTH, SMALL_PANEL = 560, 128
FULL_PANEL, BRIEF_PANEL = 190, 54
NARROWEST = 264
LARGE = 4
"""On the small card so many panels are large; the others tell what counts in one line."""
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


def small(panels: int) -> Plan:
    """The card that rings: two columns; the first panels large, the others brief. There is always room to search."""
    inner = SMALL_WIDTH - 2 * GAP
    least = 2 * SMALL_PANEL + GAP_SMALL
    few = panels <= 2
    large = _grid(min(panels, LARGE), 2, inner, least if few else SMALL_PANEL, 0)
    brief = _grid(max(0, panels - LARGE), 2, inner, BRIEF_PANEL, least + GAP_SMALL)
    cells = [Cell(place, Room.FULL if few else Room.COMPACT) for place in large]
    cells += [Cell(place, Room.BRIEF) for place in brief]
    return Plan(SMALL_WIDTH, max(least, _end(large + brief)), cells)


def full(panels: int, screen: QSize, besides: int) -> Plan:
    """The card that is worked in: as many columns as keep it low, as far as the screen has room.

    Args:
        panels: How many there are.
        screen: What is free of the screen.
        besides: The height of all on the card that is no panel.
    """
    columns = 2 if panels <= 4 else 3 if panels <= 6 else 4
    while columns > 2 and columns * (NARROWEST + GAP_SMALL) - GAP_SMALL + 2 * GAP > screen.width():
        columns -= 1
    width = max(WIDTHS[2], min(WIDTHS[columns], screen.width()))
    rows = max(1, -(-panels // columns))
    fitting = (screen.height() - besides - (rows - 1) * GAP_SMALL) // rows
    height = max(BRIEF_PANEL, min(FULL_PANEL, fitting))
    room = Room.FULL if height >= (SMALL_PANEL + FULL_PANEL) // 2 else Room.COMPACT
    if height < SMALL_PANEL - GAP_SMALL:
        height, room = BRIEF_PANEL, Room.BRIEF
    places = _grid(panels, columns, width - 2 * GAP, height, 0)
    return Plan(width, _end(places) or height, [Cell(place, room) for place in places])


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
