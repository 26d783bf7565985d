"""A chart's ground by pyqtgraph, in the theme's colours: axes, and a column pointed at by mouse or by arrow keys.

Importing this module loads pyqtgraph (a second): only `sheet` does, once the charts are looked at.
"""

from collections.abc import Callable

import pyqtgraph as pg  # type: ignore[import-untyped] # it ships no types
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPen

from ui.components.look import Look
from ui.theme.fonts import font
from ui.theme.scale import Type

_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_BEHIND = -200  # pyqtgraph has its box of items at -100, and grid lines would cross the bars
Cell = tuple[int, int]
"""Row and column; a chart of columns has one row."""


class CountAxis(pg.AxisItem):  # type: ignore[misc] # pyqtgraph ships no types
    """Whole numbers as the reader's country writes them."""

    def __init__(self, write: Callable[[int], str]) -> None:
        super().__init__("left")
        self._write = write

    def tickSpacing(self, low: float, high: float, size: float) -> list[tuple[float, float]]:
        """No half calls, and no finer marks between those with a number."""
        spacing = super().tickSpacing(low, high, size)[0][0]
        return [(max(1.0, spacing), 0.0)]

    def tickStrings(self, values: list[float], _scale: float, _spacing: float) -> list[str]:
        """The numbers."""
        return [self._write(round(value)) for value in values]


class Plot(pg.PlotWidget):  # type: ignore[misc] # pyqtgraph ships no types
    """Never zooms nor pans. `pointed` carries the cell that is pointed at, None for none."""

    pointed = Signal(object)

    def __init__(self, look: Look, axes: dict[str, pg.AxisItem]) -> None:
        super().__init__(background=None, axisItems=axes)
        self._look = look
        self.cell: Cell | None = None
        self.rows, self.columns = 0, 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(pg.PlotWidget.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        item = self.getPlotItem()
        item.hideButtons()
        item.setMenuEnabled(False)
        item.setMouseEnabled(x=False, y=False)
        item.getViewBox().setDefaultPadding(0)
        for axis in ("left", "bottom"):
            item.getAxis(axis).setStyle(tickFont=font(Type.CAPTION), tickLength=0, tickTextOffset=6)
            item.getAxis(axis).setZValue(_BEHIND)
        look.theme.changed.connect(self.dress)
        self.dress()

    def dress(self) -> None:
        """Take the theme's colours."""
        theme, item = self._look.theme, self.getPlotItem()
        for axis in (item.getAxis("left"), item.getAxis("bottom")):
            axis.setPen(QPen(Qt.PenStyle.NoPen))
            axis.setTickPen(theme.colour("line"))
            axis.setTextPen(theme.colour("quiet"))
        self.setBackground(theme.colour("surface"))
        self.update()

    def point(self, cell: Cell | None) -> None:
        """Point at a cell."""
        if cell != self.cell:
            self.cell = cell
            self.viewport().update()
            self.pointed.emit(cell)

    def read_out(self, reading: str) -> None:
        """Have a screen reader say what is pointed at."""
        self.setAccessibleDescription(reading)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at what is under the mouse."""
        super().mouseMoveEvent(event)
        place = self.getPlotItem().getViewBox().mapSceneToView(self.mapToScene(event.position().toPoint()))
        self.point(self._within(round(place.y()), round(place.x())))

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse points at nothing here."""
        super().leaveEvent(event)
        self.point(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys go from cell to cell."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or not self.columns or (step[0] and self.rows == 1):
            event.ignore()
            return
        row, column = self.cell or (0, -1 if step[1] > 0 else self.columns)
        self.point((_clamped(row + step[0], self.rows), _clamped(column + step[1], self.columns)))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nothing is pointed at by keys elsewhere."""
        super().focusOutEvent(event)
        self.point(None)

    def _within(self, row: int, column: int) -> Cell | None:
        row = 0 if self.rows == 1 else row
        return (row, column) if 0 <= row < self.rows and 0 <= column < self.columns else None


def _clamped(place: int, count: int) -> int:
    return max(0, min(count - 1, place))
