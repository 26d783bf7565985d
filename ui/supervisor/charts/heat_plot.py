"""A heat map: the more, the darker, with the numbers written into the cells where they fit."""

import pyqtgraph as pg  # type: ignore[import-untyped] # it ships no types
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from ui.components.look import Look
from ui.supervisor.charts.plot import Plot
from ui.supervisor.charts.shapes import Heat
from ui.theme.fonts import font
from ui.theme.scale import Type

GAP, ROUND = 1.5, 4
EMPTY = Heat("", (), (), (), (), values=None)  # type: ignore[arg-type] # no table of nothing


class HeatPlot(Plot):
    """A heat map; its first row is the upper one."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, {})
        self._item = _Cells(look, self)
        self.addItem(self._item)
        self.getPlotItem().invertY(b=True)
        self.getPlotItem().getAxis("left").setWidth(44)

    def show_chart(self, heat: Heat) -> None:
        """Show these counts."""
        self.point(None)
        self.rows, self.columns = len(heat.rows), len(heat.columns)
        self.setAccessibleName(heat.told)
        self._item.show_heat(heat)
        step = -(-self.columns // 12) or 1
        item = self.getPlotItem()
        item.getAxis("left").setTicks([list(enumerate(heat.rows))])
        item.getAxis("bottom").setTicks([[(at, heat.columns[at]) for at in range(0, self.columns, step)]])
        self.setXRange(-0.5, self.columns - 0.5, padding=0)
        self.setYRange(-0.5, self.rows - 0.5, padding=0)


class _Cells(pg.GraphicsObject):  # type: ignore[misc] # pyqtgraph ships no types
    """Painted in pixels, so that gaps and corners are the same at every size."""

    def __init__(self, look: Look, plot: Plot) -> None:
        super().__init__()
        self._look = look
        self._plot = plot
        self._heat = EMPTY

    def show_heat(self, heat: Heat) -> None:
        """Show these."""
        self.prepareGeometryChange()
        self._heat = heat
        self.update()

    def boundingRect(self) -> QRectF:
        """All cells."""
        return QRectF(-0.5, -0.5, max(1, len(self._heat.columns)), max(1, len(self._heat.rows)))

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Paint each cell."""
        to_pixels = painter.transform()
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(Type.CAPTION))
        for row, counts in enumerate(self._heat.counts):
            for column, count in enumerate(counts):
                room = to_pixels.mapRect(QRectF(column - 0.5, row - 0.5, 1, 1)).adjusted(GAP, GAP, -GAP, -GAP)
                self._paint_cell(painter, room, count, pointed=self._plot.cell == (row, column))
        painter.restore()

    def _paint_cell(self, painter: QPainter, room: QRectF, count: int, *, pointed: bool) -> None:
        ground = self._colour(count)
        painter.setBrush(ground)
        painter.setPen(QPen(self._look.theme.colour("ink"), 2) if pointed else QPen(Qt.PenStyle.NoPen))
        painter.drawRoundedRect(room, ROUND, ROUND)
        told = self._look.wording.written.number(count)
        metrics = painter.fontMetrics()
        if (
            count
            and metrics.horizontalAdvance(told) + 4 <= room.width()
            and metrics.height() <= room.height()
        ):
            painter.setPen(_readable_on(ground))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, told)

    def _colour(self, count: int) -> QColor:
        """Between few and many; nothing is the ground of a field."""
        theme = self._look.theme
        if not count:
            return theme.colour("field")
        few, many = map(QColor, theme.colours.heat)
        share = count / self._heat.highest
        return QColor.fromRgbF(
            few.redF() + (many.redF() - few.redF()) * share,
            few.greenF() + (many.greenF() - few.greenF()) * share,
            few.blueF() + (many.blueF() - few.blueF()) * share,
        )


def _readable_on(ground: QColor) -> QColor:
    """Black or white, whichever is read better (WCAG 2)."""
    linear = [((c + 0.055) / 1.055) ** 2.4 for c in (ground.redF(), ground.greenF(), ground.blueF())]
    bright = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return QColor("#0f1420" if bright > 0.18 else "#ffffff")
