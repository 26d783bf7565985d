"""Columns: stacked or beside one another, told apart by hatching too, with marks between them."""

import pyqtgraph as pg  # type: ignore[import-untyped] # it ships no types
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from ui.components.look import Look
from ui.supervisor.charts.plot import CountAxis, Plot
from ui.supervisor.charts.shapes import Bars
from ui.theme.fonts import font
from ui.theme.scale import Type
from ui.theme.theme import Theme

WIDTH, HEADROOM = 0.72, 1.14
EMPTY = Bars("", (), (), (), (), (), values=None)  # type: ignore[arg-type] # no table of nothing


class BarPlot(Plot):
    """A chart of columns."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, {"left": CountAxis(look.wording.written.number)})
        self._item = _Columns(look.theme, self)
        self.addItem(self._item)
        self.getPlotItem().getAxis("left").setGrid(255)
        self.getPlotItem().getAxis("left").setWidth(44)

    def show_chart(self, bars: Bars) -> None:
        """Show these columns."""
        self.point(None)
        self.rows, self.columns = 1, len(bars.counts)
        self.setAccessibleName(bars.told)
        self._item.show_bars(bars)
        self.getPlotItem().getAxis("bottom").setTicks([list(bars.ticks)])
        self.setXRange(-0.5, len(bars.counts) - 0.5, padding=0)
        self.setYRange(0, max(1.0, bars.highest * HEADROOM), padding=0)


class _Columns(pg.GraphicsObject):  # type: ignore[misc] # pyqtgraph ships no types
    """Painted in pixels, so that corners are round and gaps are the same at every size."""

    def __init__(self, theme: Theme, plot: Plot) -> None:
        super().__init__()
        self._theme = theme
        self._plot = plot
        self._bars = EMPTY

    def show_bars(self, bars: Bars) -> None:
        """Show these."""
        self.prepareGeometryChange()
        self._bars = bars
        self.update()

    def boundingRect(self) -> QRectF:
        """All columns with the room above them, where marks are named."""
        return QRectF(-0.5, 0, max(1, len(self._bars.counts)), max(1.0, self._bars.highest * HEADROOM))

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Paint the columns from the left to the right, then the marks."""
        to_pixels = painter.transform()
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for place, counts in enumerate(self._bars.counts):
            if self._plot.cell == (0, place):
                band = to_pixels.mapRect(QRectF(place - 0.5, 0, 1, self.boundingRect().height()))
                painter.fillRect(band, self._theme.colour("selected"))
            for series, rect, top in self._rects(place, counts):
                pixels = to_pixels.mapRect(rect)
                self._paint_bar(painter, pixels, series, round_top=top)
        for at, told in self._bars.marks:
            foot = to_pixels.map(QPointF(at, 0))
            head = to_pixels.map(QPointF(at, self.boundingRect().height()))
            self._paint_mark(painter, foot, head, told)
        painter.restore()

    def _rects(self, place: int, counts: tuple[int, ...]) -> list[tuple[int, QRectF, bool]]:
        """Where a column's parts stand, in counts; whether a part is the top one."""
        shown = [series for series, count in enumerate(counts) if count]
        if not self._bars.stacked:
            width = WIDTH / len(counts)
            left = place - WIDTH / 2
            return [(each, QRectF(left + each * width, 0, width, counts[each]), True) for each in shown]
        made, below = [], 0
        for each in shown:
            rect = QRectF(place - WIDTH / 2, below, WIDTH, counts[each])
            made.append((each, rect, each == shown[-1]))
            below += counts[each]
        return made

    def _paint_bar(self, painter: QPainter, room: QRectF, series: int, *, round_top: bool) -> None:
        told = self._bars.series[series]
        colour = QColor(self._theme.colours.chart[told.colour])
        inner = room.adjusted(0.5, 0.75, -0.5, 0 if room.height() < 3 else -0.75)
        radius = min(3.0, inner.width() / 3, inner.height()) if round_top else 0.0
        shape = QPainterPath()
        shape.addRoundedRect(inner, radius, radius)
        painter.fillPath(shape, colour)
        if told.hatched:
            light = QColor(self._theme.colours.surface)
            light.setAlphaF(0.45)
            painter.fillPath(shape, QBrush(light, Qt.BrushStyle.BDiagPattern))

    def _paint_mark(self, painter: QPainter, foot: QPointF, head: QPointF, told: str) -> None:
        painter.setPen(QPen(self._theme.colour("ink"), 1.2, Qt.PenStyle.DashLine))
        painter.drawLine(foot, head)
        painter.setFont(font(Type.CAPTION))
        width = painter.fontMetrics().horizontalAdvance(told)
        left = head.x() + 5 if head.x() + 5 + width < self._plot.width() else head.x() - 5 - width
        painter.drawText(round(left), round(head.y() + painter.fontMetrics().ascent() + 1), told)
        painter.setPen(Qt.PenStyle.NoPen)
