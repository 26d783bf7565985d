"""How the line stands, in one place of the window: a mark and a few words."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.components.boxes import line
from ui.components.line import Line
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.tip import explain
from ui.desktop.line_state import LineState, Standing
from ui.desktop.tray import paint_mark
from ui.theme.palette import Ink
from ui.theme.scale import GAP_SMALL, Type

MARK = 12


class LinePill(QWidget):
    """Mark and words; the tooltip tells all of it, of several lines a line each."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._standing = Standing.STARTING
        self.text = Line(Type.SMALL, Ink.QUIET, align=Qt.AlignmentFlag.AlignRight)
        self.text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        line(self).addWidget(self.text)

    def show_line(self, lines: LineState) -> None:
        """Show how the lines stand."""
        self._standing = lines.standing
        self.text.tell(harmless(self._look.text(lines.told())))
        self.text.tint(Ink.QUIET if self._standing in (Standing.UP, Standing.STARTING) else Ink.BAD)
        each = lines.each() or (lines.told(),)
        explain(self, *(harmless(self._look.text(sentence)) for sentence in each))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        words = self.text.fontMetrics().horizontalAdvance(self.text.text())
        left = max(0, self.width() - words - MARK - GAP_SMALL)
        square = QRectF(left, (self.height() - MARK) / 2, MARK, MARK)
        paint_mark(painter, square, self._standing, self._look, self._look.theme.colour("ground"))
        painter.end()
