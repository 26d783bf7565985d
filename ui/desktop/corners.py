"""Where cards stand: stacked from a corner of the screen, in a further column where one is full."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize

MARGIN = 16
GAP = 10


def places(sizes: Sequence[QSize], screen: QRect, corner: str) -> list[QPoint]:
    """The upper left point of each card, the first one nearest to the corner.

    Args:
        sizes: How large the cards are, in order.
        screen: The part of the screen that is free of task bars.
        corner: "top-left", "top-right", "bottom-left" or "bottom-right".
    """
    bottom, right = corner.startswith("bottom"), corner.endswith("right")
    room = screen.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
    found = []
    along, across, widest = 0, 0, 0
    for size in sizes:
        if along and along + size.height() > room.height():
            along, across, widest = 0, across + widest + GAP, 0
        left = room.right() + 1 - across - size.width() if right else room.left() + across
        top = room.bottom() + 1 - along - size.height() if bottom else room.top() + along
        found.append(QPoint(max(screen.left(), left), max(screen.top(), top)))
        along += size.height() + GAP
        widest = max(widest, size.width())
    return found
