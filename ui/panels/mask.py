"""What stands on a panel whose answer the agent may not see yet: quiet bars, why, and the way to see it."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from screenpop.sentences import say
from ui.components.boxes import column, line
from ui.components.button import Button
from ui.components.line import Line
from ui.components.look import Look
from ui.components.tip import explain
from ui.theme.icons import Icon
from ui.theme.palette import Ink
from ui.theme.scale import CORNER_SMALL, GAP_SMALL, GAP_TINY, Type
from ui.theme.theme import Theme

BARS = 6
BAR, APART, HIGH = 22, 5, 16


class Bars(QWidget):
    """Blocks where a figure would stand. They are always the same: nothing of the answer is in them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(HIGH + 2 * GAP_TINY)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a lock and the blocks."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._theme.icons.paint(
            painter, Icon.LOCK, self._theme.colour("quiet"), QRectF(0, GAP_TINY, HIGH, HIGH)
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("skeleton"))
        for place in range(BARS):
            left = HIGH + GAP_SMALL + place * (BAR + APART)
            painter.drawRoundedRect(QRectF(left, GAP_TINY, BAR, HIGH), CORNER_SMALL, CORNER_SMALL)
        painter.end()


class Mask(QWidget):
    """`reveal` is offered where the agent may see it all the same."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.reveal = Button(look.theme, look.text(say("Show")), icon=Icon.EYE)
        explain(self.reveal, look.text(say("Who looks at what is hidden is put on record")))
        self.why = Line(Type.SMALL, Ink.QUIET)
        layout = column(self, margins=(0, GAP_TINY, 0, 0), gap=GAP_TINY)
        layout.addWidget(Bars(look.theme))
        layout.addWidget(self.why)
        below = line()
        below.addWidget(self.reveal)
        below.addStretch(1)
        layout.addLayout(below)
        layout.addStretch(1)

    def tell(self, why: str, *, may_reveal: bool) -> None:
        """Say why nothing is shown."""
        self.why.tell(why)
        self.reveal.setVisible(may_reveal)
