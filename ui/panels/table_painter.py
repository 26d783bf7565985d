"""Paints a row of a company's own panel: money at the right, badges as pills, links and warnings in their ink."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from screenpop.answers.table import Cell, ColumnKind
from ui.components.listing import ITEM, Index
from ui.components.look import Look
from ui.components.pill import paint_pill, pill_width
from ui.panels.table_cells import address_of
from ui.panels.table_columns import Place
from ui.theme.fonts import font
from ui.theme.scale import CORNER_SMALL, Type

HEIGHT = 22
_INKS = {ColumnKind.LINK: "accent", ColumnKind.WARNING: "bad", ColumnKind.DATE: "quiet"}


class Told(NamedTuple):
    """A row with the texts of its cells."""

    cells: Sequence[Cell]
    texts: Sequence[str]


class TablePainter(QStyledItemDelegate):
    """Paints one row.

    Attributes:
        kinds: What each column is.
        right: The columns whose cells stand at the right.
        places: Where the columns stand that have room.
        captions: How wide the letters of a pill are.
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._theme = look.theme
        self.kinds: tuple[ColumnKind, ...] = ()
        self.right: frozenset[int] = frozenset()
        self.places: tuple[Place, ...] = ()
        self.captions = QFontMetrics(font(Type.CAPTION))

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
        for place in self.places:
            if row.texts[place.column]:
                room = QRect(rect.left() + place.left, rect.top(), place.width, rect.height())
                self._paint_cell(painter, room, row, place.column)

    def _paint_cell(self, painter: QPainter, cell: QRect, row: Told, column: int) -> None:
        kind, text = self.kinds[column], row.texts[column]
        if kind is ColumnKind.LINK and address_of(row.cells[column]) is None:
            kind = ColumnKind.TEXT  # it opens nothing, and must not look as if it did
        if kind is ColumnKind.BADGE:
            width = min(cell.width(), pill_width(self.captions, text))
            paint_pill(painter, QRect(cell.left(), cell.top(), width, cell.height()), text, self._theme)
            return
        painter.setPen(self._theme.colour(_INKS.get(kind, "ink")))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, cell.width())
        right = Qt.AlignmentFlag.AlignRight if column in self.right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(cell, Qt.AlignmentFlag.AlignVCenter | right, shown)
