"""A scroll bar that stands back: a thin handle without arrows or groove."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider, QWidget

from ui.theme.theme import Theme

WIDTH = 10


class ThinScrollBar(QScrollBar):
    """The vertical scroll bar of lists and notes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, on=False)

    def sizeHint(self) -> QSize:
        """Thin."""
        return QSize(WIDTH, super().sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the handle, and nothing where there is nothing to scroll."""
        if self.maximum() <= self.minimum():
            return
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        handle = self.style().subControlRect(
            QStyle.ComplexControl.CC_ScrollBar, option, QStyle.SubControl.SC_ScrollBarSlider, self
        )
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        colour = self._theme.colour("quiet")
        colour.setAlphaF(0.6 if self.underMouse() or self.isSliderDown() else 0.32)
        painter.setBrush(colour)
        painter.drawRoundedRect(QRectF(handle).adjusted(3, 2, -2, -2), 2.5, 2.5)
        painter.end()
