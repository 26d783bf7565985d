"""A small pill painted within a row: a status, a mark."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from ui.theme.fonts import font
from ui.theme.scale import GAP_SMALL, Type
from ui.theme.theme import Theme

HEIGHT = 16
_INSET = GAP_SMALL - 1


def pill_width(metrics: QFontMetrics, text: str) -> int:
    """How wide the pill of a text is, in the letters of a caption."""
    return metrics.horizontalAdvance(text) + 2 * _INSET


def paint_pill(
    painter: QPainter, room: QRect, text: str, theme: Theme, *, ground: str = "field", ink: str = "quiet"
) -> None:
    """Paint a pill in the middle of the room's height; a text that does not fit is cut."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    place = QRectF(room.left(), room.top() + (room.height() - HEIGHT) / 2, room.width(), HEIGHT)
    painter.setPen(theme.colour("line" if ground == "field" else ground))
    painter.setBrush(theme.colour(ground))
    painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), HEIGHT / 2, HEIGHT / 2)
    painter.setFont(font(Type.CAPTION))
    painter.setPen(theme.colour(ink))
    inner = place.adjusted(_INSET, 0, -_INSET + 1, 0)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(inner.width()) + 1)
    painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, shown)
    painter.restore()
