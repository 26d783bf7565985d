"""The list of calls, newest first, with a heading for each day; a hundred thousand are scrolled as ten are."""

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QToolTip

from screenpop.record.rows import LoggedCall
from screenpop.sentences import say
from ui.components.look import Look
from ui.components.scroll import ThinScrollBar
from ui.log.call_painting import DAY, ROW, CallPainter
from ui.log.calls import CALL, FIRST_OF_DAY, Calls
from ui.log.paged_rows import PAGE
from ui.log.row_button import RowButton


class CallList(QTableView):
    """The list itself; `picked` carries the call that the reader turns to, `call_wanted` a number to be called.

    `opened` says that the reader wants to work with the call at hand.
    """

    picked = Signal(object)
    call_wanted = Signal(str)
    opened = Signal()

    def __init__(self, look: Look, calls: Calls, *, calls_out: bool = False) -> None:
        super().__init__()
        self._calls = calls
        self._button = RowButton(look) if calls_out else None
        self._painter = CallPainter(look, self._button)
        self._pressed = QPersistentModelIndex()
        self._kept: LoggedCall | None = None
        self.setModel(calls)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(look.text(say("Calls")))
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.verticalHeader().hide()
        self.viewport().setAutoFillBackground(False)
        clear = self.palette()  # the painter says what is chosen: Qt would tint the day's heading too
        clear.setColor(QPalette.ColorRole.Highlight, Qt.GlobalColor.transparent)
        self.setPalette(clear)
        self.setMouseTracking(True)
        self.setVerticalScrollBar(ThinScrollBar(look.theme))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(ROW // 2)
        self.selectionModel().currentChanged.connect(self._turned)
        self.verticalScrollBar().valueChanged.connect(self._look_ahead)
        calls.came.connect(self._came)
        calls.loaded.connect(self._pick_again)
        calls.loaded.connect(self._look_ahead)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the first and the last call; Enter opens one, Copy takes its number."""
        key, rows = event.key(), self._calls.rowCount()
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End) and rows:
            self.setCurrentIndex(self._calls.index(0 if key == Qt.Key.Key_Home else rows - 1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit()
        elif event.matches(QKeySequence.StandardKey.Copy) and self._kept is not None:
            QGuiApplication.clipboard().setText(self._kept.number or self._kept.presented or "")
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _text: str) -> None:
        """Letters are for the search above the list, which finds what is not here yet."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More calls may be seen."""
        super().resizeEvent(event)
        self._look_ahead()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on a row's button is none on the row."""
        self._pressed = QPersistentModelIndex(self._button_at(event.position().toPoint()))
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a row's button begins and ends there."""
        super().mouseReleaseEvent(event)
        index = self._button_at(event.position().toPoint())
        number = self._button.number(index.data(CALL)) if self._button and index.isValid() else None
        if number and index == self._pressed and event.button() is Qt.MouseButton.LeftButton:
            self.call_wanted.emit(number)
        self._pressed = QPersistentModelIndex()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The button shows that it can be clicked."""
        super().mouseMoveEvent(event)
        self._mouse_at(event.position().toPoint())

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse is over nothing here."""
        super().leaveEvent(event)
        self._mouse_at(None)

    def viewportEvent(self, event: QEvent) -> bool:
        """The button says what it does."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            index = self._button_at(event.pos())
            told = self._button.tooltip(index.data(CALL)) if self._button and index.isValid() else ""
            QToolTip.showText(event.globalPos(), told, self)
            return True
        return super().viewportEvent(event)

    def _button_at(self, place: QPoint) -> QModelIndex:
        """The row whose button is there; none if none is."""
        index = self.indexAt(place)
        if self._button is None or not index.isValid() or not self._button.number(index.data(CALL)):
            return QModelIndex()
        over = self._button.place(self.visualRect(index), ROW).contains(place)
        return index if over else QModelIndex()

    def _mouse_at(self, place: QPoint | None) -> None:
        self._painter.mouse = place
        over = place is not None and self._button_at(place).isValid()
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        self.viewport().update()

    def _look_ahead(self, *_: object) -> None:
        first = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height() - 1)
        self._calls.need(first, self._calls.rowCount() - 1 if last < 0 else last)

    def _came(self, page: int) -> None:
        """Where a day begins there is room for its name; a row that was turned to before it was here is picked."""
        for row in range(page * PAGE, min((page + 1) * PAGE, self._calls.rowCount())):
            height = ROW + (DAY if self._calls.index(row).data(FIRST_OF_DAY) else 0)
            if self.rowHeight(row) != height:
                self.setRowHeight(row, height)
        current = self.currentIndex()
        if current.isValid() and current.row() // PAGE == page and not self._calls.starting:
            call = current.data(CALL)
            if call is not None and call != self._kept:
                self._turned(current)

    def _turned(self, index: QModelIndex) -> None:
        call = index.data(CALL) if index.isValid() else None
        if call is not None:
            self._kept = call
            self.picked.emit(call)

    def _pick_again(self) -> None:
        """After a new reading the same call stays picked, else the newest is; far down none is, and it stays seen."""
        calls = self._calls
        if self.currentIndex().isValid():
            return
        row = calls.row_of(self._kept) if self._kept is not None else -1
        if not calls.rowCount():
            self._kept = None
            self.picked.emit(None)
        elif row >= 0 or calls.anew or self._kept is None:
            self.setCurrentIndex(calls.index(max(0, row)))
        calls.anew = False
