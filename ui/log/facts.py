"""Short facts below one another: what it is, and its value."""

from PySide6.QtWidgets import QGridLayout, QWidget

from ui.components.line import Line
from ui.theme.palette import Ink
from ui.theme.scale import GAP, Type

NAMES = 130


class Facts(QWidget):
    """Names at the left, values at the right; a fact without a value is left out."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        self._lines: list[tuple[Line, Line]] = []
        for row, name in enumerate(names):
            label, value = Line(Type.SMALL, Ink.QUIET, width=NAMES), Line(Type.BODY)
            label.tell(name)
            grid.addWidget(label, row, 0)
            grid.addWidget(value, row, 1)
            self._lines.append((label, value))

    def name(self, place: int, name: str) -> None:
        """Call the fact at this place otherwise."""
        self._lines[place][0].tell(name)

    def show_values(self, values: tuple[str, ...]) -> None:
        """Show the values, in the order of the names."""
        for (label, line), value in zip(self._lines, values, strict=True):
            line.tell(value)
            label.setVisible(bool(value))
            line.setVisible(bool(value))
