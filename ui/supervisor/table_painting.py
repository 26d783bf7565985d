"""Paints what stands in the tables: the names of the columns, the cells, and the row at hand."""

from typing import Generic, TypeVar

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.components.listing import Index
from ui.components.look import Look
from ui.log.columns import Column, Told
from ui.log.paged_rows import TOLD, PagedRows
from ui.theme.fonts import font
from ui.theme.scale import GAP_SMALL, Type
from ui.theme.theme import Theme

T = TypeVar("T")
ROW, HEADER, ICON = 32, 30, 16
NARROW = 48
"""A column of this width or less shows its icon alone."""


class Header(QHeaderView):
    """The names of the columns; their edges can be pulled."""

    def __init__(self, theme: Theme, columns: tuple[Column[T], ...]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme = theme
        self._columns = columns
        self.setFont(font(Type.CAPTION))
        self.setFixedHeight(HEADER)
        self.setMinimumSectionSize(28)
        self.setStretchLastSection(True)
        self.setSectionsClickable(False)
        self.viewport().setAutoFillBackground(False)

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """Paint one name over a thin line."""
        painter.save()
        painter.setPen(self._theme.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        column = self._columns[logical]
        if column.width > NARROW:
            painter.setFont(self.font())
            painter.setPen(self._theme.colour("quiet"))
            room = rect.adjusted(GAP_SMALL, 0, -GAP_SMALL, 0)
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            name = self.model().headerData(logical, self.orientation())
            shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | side, shown)
        painter.restore()


class CellPainter(QStyledItemDelegate, Generic[T]):
    """Paints a cell; the whole row is tinted where the mouse or the keyboard is.

    Attributes:
        hovered: The row under the mouse, -1 for none.
        at_hand: The row that keys act on, -1 for none.
    """

    def __init__(self, look: Look, rows: PagedRows[T]) -> None:
        super().__init__()
        self._theme = look.theme
        self._rows = rows
        self.hovered = -1
        self.at_hand = -1

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All alike."""
        return QSize(50, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground, the icon and the text; a bar where the row is still on its way."""
        theme, rect = self._theme, QRect(option.rect)
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or index.row() == self.hovered:
            painter.fillRect(rect, theme.colour("selected" if chosen else "field"))
        if index.row() == self.at_hand:
            painter.setPen(theme.colour("accent"))
            painter.drawLine(rect.topLeft(), rect.topRight())
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        told: Told[T] | None = index.data(TOLD)
        column = self._rows.columns[index.column()]
        room = rect.adjusted(GAP_SMALL, 0, -GAP_SMALL, 0)
        if told is None:
            painter.fillRect(
                QRect(room.left(), room.center().y() - 3, room.width() // 2, 7), theme.colour("skeleton")
            )
            return
        if column.icon is not None:
            icon, role = column.icon(told.row)
            square = QRectF(room.left(), rect.top() + (rect.height() - ICON) / 2, ICON, ICON)
            theme.icons.paint(painter, icon, theme.colour(role), square)
            room.setLeft(room.left() + ICON + GAP_SMALL - 2)
            if column.width <= NARROW:
                return
        painter.setFont(option.font)
        painter.setPen(theme.colour(column.ink(told.row)))
        shown = painter.fontMetrics().elidedText(
            told.texts[index.column()], Qt.TextElideMode.ElideRight, room.width()
        )
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | side, shown)
