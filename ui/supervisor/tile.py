"""A tile: one important number with its name, and what is to be said of it."""

from PySide6.QtCore import Qt

from ui.components.boxes import column, line
from ui.components.line import Line
from ui.components.look import Look
from ui.components.surface import Surface
from ui.theme.palette import Ink
from ui.theme.scale import GAP, GAP_SMALL, Type


class Tile(Surface):
    """Read out as one sentence."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look.theme, "surface")
        self.name = Line(Type.CAPTION, Ink.QUIET)
        self.name.tell(name)
        self.figure = Line(Type.NAME, natural=True)
        self.beside = Line(Type.SMALL, Ink.QUIET)
        self.beside.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        self.beside.setFixedHeight(Type.NAME.line - 4)
        self.below = Line(Type.SMALL, Ink.QUIET)
        layout = column(self, margins=(GAP + 2, GAP - 2, GAP, GAP - 2))
        layout.addWidget(self.name)
        first = line(gap=GAP_SMALL)
        first.addWidget(self.figure)
        first.addWidget(self.beside, 1)
        layout.addLayout(first)
        layout.addWidget(self.below)

    def show_figure(self, figure: str, beside: str = "", below: str = "", *, ink: Ink = Ink.QUIET) -> None:
        """Show a number; `ink` is what the line below it means."""
        self.figure.tell(figure)
        self.beside.tell(beside)
        self.below.tell(below)
        self.below.tint(ink)
        told = (f"{self.name.full}: {figure}", beside, below)
        self.setAccessibleName(", ".join(filter(None, told)))
