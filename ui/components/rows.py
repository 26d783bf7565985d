"""A short table without chrome: the first column takes what room the others leave; more rows are scrolled to."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QHelpEvent, QHideEvent, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from ui.components.copying import COPIED_MS, copy
from ui.components.listing import ITEM, Index, QuietList
from ui.components.outside import tooltip
from ui.theme.fonts import font
from ui.theme.icons import Icon
from ui.theme.scale import CORNER_SMALL, GAP_SMALL, Type
from ui.theme.theme import Theme

HEIGHT = 22
GAP = GAP_SMALL + 2
ICON = 13


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what stands in front, what may be cut, and what stands at the right edge; `ink` is a role.

    `opens` is what a reader may see of it in full, if there is more. `copies` is its number: a click on a row that
    opens nothing copies it, and Ctrl+C on any.
    """

    text: str
    before: str = ""
    after: str = ""
    ink: str = "ink"
    opens: object = None
    copies: str = ""


class _Painter(QStyledItemDelegate):
    """Paints one row; `start` is where texts begin, behind the widest thing that stands in front.

    Attributes:
        copied: The row whose number has just been copied; -1 is none.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.start = 0
        self.copied = -1

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All alike."""
        return QSize(50, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint what stands in front, at the edge, and between them what fits."""
        row: Row = index.data(ITEM)
        theme, room = self._theme, QRect(option.rect)
        state: QStyle.StateFlag = option.state
        over = (row.opens is not None or row.copies) and state & QStyle.StateFlag.State_MouseOver
        if over or state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selected"))
            painter.drawRoundedRect(room.adjusted(0, 1, 0, -1), CORNER_SMALL, CORNER_SMALL)
        painter.setFont(option.font)
        metrics = painter.fontMetrics()
        painter.setPen(theme.colour("quiet"))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, row.before)
        painter.setPen(theme.colour(row.ink))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, row.after)
        end = metrics.horizontalAdvance(row.after) + GAP if row.after else 0
        room.adjust(self.start, 0, -end, 0)
        shown = metrics.elidedText(row.text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        if index.row() == self.copied or (over and row.opens is None):
            icon, role = (Icon.CHECK, "good") if index.row() == self.copied else (Icon.COPY, "quiet")
            left = min(room.left() + metrics.horizontalAdvance(shown) + GAP_SMALL, room.right() - ICON)
            at = QRectF(left, room.top() + (HEIGHT - ICON) / 2, ICON, ICON)
            theme.icons.paint(painter, icon, theme.colour(role), at)


class Rows(QuietList[Row]):
    """Whole rows only: the room below the last one that fits stays free."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _told)
        self._painter = _Painter(theme, self)
        self.setItemDelegate(self._painter)
        self.setUniformItemSizes(True)
        self.setFont(font(Type.SMALL))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(0, 0)
        self._rest = QTimer(self, singleShot=True, interval=COPIED_MS)
        self._rest.timeout.connect(self._forget_copied)

    @property
    def rows(self) -> Sequence[Row]:
        """What stands there."""
        return self.shown.items

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show these rows."""
        metrics = self.fontMetrics()
        first = max((metrics.horizontalAdvance(row.before) for row in rows), default=0)
        self._painter.start = first + GAP if first else 0
        self.setAccessibleName("\n".join(map(_told, rows)))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if rows else Qt.FocusPolicy.NoFocus)
        self._forget_copied()
        self.show_items(rows)

    def show_bar(self, shown: bool) -> None:  # as in Qt's setVisible
        """A scroll bar tells that there is more; without one the rows have all the width."""
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if shown else policy.ScrollBarAlwaysOff)

    def copy(self, index: QModelIndex) -> None:
        """Copy a row's number, and show for a moment that it was."""
        row: Row = index.data(ITEM)
        if row.copies:
            copy(row.copies)
            self._painter.copied = index.row()
            self._rest.start()
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies the number of the row where the keyboard is."""
        if event.matches(QKeySequence.StandardKey.Copy) and self.currentIndex().isValid():
            self.copy(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of sight nothing runs."""
        super().hideEvent(event)
        self._forget_copied()

    def sizeHint(self) -> QSize:
        """Whatever room there is."""
        return QSize(0, 0)

    def minimumSizeHint(self) -> QSize:
        """None at all will do."""
        return QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave free what is too low for a row."""
        spare = self.height() % HEIGHT
        if self.viewportMargins().bottom() != spare:
            self.setViewportMargins(0, 0, 0, spare)
        super().resizeEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell a row in full where the mouse rests."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            told = tooltip(_told(index.data(ITEM))) if index.isValid() else ""
            QToolTip.showText(event.globalPos(), told, self)
            return True
        return super().viewportEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        """What opens nothing is copied."""
        row: Row = index.data(ITEM)
        if row.opens is None:
            self.copy(index)
        super()._choose(index)

    def _forget_copied(self) -> None:
        if self._painter.copied >= 0:
            self._painter.copied = -1
            self._rest.stop()
            self.viewport().update()


def _told(row: Row) -> str:
    return " ".join(filter(None, (row.before, row.text, row.after)))
