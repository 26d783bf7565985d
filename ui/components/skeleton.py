"""What a panel shows while its department thinks: the quiet shape of an answer. It does not move."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme

_SHAPES = ((4, 0.46, 20), (36, 0.72, 9), (55, 0.58, 9))
_LINE, _THIN = 30, 10
"""On a single line, one thin bar in the middle."""


class Skeleton(QWidget):
    """Bars where a figure and two lines will stand."""

    def __init__(self, theme: Theme, told: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(told)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bars."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("skeleton"))
        single = ((self.height() - _THIN) // 2, 0.4, _THIN)
        for top, share, height in _SHAPES if self.height() > _LINE else (single,):
            painter.drawRoundedRect(QRectF(0, top, self.width() * share, height), 4, 4)
        painter.end()
