"""How much came in month by month, as small columns: a glance says whether it grows, and when it was last."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.components.tip import explain
from ui.theme.theme import Theme

HEIGHT, WIDTH = 20, 58
APART = 2
LEAST = 2.0
"""An empty month is a low step, so that it is seen to be one."""


class Sparkline(QWidget):
    """The newest column is the last; `show_values` says the same in words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shares: tuple[float, ...] = ()
        self.setFixedSize(WIDTH, HEIGHT)

    @property
    def shares(self) -> Sequence[float]:
        """Each column as a share of the highest."""
        return self._shares

    def show_values(self, values: Sequence[float], told: str) -> None:
        """Show these; `told` says them in words."""
        highest = max(values, default=0.0)
        self._shares = tuple(max(0.0, value) / highest for value in values) if highest > 0 else ()
        self.setAccessibleName(told)
        explain(self, told)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the columns; the last one stands out."""
        if not self._shares:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        wide = (self.width() + APART) / len(self._shares) - APART
        for place, share in enumerate(self._shares):
            high = max(LEAST, share * HEIGHT)
            role = "skeleton" if not share else "accent" if place == len(self._shares) - 1 else "chart"
            colour = self._theme.colour(role) if role != "chart" else self._theme.colours.chart[1]
            painter.setBrush(colour)
            at = QRectF(place * (wide + APART), HEIGHT - high, wide, high)
            painter.drawRoundedRect(at, min(2.0, high / 2), min(2.0, high / 2))
        painter.end()
