"""What a card is painted on: the ground, the header's ground, and a thin edge."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath
from PySide6.QtWidgets import QWidget

from ui.theme.scale import CORNER_LARGE
from ui.theme.theme import Theme

BRAND = 6


def paint_ground(card: QWidget, header_height: int, header_role: str, theme: Theme, brand: str = "") -> None:
    """Paint it; `header_role` names the colour of the header, `brand` is one as #rrggbb, a bar at its edge."""
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
    if brand:
        apart = theme.colour("on_header")
        apart.setAlphaF(0.45)
        painter.fillRect(BRAND, 0, 1, header_height, apart)
        painter.fillRect(0, 0, BRAND, header_height, QColor(brand))
    painter.restore()
    painter.setPen(theme.colour("line"))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(whole, CORNER_LARGE, CORNER_LARGE)
    painter.end()
