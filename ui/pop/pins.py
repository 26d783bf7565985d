"""Where pinned cards stand: each on its screen, and there again when that screen was away for a while."""

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication

from ui.desktop.corners import Standing, nearest_corner, places
from ui.desktop.screens import screen_at


class Pins:
    """A place a call, counted from the corner of its screen: screens move when others come and go."""

    def __init__(self) -> None:
        self._places: dict[str, tuple[str, QPoint]] = {}

    def keep(self, call_id: str, place: QPoint) -> None:
        """The call's card stays there."""
        screen = screen_at(place)
        self._places[call_id] = screen.name(), place - screen.geometry().topLeft()

    def keep_in_corner(self, call_id: str, near: QPoint, size: QSize) -> None:
        """The call's card stays in the corner that is nearest to a point."""
        area = screen_at(near).availableGeometry()
        (place,) = places([Standing(size)], area, nearest_corner(near, area))
        self.keep(call_id, place)

    def forget(self, call_id: str) -> None:
        """The call's card stands with the others."""
        self._places.pop(call_id, None)

    def place_of(self, call_id: str, size: QSize) -> QPoint | None:
        """Where the card stands, wholly on its screen; None if it is not pinned or its screen is away."""
        name, place = self._places.get(call_id, ("", QPoint()))
        screen = next((each for each in QGuiApplication.screens() if each.name() == name), None)
        if screen is None or call_id not in self._places:
            return None
        return _inside(QRect(place + screen.geometry().topLeft(), size), screen.availableGeometry())


def _inside(card: QRect, area: QRect) -> QPoint:
    left = max(area.left(), min(card.left(), area.right() + 1 - card.width()))
    top = max(area.top(), min(card.top(), area.bottom() + 1 - card.height()))
    return QPoint(left, top)
