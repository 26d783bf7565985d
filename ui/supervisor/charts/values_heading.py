"""The headings of a table of values: quiet names over a thin line."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView

from ui.theme.fonts import font
from ui.theme.scale import Type
from ui.theme.theme import Theme

HEIGHT, INSET = 26, 4


class ValuesHeading(QHeaderView):
    """The first name at the left, the others above their figures at the right."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme = theme
        self.setFont(font(Type.CAPTION))
        self.setFixedHeight(HEIGHT)
        self.setMinimumSectionSize(34)
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """Paint one name."""
        painter.save()
        painter.fillRect(rect, self._theme.colour("surface"))
        painter.setPen(self._theme.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(self.font())
        painter.setPen(self._theme.colour("quiet"))
        room = rect.adjusted(INSET, 0, -INSET, 0)
        side = Qt.AlignmentFlag.AlignRight if logical else Qt.AlignmentFlag.AlignLeft
        name = self.model().headerData(logical, self.orientation())
        shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | side, shown)
        painter.restore()
