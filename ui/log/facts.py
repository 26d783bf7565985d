"""Short facts below or beside one another: what it is, and its value."""

from PySide6.QtWidgets import QGridLayout, QWidget

from ui.components.line import Line
from ui.theme.palette import Ink
from ui.theme.scale import GAP, Type

NAMES = 140


class Facts(QWidget):
    """Names at the left, values at the right, in so many columns; a fact without a value is left out."""

    def __init__(self, names: tuple[str, ...], *, columns: int = 1) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(2)
        self._grid, self._columns = grid, columns
        self._lines: list[tuple[Line, Line]] = []
        for place in range(columns):
            grid.setColumnStretch(2 * place + 1, 1)
        for name in names:
            label, value = Line(Type.SMALL, Ink.QUIET, width=NAMES), Line(Type.BODY)
            label.tell(name)
            self._lines.append((label, value))
        self.show_values(("",) * len(names))

    def name(self, place: int, name: str) -> None:
        """Call the fact at this place otherwise."""
        self._lines[place][0].tell(name)

    def show_values(self, values: tuple[str, ...]) -> None:
        """Show the values, in the order of the names, without gaps."""
        shown = 0
        for (label, line), value in zip(self._lines, values, strict=True):
            row, column = divmod(shown, self._columns)
            line.tell(value)
            for part, beside in ((label, 0), (line, 1)):
                self._grid.removeWidget(part)
                self._grid.addWidget(part, row, 2 * column + beside)
                part.setVisible(bool(value))
            shown += bool(value)
