"""A time line: each entry an icon and a quiet line of when, how and who, and the beginning of what was said."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from screenpop.answers.conversation import Said
from screenpop.sentences import Sentence
from ui.components.breaking import broken
from ui.components.listing import ITEM, Index, QuietList
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.pill import paint_pill, pill_width
from ui.panels.channels import CALL_BACK, PROMISE, icon_of
from ui.theme.fonts import font
from ui.theme.scale import CORNER_SMALL, GAP_SMALL, Type

ICON = 14
START = ICON + GAP_SMALL - 1
LONGEST = 400
"""Of a text, so much is looked at: more never fits two lines."""


class _Painter(QStyledItemDelegate):
    """Paints one entry in as many lines as it needs, at most `lines` of text."""

    def __init__(self, look: Look, owner: "TimeLine") -> None:
        super().__init__(owner)
        self._look = look
        self._owner = owner
        self.lines = 1
        self._text, self._about = font(Type.SMALL), font(Type.CAPTION)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line for when, how and who, and one or two of text."""
        said: Said = index.data(ITEM)
        lines = 1 if said.text.strip() else 0
        if self.lines > 1:
            lines = len(self._broken(_beginning(said), self._owner.viewport().width() - START))
        return QSize(50, Type.CAPTION.line + lines * Type.SMALL.line + GAP_SMALL - 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the entry; its status is a pill at the edge."""
        said: Said = index.data(ITEM)
        theme, rect = self._look.theme, QRect(option.rect)
        state: QStyle.StateFlag = option.state
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_Selected
        if state & (QStyle.StateFlag.State_MouseOver | here):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selected"))
            painter.drawRoundedRect(rect.adjusted(0, 0, 0, -4), CORNER_SMALL, CORNER_SMALL)
        self._paint_way(painter, rect, said, last=index.row() == index.model().rowCount() - 1)
        rect.setLeft(rect.left() + START)
        head = QRect(rect.left(), rect.top(), rect.width(), Type.CAPTION.line)
        status = status_of(said, self._look)
        painter.setFont(self._about)
        if status:
            width = min(pill_width(painter.fontMetrics(), status), head.width() // 3)
            paint_pill(painter, QRect(head.right() - width, head.top(), width, head.height()), status, theme)
            head.setRight(head.right() - width - GAP_SMALL)
        painter.setFont(self._about)
        painter.setPen(theme.colour("quiet"))
        told = painter.fontMetrics().elidedText(
            _about(said, self._look), Qt.TextElideMode.ElideRight, head.width()
        )
        painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, told)
        painter.setFont(self._text)
        painter.setPen(theme.colour("ink"))
        below = QRect(rect.left(), rect.top() + Type.CAPTION.line, rect.width(), Type.SMALL.line)
        for line in self._broken(_beginning(said), rect.width()):
            painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, line)
            below.translate(0, Type.SMALL.line)

    def _paint_way(self, painter: QPainter, rect: QRect, said: Said, *, last: bool) -> None:
        """The channel's icon, and the line down to the entry before it in time."""
        theme, owed = self._look.theme, said.channel in (PROMISE, CALL_BACK)
        at = QRectF(rect.left(), rect.top() + 1, ICON, ICON)
        theme.icons.paint(painter, icon_of(said), theme.colour("accent" if owed else "quiet"), at)
        if not last:
            middle = rect.left() + ICON / 2
            painter.setPen(theme.colour("line"))
            painter.drawLine(QPointF(middle, at.bottom() + 3), QPointF(middle, rect.bottom() - 1))

    def _broken(self, text: str, width: int) -> list[str]:
        return broken(text, self._text, width, at_most=self.lines)


class TimeLine(QuietList[Said]):
    """Choosing an entry opens it."""

    def __init__(self, look: Look) -> None:
        super().__init__(look.theme, lambda said: f"{_about(said, look)}: {_beginning(said)}")
        self._painter = _Painter(look, self)
        self.setItemDelegate(self._painter)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMinimumSize(0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def take_lines(self, lines: int) -> None:
        """Show so many lines of each text at most."""
        if lines != self._painter.lines:
            self._painter.lines = lines
            self.scheduleDelayedItemsLayout()

    def sizeHint(self) -> QSize:
        """Whatever room there is."""
        return QSize(0, 0)

    def minimumSizeHint(self) -> QSize:
        """None at all will do."""
        return QSize(0, 0)


def status_of(said: Said, look: Look) -> str:
    """What became of it; the outcomes of calls are words of the settings, of which those that ship are translated."""
    status = look.words(said.status, longest=40)
    return look.wording.word(status) if isinstance(said.channel, Sentence) else status


def _beginning(said: Said) -> str:
    return harmless(said.text[: LONGEST * 2], longest=LONGEST)


def _about(said: Said, look: Look) -> str:
    when = look.wording.written.recent(said.at)
    return "  ·  ".join(filter(None, (when, look.words(said.channel), harmless(said.who))))
