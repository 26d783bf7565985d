"""What every view of the supervisors' window looks like: a heading, its tools at the right, and what it shows."""

from PySide6.QtWidgets import QWidget

from screenpop.sentences import Sentence
from ui.components.boxes import column, line
from ui.components.line import Line
from ui.components.look import Look
from ui.components.outside import harmless
from ui.theme.palette import Ink
from ui.theme.scale import GAP, GAP_LARGE, GAP_SMALL, Type


class Page(QWidget):
    """A heading with room for tools; `body` takes what the view shows, `foot` says how things stand."""

    def __init__(self, look: Look, title: Sentence) -> None:
        super().__init__()
        self._look = look
        self.heading = Line(Type.FIGURE)
        self.heading.tell(look.text(title))
        self.foot = Line(Type.SMALL, Ink.QUIET)
        self.tools = line(gap=GAP_SMALL)
        self.body = column(gap=GAP)
        top = line(gap=GAP_LARGE)
        top.addWidget(self.heading, 1)
        top.addLayout(self.tools)
        layout = column(self, margins=(GAP_LARGE + 4, GAP, GAP_LARGE + 4, GAP), gap=GAP)
        layout.addLayout(top)
        layout.addLayout(self.body, 1)
        layout.addWidget(self.foot)

    def tell(self, sentence: Sentence | None, *, bad: bool = False) -> None:
        """Say in one line below how things stand."""
        self.foot.tint(Ink.BAD if bad else Ink.QUIET)
        self.foot.tell(harmless(self._look.text(sentence), longest=600) if sentence else "")
