"""The small button in the row at hand that calls the row's number."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from screenpop.record.rows import LoggedCall
from ui.components.calling import KEY, call_it, to_call
from ui.components.look import Look
from ui.components.outside import tooltip
from ui.theme.icons import Icon
from ui.theme.scale import CORNER_SMALL, GAP_SMALL

SIZE = 28
ROOM = SIZE + GAP_SMALL


class RowButton:
    """Painted, not a widget: a list has thousands of rows. The keyboard and screen readers have the detail's button."""

    def __init__(self, look: Look) -> None:
        self._look = look

    def number(self, call: LoggedCall) -> str | None:
        """Whom it calls; None where it is not there."""
        return to_call(call.number, call.presented)

    def place(self, row: QRect, height: int) -> QRect:
        """Where it stands in a row, whose lowest part of that height is the call's."""
        square = QRect(0, 0, SIZE, SIZE)
        square.moveCenter(QPoint(row.right() - SIZE // 2 - GAP_SMALL, row.bottom() + 1 - height // 2))
        return square

    def paint(self, painter: QPainter, square: QRect, *, under_mouse: bool) -> None:
        """Paint it, on a tint while the mouse is over it."""
        ink = self._look.theme.colour("accent")
        if under_mouse:
            tint = QColor(ink)
            tint.setAlphaF(0.18)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tint)
            painter.drawRoundedRect(square, CORNER_SMALL, CORNER_SMALL)
        self._look.theme.icons.paint(painter, Icon.CALL_OUT, ink, QRectF(square).adjusted(5, 5, -5, -5))

    def tooltip(self, call: LoggedCall) -> str:
        """What it is called."""
        number = self.number(call)
        return tooltip(f"{call_it(number, self._look)} ({KEY})") if number else ""
