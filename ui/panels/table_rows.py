"""The rows of a company's own panel: painted by the kind of each column; a row opens in full, a link its page."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from screenpop.answers.table import Cell, ColumnKind, TableAnswer
from ui.components.listing import ITEM, Index, QuietList
from ui.components.look import Look
from ui.components.pill import paint_pill, pill_width
from ui.panels.table_cells import address_of, at_the_right, name_of, told
from ui.panels.table_columns import Place, Wanted, places
from ui.theme.fonts import font
from ui.theme.scale import CORNER_SMALL, Type

HEIGHT = 22
MEASURED = 60
"""So many rows say how wide a column is."""
MORE = 26
"""Where columns have no room, so much is left for how many they are."""
_INKS = {ColumnKind.LINK: "accent", ColumnKind.WARNING: "bad", ColumnKind.DATE: "quiet"}


class Told(NamedTuple):
    """A row with the texts of its cells."""

    cells: Sequence[Cell]
    texts: Sequence[str]


class _Painter(QStyledItemDelegate):
    """Paints one row."""

    def __init__(self, look: Look, owner: "TableRows") -> None:
        super().__init__(owner)
        self._theme = look.theme
        self._owner = owner

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All alike."""
        return QSize(50, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the cells that have room."""
        row: Told = index.data(ITEM)
        rect, theme = QRect(option.rect), self._theme
        state: QStyle.StateFlag = option.state
        if state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selected"))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), CORNER_SMALL, CORNER_SMALL)
        painter.setFont(option.font)
        for place in self._owner.places:
            text = row.texts[place.column]
            if text:
                cell = QRect(rect.left() + place.left, rect.top(), place.width, rect.height())
                self._paint_cell(painter, cell, place.column, text)

    def _paint_cell(self, painter: QPainter, cell: QRect, column: int, text: str) -> None:
        kind = self._owner.kinds[column]
        if kind is ColumnKind.BADGE:
            width = min(cell.width(), pill_width(self._owner.captions, text))
            paint_pill(painter, QRect(cell.left(), cell.top(), width, cell.height()), text, self._theme)
            return
        painter.setPen(self._theme.colour(_INKS.get(kind, "ink")))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, cell.width())
        right = Qt.AlignmentFlag.AlignRight if column in self._owner.right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(cell, Qt.AlignmentFlag.AlignVCenter | right, shown)


class TableRows(QuietList[Told]):
    """`places` says which columns have room; `placed` comes when that changes; `followed` carries an address."""

    placed = Signal()
    followed = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look.theme, lambda row: ", ".join(filter(None, row.texts)))
        self._look = look
        self._wanted: tuple[Wanted, ...] = ()
        self.kinds: tuple[ColumnKind, ...] = ()
        self.right: frozenset[int] = frozenset()
        self.places: tuple[Place, ...] = ()
        self.captions = QFontMetrics(font(Type.CAPTION))
        self.setFont(font(Type.SMALL))
        self.setItemDelegate(_Painter(look, self))
        self.setUniformItemSizes(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_table(self, answer: TableAnswer) -> None:
        """Show all rows."""
        rows = [Told(row, [told(cell, self._look) for cell in row]) for row in answer.rows]
        self.kinds = tuple(column.kind for column in answer.columns)
        self.right = frozenset(
            place
            for place, column in enumerate(answer.columns)
            if at_the_right(column, [row.cells[place] for row in rows[:MEASURED]])
        )
        self._wanted = tuple(
            self._wish(place, name_of(column), [row.texts[place] for row in rows[:MEASURED]])
            for place, column in enumerate(answer.columns)
        )
        self._place()
        self.show_items(rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other columns may fit."""
        super().resizeEvent(event)
        self._place()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a link opens its page, one beside it the row."""
        address = self._link_at(event.position().toPoint())
        if address and event.button() is Qt.MouseButton.LeftButton:
            self.followed.emit(address)
            return
        super().mouseReleaseEvent(event)

    def sizeHint(self) -> QSize:
        """Whatever room there is."""
        return QSize(0, 0)

    def minimumSizeHint(self) -> QSize:
        """None at all will do."""
        return QSize(0, 0)

    def _link_at(self, point: QPoint) -> str | None:
        index: QModelIndex = self.indexAt(point)
        if not index.isValid():
            return None
        row: Told = index.data(ITEM)
        left = point.x() - self.visualRect(index).left()
        over = next((place for place in self.places if 0 <= left - place.left < place.width), None)
        return address_of(row.cells[over.column]) if over else None

    def _wish(self, place: int, name: str, texts: Sequence[str]) -> Wanted:
        kind = self.kinds[place]
        metrics = self.captions if kind is ColumnKind.BADGE else self.fontMetrics()
        inset = pill_width(metrics, "") if kind is ColumnKind.BADGE else 0
        widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
        if not widest:
            return Wanted(0, cut=False)
        width = max(widest + inset, self.captions.horizontalAdvance(name)) + 2
        whole = place in self.right or kind is ColumnKind.DATE
        return Wanted(width, cut=not whole, first=kind is ColumnKind.WARNING)

    @property
    def without_room(self) -> int:
        """How many columns have something to say and no room."""
        return sum(bool(wish.width) for wish in self._wanted) - len(self.places)

    def _place(self) -> None:
        room = self.viewport().width()
        found = places(self._wanted, room)
        if len(found) < sum(bool(wish.width) for wish in self._wanted):
            found = places(self._wanted, room - MORE)
        if found != self.places:
            self.places = found
            self.viewport().update()
            self.placed.emit()
