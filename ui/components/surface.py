"""A quiet ground with round corners, painted; it follows the theme."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme.elevation import paint_raised
from ui.theme.scale import CORNER
from ui.theme.theme import Theme


class Surface(QWidget):
    """A panel's ground, in the colour of a role; another role may outline it."""

    def __init__(
        self,
        theme: Theme,
        role: str = "surface",
        parent: QWidget | None = None,
        *,
        corner: int = CORNER,
        outline: str | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._role = role
        self._corner = corner
        self._outline = outline

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._outline is None:
            paint_raised(painter, QRectF(self.rect()), self._corner, self._theme, self._role)
        else:
            painter.setBrush(self._theme.colour(self._role))
            painter.setPen(self._theme.colour(self._outline))
            painter.drawRoundedRect(
                QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), self._corner, self._corner
            )
        painter.end()
