"""Where cards stand: from a corner of the screen along its edge, beside what stands there already."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize

MARGIN = 16
GAP = 10


@dataclass(frozen=True, slots=True)
class Standing:
    """One card that wants a place.

    Attributes:
        size: How large it is.
        at: Where it stays, because the agent put it there or is working in it; None is wherever there is room.
        guarded: The part of it that no other card may cover, counted from its upper left: what is written there.
    """

    size: QSize
    at: QPoint | None = None
    guarded: QRect | None = None


def places(cards: Sequence[Standing], screen: QRect, corner: str) -> list[QPoint]:
    """The upper left point of each card; of those that are free to move the first one is nearest to the corner.

    No card covers another one while there is room; where there is none, the least is covered, and never what is
    guarded as long as that can be helped.

    Args:
        cards: In order.
        screen: The part of the screen that is free of task bars.
        corner: "top-left", "top-right", "bottom-left" or "bottom-right".
    """
    room = screen.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
    found: dict[int, QPoint] = {}
    taken: list[QRect] = []
    guarded: list[QRect] = []
    for number in sorted(range(len(cards)), key=lambda number: _urgency(cards[number])):
        card = cards[number]
        place = card.at
        if place is None:
            place = _free_place(card.size, room, corner, taken, guarded)
            place = QPoint(max(screen.left(), place.x()), max(screen.top(), place.y()))
        found[number] = place
        taken.append(QRect(place, card.size))
        if card.guarded is not None:
            guarded.append(card.guarded.translated(place))
    return [found[number] for number in range(len(cards))]


def nearest_corner(point: QPoint, screen: QRect) -> str:
    """The corner of the screen that a point is nearest to."""
    centre = screen.center()
    down = "bottom" if point.y() > centre.y() else "top"
    return f"{down}-{'right' if point.x() > centre.x() else 'left'}"


def _urgency(card: Standing) -> int:
    """What stays comes first, then what is written in, then the others in their order."""
    return 0 if card.at is not None else 1 if card.guarded is not None else 2


def _free_place(
    size: QSize, room: QRect, corner: str, taken: Sequence[QRect], guarded: Sequence[QRect]
) -> QPoint:
    bottom, right = corner.startswith("bottom"), corner.endswith("right")

    def badness(place: QPoint) -> tuple[int, int, int, int]:
        card = QRect(place, size)
        across = room.right() - card.right() if right else card.left() - room.left()
        along = room.bottom() - card.bottom() if bottom else card.top() - room.top()
        return _covered(card, guarded), _covered(card, taken), across, along

    return min(_candidates(size, room, taken), key=badness)


def _candidates(size: QSize, room: QRect, taken: Sequence[QRect]) -> Iterator[QPoint]:
    """Every place at an edge of the room or of a card that stands already."""
    last_left = max(room.left(), room.right() + 1 - size.width())
    last_top = max(room.top(), room.bottom() + 1 - size.height())
    lefts, tops = {room.left(), last_left}, {room.top(), last_top}
    for other in taken:
        lefts |= {other.left() - GAP - size.width(), other.right() + 1 + GAP}
        tops |= {other.top() - GAP - size.height(), other.bottom() + 1 + GAP}
    for left in lefts:
        for top in tops:
            if room.left() <= left <= last_left and room.top() <= top <= last_top:
                yield QPoint(left, top)


def _covered(card: QRect, others: Sequence[QRect]) -> int:
    """How many points of the others it covers."""
    both = (card & other for other in others)
    return sum(shared.width() * shared.height() for shared in both if not shared.isEmpty())
