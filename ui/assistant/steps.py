"""The side of the assistant: which pages there are, where the reader is, and what was left out."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from screenpop.sentences import say
from ui.assistant.pages import TITLES
from ui.components.look import Look
from ui.theme.fonts import font
from ui.theme.icons import Icon
from ui.theme.scale import GAP, GAP_LARGE, GAP_SMALL, Type

WIDTH = 210
_HIGH = 40
_DOT = 22


class Steps(QWidget):
    """It shows and is not worked: Back and Next lead through the pages."""

    def __init__(self, look: Look, names: Sequence[str]) -> None:
        super().__init__()
        self._look, self._names = look, tuple(names)
        self._at = 0
        self._skipped: frozenset[str] = frozenset()
        self.setFixedWidth(WIDTH)

    def show_state(self, name: str, skipped: Sequence[str]) -> None:
        """Show where the reader is."""
        self._at = self._names.index(name)
        self._skipped = frozenset(skipped)
        told = say(
            "Step {step} of {steps}: {title}",
            step=self._at + 1,
            steps=len(self._names),
            title=self._look.text(TITLES[name]),
        )
        self.setAccessibleName(self._look.text(told))
        self.update()

    def minimumSizeHint(self) -> QSize:
        """All steps are seen."""
        return QSize(WIDTH, 2 * GAP_LARGE + _HIGH * len(self._names))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, and each step with its number or what became of it."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.colour("surface"))
        for place, name in enumerate(self._names):
            row = QRect(GAP_LARGE, GAP_LARGE + place * _HIGH, self.width() - GAP_LARGE - GAP_SMALL, _HIGH)
            self._paint_step(painter, row, place, name)
        painter.end()

    def _paint_step(self, painter: QPainter, row: QRect, place: int, name: str) -> None:
        theme, here, passed = self._look.theme, place == self._at, place < self._at
        dot = self._mirrored(QRect(row.x(), row.y() + (_HIGH - _DOT) // 2, _DOT, _DOT))
        painter.setPen(QPen(theme.colour("accent" if here or passed else "line"), 1.4))
        painter.setBrush(theme.colour("accent" if here else "surface"))
        painter.drawEllipse(QRectF(dot).adjusted(1, 1, -1, -1))
        painter.setFont(font(Type.CAPTION))
        if passed and name not in self._skipped:
            inside = QRectF(dot).adjusted(5, 5, -5, -5)
            theme.icons.paint(painter, Icon.CHECK, theme.colour("accent"), inside)
        else:
            painter.setPen(theme.colour("on_accent" if here else "quiet"))
            shown = "–" if passed else self._look.wording.written.number(place + 1)
            painter.drawText(dot, Qt.AlignmentFlag.AlignCenter, shown)
        painter.setFont(font(Type.STRONG if here else Type.BODY))
        painter.setPen(theme.colour("ink" if here else "quiet"))
        room = self._mirrored(row.adjusted(_DOT + GAP, 0, 0, 0))
        text = self._look.text(TITLES[name])
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown)

    def _mirrored(self, room: QRect) -> QRect:
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            return QRect(self.width() - room.right() - 1, room.y(), room.width(), room.height())
        return room
