"""A text of a few lines at most, painted; what does not fit is cut with an ellipsis and told in a tooltip."""

from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.components.breaking import broken
from ui.components.tip import explain
from ui.theme.fonts import font
from ui.theme.palette import Ink
from ui.theme.scale import Type


class Lines(QWidget):
    """`text` is all of it, whatever of it fits."""

    def __init__(self, kind: Type, ink: Ink = Ink.PLAIN, *, at_most: int = 2) -> None:
        super().__init__()
        self._kind, self._at_most = kind, at_most
        self.setFixedHeight(kind.line)
        self.text = ""
        self.setFont(font(kind))
        self.setForegroundRole(ink.value)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def tell(self, text: str) -> None:
        """Show a text."""
        if text != self.text:
            self.text = text
            self.setAccessibleName(text)
            self._fit()

    def tint(self, ink: Ink) -> None:
        """Change what the colour means."""
        if self.foregroundRole() is not ink.value:
            self.setForegroundRole(ink.value)

    def height_in(self, width: int) -> int:
        """How high it would like to be in this width; it goes by the height that it is given."""
        return len(broken(self.text, self.font(), width, at_most=self._at_most)) * self._kind.line

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the text for the new room."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the lines."""
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        top = (self._kind.line + painter.fontMetrics().ascent() - painter.fontMetrics().descent()) // 2
        for place, line in enumerate(self._broken()):
            painter.drawText(0, top + place * self._kind.line, line)
        painter.end()

    def _fit(self) -> None:
        told = " ".join(self._broken())
        explain(self, self.text if told != self.text else "")
        self.update()

    def _broken(self) -> list[str]:
        lines = max(1, self.height() // self._kind.line)
        return broken(self.text, self.font(), self.width(), at_most=lines)
