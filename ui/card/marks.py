"""What else matters of a caller, as pills side by side: "Important customer", "Promised: order 8812 by Friday"."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from screenpop.sentences import Sentence
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.tip import explain
from ui.theme.fonts import font
from ui.theme.scale import GAP_SMALL, GAP_TINY, Type

HEIGHT = 22
_INSET = GAP_SMALL + 1
_LEAST = 60
"""A pill that would be narrower than this says nothing."""


class Marks(QWidget):
    """The weightiest first; what does not fit is told in the tooltip."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.texts: tuple[str, ...] = ()
        self.setFont(font(Type.CAPTION))
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_marks(self, marks: Sequence[Sentence]) -> None:
        """Show these."""
        texts = tuple(filter(None, (harmless(self._look.text(mark)) for mark in marks)))
        if texts == self.texts:
            return
        self.texts = texts
        self.setAccessibleName(", ".join(texts))
        explain(self, *texts)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint as many as there is room for; the last one may be cut."""
        theme, left = self._look.theme, 0
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        metrics = QFontMetrics(self.font())
        ground = theme.colour("on_header")
        ground.setAlphaF(0.14)
        for text in self.texts:
            room = self.width() - left
            width = min(metrics.horizontalAdvance(text) + 2 * _INSET, room)
            if width < min(_LEAST, metrics.horizontalAdvance(text)):
                break
            pill = QRectF(left, 1, width, HEIGHT - 2)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
            painter.setPen(theme.colour("on_header"))
            inner = pill.adjusted(_INSET, 0, -_INSET + 2, 0)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(inner.width()))
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, shown)
            left += width + GAP_TINY + 2
        painter.end()
