"""What each colour of a chart means, with the same hatching as its bars."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.components.look import Look
from ui.supervisor.charts.shapes import Series
from ui.theme.fonts import font
from ui.theme.scale import GAP_LARGE, Type

SWATCH, BETWEEN = 10, 6


class Legend(QWidget):
    """One line; nothing where there is but one colour."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._theme = look.theme
        self._series: tuple[Series, ...] = ()
        self.setFont(font(Type.SMALL))
        self.setFixedHeight(Type.SMALL.line)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def needed(self) -> bool:
        """There is more than one colour."""
        return bool(self._series)

    def show_series(self, series: tuple[Series, ...]) -> None:
        """Explain these colours."""
        self._series = series if len(series) > 1 else ()
        self.setAccessibleName(", ".join(each.name for each in self._series))
        self.setFixedWidth(self.sizeHint().width())
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its names."""
        advance = self.fontMetrics().horizontalAdvance
        width = sum(SWATCH + BETWEEN + advance(each.name) + GAP_LARGE for each in self._series)
        return QSize(width, Type.SMALL.line)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint each swatch and its name."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = 0
        for each in self._series:
            square = QRectF(left, (self.height() - SWATCH) / 2, SWATCH, SWATCH)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.colours.chart[each.colour]))
            painter.drawRoundedRect(square, 3, 3)
            if each.hatched:
                light = self._theme.colour("surface")
                light.setAlphaF(0.45)
                painter.setBrush(QBrush(light, Qt.BrushStyle.BDiagPattern))
                painter.drawRoundedRect(square, 3, 3)
            left += SWATCH + BETWEEN
            painter.setPen(self._theme.colour("quiet"))
            width = self.fontMetrics().horizontalAdvance(each.name)
            painter.drawText(left, 0, width + 4, self.height(), Qt.AlignmentFlag.AlignVCenter, each.name)
            left += width + GAP_LARGE
        painter.end()
