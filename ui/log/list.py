"""The list of calls, newest first, with a heading for each day."""

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from screenpop.record.rows import LoggedCall
from screenpop.sentences import say
from ui.components.look import Look
from ui.components.scroll import ThinScrollBar
from ui.log.calls import CALL, FIRST_OF_DAY, Calls
from ui.log.row_button import ROOM, RowButton
from ui.log.words import company, day_name, icon, phone, went, who
from ui.theme.fonts import font
from ui.theme.scale import CORNER_SMALL, GAP, GAP_SMALL, Type

Index = QModelIndex | QPersistentModelIndex
ROW, DAY, ICON = 54, 34, 18


class CallPainter(QStyledItemDelegate):
    """Paints one call: how it went, who, when and how long; the row at hand has the button.

    Attributes:
        mouse: Where the mouse is over the list, if it is.
    """

    def __init__(self, look: Look, button: RowButton | None) -> None:
        super().__init__()
        self._look = look
        self._button = button
        self.mouse: QPoint | None = None
        self._fonts = {kind: font(kind) for kind in (Type.STRONG, Type.SMALL, Type.CAPTION)}

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Higher where a day begins."""
        return QSize(100, ROW + (DAY if index.data(FIRST_OF_DAY) else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the day's name if it begins here, and the call."""
        call: LoggedCall = index.data(CALL)
        rect = QRect(option.rect)
        state: QStyle.StateFlag = option.state
        theme = self._look.theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.data(FIRST_OF_DAY):
            day = rect.adjusted(GAP, 10, -GAP, 0)
            day.setHeight(DAY - 10)
            self._write(
                painter, day, day_name(call.offered_at, self._look.wording), kind=Type.CAPTION, ink="quiet"
            )
            rect.setTop(rect.top() + DAY)
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            chosen = bool(state & QStyle.StateFlag.State_Selected)
            painter.setBrush(theme.colour("selected" if chosen else "field"))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), CORNER_SMALL, CORNER_SMALL)
        room = rect.adjusted(GAP, 7, -GAP, -7)
        at_hand = state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver)
        if self._button is not None and at_hand and self._button.number(call):
            square = self._button.place(rect, ROW)
            over = self.mouse is not None and square.contains(self.mouse)
            self._button.paint(painter, square, under_mouse=over)
            room.setRight(room.right() - ROOM)
        self._paint_call(painter, room, call)
        painter.restore()

    def _paint_call(self, painter: QPainter, room: QRect, call: LoggedCall) -> None:
        look, wording = self._look, self._look.wording
        symbol, role = icon(call)
        square = QRectF(room.left(), room.top() + 2, ICON, ICON)
        look.theme.icons.paint(painter, symbol, look.theme.colour(role), square)
        room = room.adjusted(ICON + GAP_SMALL + 2, 0, 0, 0)
        right = Qt.AlignmentFlag.AlignRight
        top, bottom = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom
        time = wording.written.time(call.offered_at)
        told = went(call, wording)
        after = self._write(painter, room, time, kind=Type.SMALL, ink="quiet", place=top | right)
        below = self._write(
            painter, room, told, kind=Type.SMALL, ink=role if role == "bad" else "quiet", place=bottom | right
        )
        name = who(call, wording)
        about = "  ·  ".join(
            filter(None, (company(call), phone(call, wording) if name != phone(call, wording) else ""))
        )
        about = about or (wording.text(say("no customer known")) if phone(call, wording) else "")
        self._write(painter, room.adjusted(0, 0, -after, 0), name, kind=Type.STRONG, ink="ink", place=top)
        self._write(
            painter, room.adjusted(0, 0, -below, 0), about, kind=Type.SMALL, ink="quiet", place=bottom
        )

    def _write(
        self,
        painter: QPainter,
        room: QRect,
        text: str,
        *,
        kind: Type,
        ink: str,
        place: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignVCenter,
    ) -> int:
        painter.setFont(self._fonts[kind])
        painter.setPen(self._look.theme.colour(ink))
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, place, shown)
        return metrics.horizontalAdvance(shown) + GAP_SMALL


class CallList(QListView):
    """The list itself; `picked` carries the call that the reader turns to, `call_wanted` a number to be called."""

    picked = Signal(object)
    call_wanted = Signal(str)

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
        self.setFrameShape(QListView.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setMouseTracking(True)
        self.setVerticalScrollBar(ThinScrollBar(look.theme))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(self._turned)
        calls.loaded.connect(self._pick_again)

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

    def _turned(self, index: QModelIndex) -> None:
        if index.isValid():
            self._kept = index.data(CALL)
            self.picked.emit(self._kept)

    def _pick_again(self) -> None:
        """After a new reading the same call stays picked, else the newest is."""
        if self.currentIndex().isValid():
            return
        row = self._calls.row_of(self._kept) if self._kept is not None else 0
        if self._calls.rowCount():
            self.setCurrentIndex(self._calls.index(max(0, row)))
        else:
            self._kept = None
            self.picked.emit(None)
