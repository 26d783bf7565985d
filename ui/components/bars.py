"""Painted figures: the aging of what is owed, and how much of a limit is used."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.components.tip import explain
from ui.theme.theme import Theme

HEIGHT = 8


class _Bar(QWidget):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts: list[tuple[float, str]] = []
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def colour(self, name: str) -> str:
        """The colour of a part, as #rrggbb."""
        return str(getattr(self._theme.colours, name))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the parts beside one another in one round groove."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        groove = QPainterPath()
        groove.addRoundedRect(QRectF(self.rect()), HEIGHT / 2, HEIGHT / 2)
        painter.fillPath(groove, self._theme.colour("skeleton"))
        painter.setClipPath(groove)
        painter.setPen(Qt.PenStyle.NoPen)
        left = 0.0
        for share, name in self._parts:
            width = share * self.width()
            painter.fillRect(QRectF(left, 0, max(0.0, width - 1), HEIGHT), self.colour(name))
            left += width
        painter.end()


class AgingBar(_Bar):
    """Open amounts from current (calm) to over 90 days (alarming), as shares of the whole."""

    def show_amounts(self, amounts: Sequence[float], told: str) -> None:
        """Show the amounts of the five buckets; `told` says the same in words."""
        positive = [max(0.0, amount) for amount in amounts]
        whole = sum(positive)
        self._parts = [
            (amount / whole, str(place)) for place, amount in enumerate(positive) if whole and amount
        ]
        self.setAccessibleName(told)
        explain(self, told)
        self.update()

    def colour(self, name: str) -> str:
        """The colour of a bucket, by its place."""
        return self._theme.colours.aging[int(name)]


class Gauge(_Bar):
    """How much of something is used; full and beyond is alarming."""

    def show_share(self, used: float, told: str) -> None:
        """Show the share that is used, 0 to 1 or beyond; `told` says the same in words."""
        role = "bad" if used >= 1 else "caution" if used >= 0.8 else "accent"
        self._parts = [(min(1.0, max(0.0, used)), role)]
        self.setAccessibleName(told)
        explain(self, told)
        self.update()
