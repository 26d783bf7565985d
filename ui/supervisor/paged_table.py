"""A table without chrome over rows without end; the keyboard does all that the mouse does."""

from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QToolTip,
    QWidget,
)

from ui.components.look import Look
from ui.components.outside import tooltip
from ui.components.scroll import ThinScrollBar
from ui.log.paged_rows import PagedRows
from ui.supervisor.table_painting import NARROW, ROW, CellPainter, Header
from ui.theme.fonts import font
from ui.theme.scale import GAP_SMALL, Type

T = TypeVar("T")


class PagedTable(QTableView, Generic[T]):
    """`opened` carries the row that the reader opens, `turned` the one that they turn to."""

    opened = Signal(object)
    turned = Signal(object)

    def __init__(self, look: Look, rows: PagedRows[T], name: str) -> None:
        super().__init__()
        self._rows = rows
        self._kept: T | None = None
        self._painter = CellPainter(look, rows)
        self.setModel(rows)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(name)
        self.setHorizontalHeader(Header(look.theme, rows.columns))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.verticalHeader().hide()
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFont(font(Type.SMALL))
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setCornerWidget(QWidget())
        self.viewport().setAutoFillBackground(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBar(ThinScrollBar(look.theme))
        self.setHorizontalScrollBar(ThinScrollBar(look.theme, orientation=Qt.Orientation.Horizontal))
        header = self.horizontalHeader()
        for place, column in enumerate(rows.columns):
            heading = header.fontMetrics().horizontalAdvance(look.text(column.name)) + 2 * GAP_SMALL + 2
            self.setColumnWidth(place, max(column.width, heading) if column.width > NARROW else column.width)
        self.verticalScrollBar().valueChanged.connect(self._look_ahead)
        rows.loaded.connect(self._look_ahead)
        rows.modelAboutToBeReset.connect(self._remember)
        rows.modelReset.connect(self._turn_again)
        self.selectionModel().currentRowChanged.connect(self._turned)
        self.clicked.connect(self._open)

    @property
    def at_top(self) -> bool:
        """The reader sees the newest rows."""
        return self.verticalScrollBar().value() == 0

    @property
    def current(self) -> T | None:
        """The row that the reader turned to."""
        told = self._rows.at(self.currentIndex().row()) if self.currentIndex().isValid() else None
        return told.row if told else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Home and End go to the first and last row, Copy takes the row's texts."""
        key, rows = event.key(), self._rows.rowCount()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and rows:
            self.setCurrentIndex(self._rows.index(0 if key == Qt.Key.Key_Home else rows - 1, 0))
        elif event.matches(QKeySequence.StandardKey.Copy):
            told = self._rows.at(self.currentIndex().row()) if self.currentIndex().isValid() else None
            if told is not None:
                QGuiApplication.clipboard().setText("\t".join(told.texts))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The row at hand shows that keys go through the rows."""
        super().focusInEvent(event)
        self._show_at_hand()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard is elsewhere."""
        super().focusOutEvent(event)
        self._show_at_hand()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The row under the mouse is tinted."""
        super().mouseMoveEvent(event)
        self._hover(event.position().toPoint())

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse is over nothing here."""
        super().leaveEvent(event)
        self._hover(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More rows may be seen."""
        super().resizeEvent(event)
        self._look_ahead()

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell a cell in full where the mouse rests."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            text = index.data() if index.isValid() else None
            QToolTip.showText(event.globalPos(), tooltip(text or ""), self)
            return True
        return super().viewportEvent(event)

    def _show_at_hand(self) -> None:
        self._painter.at_hand = self.currentIndex().row() if self.hasFocus() else -1
        self.viewport().update()

    def _hover(self, place: QPoint | None) -> None:
        index = self.indexAt(place) if place is not None else QModelIndex()
        row = index.row() if index.isValid() else -1
        if row != self._painter.hovered:
            self._painter.hovered = row
            self.viewport().update()

    def _look_ahead(self, *_: object) -> None:
        first = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height() - 1)
        self._rows.need(first, self._rows.rowCount() - 1 if last < 0 else last)

    def _remember(self) -> None:
        self._kept = self.current

    def _turn_again(self) -> None:
        """After a new reading the reader still stands where they were, if that is near the top."""
        place = self._rows.place_of(self._kept) if self._kept is not None else -1
        if place >= 0:
            self.setCurrentIndex(self._rows.index(place, 0))

    def _turned(self, index: QModelIndex) -> None:
        self._show_at_hand()
        told = self._rows.at(index.row()) if index.isValid() else None
        if told is not None:
            self.turned.emit(told.row)

    def _open(self, index: QModelIndex) -> None:
        told = self._rows.at(index.row()) if index.isValid() else None
        if told is not None:
            self.opened.emit(told.row)
