"""Lists without chrome: the items behind them, and how they scroll and take keys."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle

from ui.components.scroll import ThinScrollBar
from ui.theme.scale import CORNER_SMALL
from ui.theme.theme import Theme

Index = QModelIndex | QPersistentModelIndex
ITEM = Qt.ItemDataRole.UserRole
T = TypeVar("T")


def paint_keyboard(painter: QPainter, row: QRect, state: QStyle.StateFlag, theme: Theme) -> None:
    """Outline the row at hand while its list has the keyboard."""
    if state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(theme.colour("accent"), 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(row).adjusted(1, 2, -1, -2), CORNER_SMALL, CORNER_SMALL)


class Items(QAbstractListModel, Generic[T]):
    """The items as Qt wants them; `told` is an item's text for a screen reader."""

    def __init__(self, told: Callable[[T], str]) -> None:
        super().__init__()
        self._told = told
        self.items: Sequence[T] = ()

    def show_items(self, items: Sequence[T]) -> None:
        """Show these."""
        if items or self.items:
            self.beginResetModel()
            self.items = items
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 # Qt's own default
        """How many."""
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """An item, or its text."""
        item = self.items[index.row()]
        if role == ITEM:
            return item
        return self._told(item) if role == Qt.ItemDataRole.DisplayRole else None


class QuietList(QListView, Generic[T]):
    """`chosen` carries an item: clicked, or chosen by arrows and Enter."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, told: Callable[[T], str]) -> None:
        super().__init__()
        self.shown: Items[T] = Items(told)
        self.setModel(self.shown)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setMouseTracking(True)
        self.setVerticalScrollBar(ThinScrollBar(theme))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)

    def show_items(self, items: Sequence[T]) -> None:
        """Show these, from the beginning."""
        self.shown.show_items(items)
        self.scrollToTop()

    def count(self) -> int:
        """How many stand there."""
        return self.shown.rowCount()

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(ITEM))
