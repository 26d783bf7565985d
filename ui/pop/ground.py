"""What a card is painted on: the ground, the header's ground, and a thin edge."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QWidget

from ui.theme.scale import CORNER_LARGE
from ui.theme.theme import Theme


def paint_ground(card: QWidget, header_height: int, header_role: str, theme: Theme) -> None:
    """Paint it; `header_role` names the colour of the header."""
    painter = QPainter(card)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    whole = QRectF(card.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
    outline = QPainterPath()
    outline.addRoundedRect(whole, CORNER_LARGE, CORNER_LARGE)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillPath(outline, theme.colour("ground"))
    painter.save()
    painter.setClipPath(outline)
    painter.fillRect(0, 0, card.width(), header_height, theme.colour(header_role))
    painter.restore()
    painter.setPen(theme.colour("line"))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(whole, CORNER_LARGE, CORNER_LARGE)
    painter.end()
