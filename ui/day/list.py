"""The list of what is due, with a heading for what is overdue, for today, for tomorrow and for later."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from screenpop.promises import Promised, PromiseKind
from screenpop.sentences import say
from ui.components.listing import ITEM, Items, paint_keyboard
from ui.components.look import Look
from ui.components.pill import paint_pill, pill_width
from ui.components.scroll import ThinScrollBar
from ui.day import words
from ui.day.grouping import Group, concerns, group_of
from ui.theme.fonts import font
from ui.theme.icons import Icon
from ui.theme.scale import CORNER_SMALL, GAP, GAP_SMALL, Type

Index = QModelIndex | QPersistentModelIndex
ROW, HEADING, ICON = 54, 34, 18


@dataclass(frozen=True, slots=True)
class Row:
    """One promise as the list shows it; `heading` stands above the first of a group."""

    promise: Promised
    group: Group
    heading: str
    who: str
    about: str
    by_when: str
    whose: str
    free: bool
    told: str


def rows_of(promises: Sequence[Promised], agent: str, look: Look, now: datetime) -> Sequence[Row]:
    """The rows for these, which stand in order."""
    rows: list[Row] = []
    for promise in promises:
        group = group_of(promise, now)
        first = not rows or rows[-1].group is not group
        person = words.person(promise)
        about = words.what(promise, look)
        rows.append(
            Row(
                promise=promise,
                group=group,
                heading=look.text(group.title) if first else "",
                who=words.who(promise, look),
                about="  ·  ".join(filter(None, (about, person))),
                by_when=words.by_when(promise, look, now),
                whose=words.whose(promise, agent, look),
                free=promise.taken_by is None,
                told=words.told(promise, agent, look, now),
            )
        )
    return rows


class _Painter(QStyledItemDelegate):
    """Paints one row: what kind it is, to whom, what, by when, and who sees to it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Higher where a heading stands above it."""
        row: Row = index.data(ITEM)
        return QSize(100, ROW + (HEADING if row.heading else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint it."""
        row: Row = index.data(ITEM)
        theme, room = self._look.theme, QRect(option.rect)
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.heading:
            over = row.group is Group.OVERDUE
            above = QRect(room.left() + GAP, room.top(), room.width() - 2 * GAP, HEADING)
            self._write(painter, above, row.heading, Type.CAPTION, "bad" if over else "quiet")
            room.setTop(room.top() + HEADING)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selected" if chosen else "field"))
            painter.drawRoundedRect(room.adjusted(0, 1, 0, -1), CORNER_SMALL, CORNER_SMALL)
        paint_keyboard(painter, room, state, theme)
        self._paint_row(painter, room.adjusted(GAP, 7, -GAP, -7), row)
        painter.restore()

    def _paint_row(self, painter: QPainter, room: QRect, row: Row) -> None:
        theme, over = self._look.theme, row.group is Group.OVERDUE
        icon = Icon.CALL_OUT if row.promise.kind is PromiseKind.CALL_BACK else Icon.PROMISE
        square = QRectF(room.left(), room.top() + 2, ICON, ICON)
        theme.icons.paint(painter, icon, theme.colour("bad" if over else "accent"), square)
        room = room.adjusted(ICON + GAP_SMALL + 2, 0, 0, 0)
        half = room.height() // 2
        top = QRect(room.left(), room.top(), room.width(), half)
        bottom = QRect(room.left(), room.bottom() + 1 - half, room.width(), half)
        used = self._write(painter, top, row.by_when, Type.SMALL, "bad" if over else "quiet", right=True)
        self._write(painter, top.adjusted(0, 0, -used, 0), row.who, Type.STRONG, "ink")
        painter.setFont(font(Type.CAPTION))
        wide = min(pill_width(painter.fontMetrics(), row.whose), room.width() // 3)
        pill = QRect(bottom.right() + 1 - wide, bottom.top(), wide, bottom.height())
        ground, ink = ("warn_ground", "warn") if row.free else ("field", "quiet")
        paint_pill(painter, pill, row.whose, theme, ground=ground, ink=ink)
        self._write(painter, bottom.adjusted(0, 0, -wide - GAP_SMALL, 0), row.about, Type.SMALL, "quiet")

    def _write(
        self, painter: QPainter, room: QRect, text: str, kind: Type, ink: str, *, right: bool = False
    ) -> int:
        painter.setFont(font(kind))
        painter.setPen(self._look.theme.colour(ink))
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | side, shown)
        return metrics.horizontalAdvance(shown) + GAP_SMALL


class DayList(QListView):
    """`picked` carries the promise that the reader turns to, or None; `opened` the one chosen by Enter.

    `claim_wanted`, `done_wanted` and `move_wanted` come of the keys C, D and M.
    """

    picked = Signal(object)
    opened = Signal(object)
    claim_wanted = Signal()
    done_wanted = Signal()
    move_wanted = Signal()

    def __init__(self, look: Look, agent: str) -> None:
        super().__init__()
        self._look = look
        self._agent = agent
        self._picked: UUID | None = None
        self.shown: Items[Row] = Items(lambda row: row.told)
        self._painter = _Painter(look)
        self.setModel(self.shown)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(look.text(say("My day")))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setMouseTracking(True)
        self.setVerticalScrollBar(ThinScrollBar(look.theme))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(self._turned)
        self.doubleClicked.connect(self._open)
        self._keys = {
            Qt.Key.Key_C: self.claim_wanted,
            Qt.Key.Key_D: self.done_wanted,
            Qt.Key.Key_M: self.move_wanted,
        }

    def show_promises(self, promises: Sequence[Promised], now: datetime, *, everybodys: bool) -> None:
        """Show these; the one that was picked stays picked, else the one that has come into its place is."""
        wanted = [promise for promise in promises if everybodys or concerns(promise, self._agent)]
        rows = rows_of(wanted, self._agent, self._look, now)
        if rows == self.shown.items:
            return
        before, scrolled = self.currentIndex().row(), self.verticalScrollBar().value()
        picked, self._picked = self._picked, None
        self.shown.show_items(rows)
        place = next((at for at, row in enumerate(rows) if row.promise.id == picked), -1)
        if place < 0:
            place = min(max(before, 0), len(rows) - 1)
        if place < 0:
            self.picked.emit(None)
            return
        self.setCurrentIndex(self.shown.index(place))
        self.verticalScrollBar().setValue(scrolled)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, letters do; arrows go up and down as in any list."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif plain and (wanted := self._keys.get(Qt.Key(event.key()))) is not None:
            wanted.emit()
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(index.data(ITEM).promise)

    def _turned(self, index: QModelIndex) -> None:
        if index.isValid():
            promise: Promised = index.data(ITEM).promise
            self._picked = promise.id
            self.picked.emit(promise)
