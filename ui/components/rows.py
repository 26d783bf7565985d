"""A short table without chrome: painted in one go, the first column takes what room the others leave."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.components.outside import tooltip
from ui.theme.fonts import font
from ui.theme.scale import GAP_SMALL, Type
from ui.theme.theme import Theme

HEIGHT = 22


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what stands in front, what may be cut, and what stands at the right edge; `ink` is a role."""

    text: str
    before: str = ""
    after: str = ""
    ink: str = "ink"


class Rows(QWidget):
    """As many rows as there is room for."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: tuple[Row, ...] = ()
        self.setFont(font(Type.SMALL))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show these rows; those without room are left out."""
        self._rows = rows
        self.setAccessibleName("\n".join(" ".join(filter(None, (r.before, r.text, r.after))) for r in rows))
        self.update()

    def event(self, event: QEvent) -> bool:
        """Tell a row in full where the mouse rests."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            place = event.pos().y() // HEIGHT
            if 0 <= place < len(self._rows):
                QToolTip.showText(event.globalPos(), tooltip(self._rows[place].text), self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the rows that fit."""
        if not self._rows:
            return
        theme, metrics = self._theme, self.fontMetrics()
        painter = QPainter(self)
        painter.setFont(self.font())
        quiet = theme.colour("quiet")
        fitting = self._rows[: self.height() // HEIGHT]
        first = max((metrics.horizontalAdvance(row.before) for row in fitting), default=0)
        start = first + GAP_SMALL + 2 if first else 0
        for place, row in enumerate(fitting):
            room = QRect(0, place * HEIGHT, self.width(), HEIGHT)
            painter.setPen(quiet)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, row.before)
            painter.setPen(theme.colour(row.ink))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, row.after)
            end = metrics.horizontalAdvance(row.after) + GAP_SMALL + 2 if row.after else 0
            room.adjust(start, 0, -end, 0)
            painter.drawText(
                room,
                Qt.AlignmentFlag.AlignVCenter,
                metrics.elidedText(row.text, Qt.TextElideMode.ElideRight, room.width()),
            )
        painter.end()
