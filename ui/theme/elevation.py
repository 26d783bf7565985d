"""How a surface is lifted off the ground: a hair-thin edge, and a thin shadow beneath it."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ui.theme.theme import Theme


def paint_raised(painter: QPainter, room: QRectF, corner: float, theme: Theme, ground: str) -> None:
    """Paint a lifted ground in the colour of a role; in high contrast edge and shadow are one strong line."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("shade"))
    painter.drawRoundedRect(room.adjusted(0, 2, 0, 0), corner, corner)
    painter.setBrush(theme.colour(ground))
    painter.setPen(QPen(theme.colour("edge"), 1))
    painter.drawRoundedRect(room.adjusted(0.5, 0.5, -0.5, -1.5), corner, corner)
