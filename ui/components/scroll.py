"""A scroll bar that stands back, a thin handle without arrows or groove; and a page that is scrolled by it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QScrollBar, QStyle, QStyleOptionSlider, QWidget

from ui.theme.theme import Theme

WIDTH = 10


class ThinScrollBar(QScrollBar):
    """The scroll bar of lists, tables and notes.

    Attributes:
        keyed: What it scrolls has the keyboard, and nothing else shows it.
    """

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        orientation: Qt.Orientation = Qt.Orientation.Vertical,
    ) -> None:
        super().__init__(orientation, parent)
        self._theme = theme
        self.keyed = False
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, on=False)

    def sizeHint(self) -> QSize:
        """Thin."""
        if self.orientation() is Qt.Orientation.Horizontal:
            return QSize(super().sizeHint().width(), WIDTH)
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
        colour = self._theme.colour("accent" if self.keyed else "quiet")
        if not self.keyed:
            colour.setAlphaF(0.6 if self.underMouse() or self.isSliderDown() else 0.32)
        painter.setBrush(colour)
        lies = self.orientation() is Qt.Orientation.Horizontal
        inset = (2, 3, -2, -2) if lies else (3, 2, -2, -2)
        painter.drawRoundedRect(QRectF(handle).adjusted(*inset), 2.5, 2.5)
        painter.end()


class ScrolledPage(QScrollArea):
    """One column as long as it needs to be; it takes the keyboard where there is something to scroll, and shows it."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._bar = ThinScrollBar(theme)
        self.setAccessibleName(name)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setVerticalScrollBar(self._bar)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._bar.rangeChanged.connect(self._may_scroll)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keys scroll it."""
        super().focusInEvent(event)
        self._show_keyed(on=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard is elsewhere."""
        super().focusOutEvent(event)
        self._show_keyed(on=False)

    def _show_keyed(self, *, on: bool) -> None:
        self._bar.keyed = on
        self._bar.update()

    def _may_scroll(self, first: int, last: int) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if last > first else Qt.FocusPolicy.NoFocus)
