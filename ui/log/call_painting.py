"""Paints a row of the list of calls: how it went, who, when and how long."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from screenpop.record.rows import LoggedCall
from ui.components.listing import paint_keyboard
from ui.components.look import Look
from ui.log.calls import ABOUT, FIRST_OF_DAY, NAME, TIME, WENT
from ui.log.columns import Told
from ui.log.paged_rows import TOLD
from ui.log.row_button import ROOM, RowButton
from ui.log.words import day_name, icon
from ui.theme.fonts import font
from ui.theme.scale import CORNER_SMALL, GAP, GAP_SMALL, Type

Index = QModelIndex | QPersistentModelIndex
ROW, DAY, ICON = 54, 34, 18
_BARS = ((10, 0.5, 10), (30, 0.35, 8))
"""What stands for a row that is on its way: top, share of the width, height."""


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

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the day's name if it begins here, and the call."""
        told: Told[LoggedCall] | None = index.data(TOLD)
        rect = QRect(option.rect)
        if told is None:
            self._paint_skeleton(painter, rect)
            return
        call = told.row
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
        paint_keyboard(painter, rect, state, theme)
        room = rect.adjusted(GAP, 7, -GAP, -7)
        at_hand = state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver)
        if self._button is not None and at_hand and self._button.number(call):
            square = self._button.place(rect, ROW)
            over = self.mouse is not None and square.contains(self.mouse)
            self._button.paint(painter, square, under_mouse=over)
            room.setRight(room.right() - ROOM)
        self._paint_call(painter, room, told)
        painter.restore()

    def _paint_skeleton(self, painter: QPainter, rect: QRect) -> None:
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.theme.colour("skeleton"))
        left = rect.left() + GAP + ICON + GAP_SMALL
        for top, share, height in _BARS:
            painter.drawRoundedRect(
                QRectF(left, rect.bottom() - ROW + top, rect.width() * share, height), 4, 4
            )
        painter.restore()

    def _paint_call(self, painter: QPainter, room: QRect, told: Told[LoggedCall]) -> None:
        look, call, texts = self._look, told.row, told.texts
        symbol, role = icon(call)
        square = QRectF(room.left(), room.top() + 2, ICON, ICON)
        look.theme.icons.paint(painter, symbol, look.theme.colour(role), square)
        room = room.adjusted(ICON + GAP_SMALL + 2, 0, 0, 0)
        right = Qt.AlignmentFlag.AlignRight
        top, bottom = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom
        after = self._write(painter, room, texts[TIME], kind=Type.SMALL, ink="quiet", place=top | right)
        below = self._write(
            painter,
            room,
            texts[WENT],
            kind=Type.SMALL,
            ink=role if role == "bad" else "quiet",
            place=bottom | right,
        )
        self._write(
            painter, room.adjusted(0, 0, -after, 0), texts[NAME], kind=Type.STRONG, ink="ink", place=top
        )
        self._write(
            painter, room.adjusted(0, 0, -below, 0), texts[ABOUT], kind=Type.SMALL, ink="quiet", place=bottom
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
