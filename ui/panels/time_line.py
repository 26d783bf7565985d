"""A time line: each entry a quiet line of when, how and who, and below it the beginning of what was said."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from screenpop.answers.conversation import Said
from ui.components.listing import ITEM, Index, QuietList
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.pill import paint_pill, pill_width
from ui.theme.fonts import font
from ui.theme.scale import CORNER_SMALL, GAP_SMALL, Type

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
        lines = 1
        if self.lines > 1:
            lines = len(self._broken(_beginning(index.data(ITEM)), self._owner.viewport().width()))
        return QSize(50, Type.CAPTION.line + lines * Type.SMALL.line + GAP_SMALL - 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the entry; its status is a pill at the edge."""
        said: Said = index.data(ITEM)
        theme, rect = self._look.theme, QRect(option.rect)
        state: QStyle.StateFlag = option.state
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selected"))
            painter.drawRoundedRect(rect.adjusted(0, 0, 0, -4), CORNER_SMALL, CORNER_SMALL)
        head = QRect(rect.left(), rect.top(), rect.width(), Type.CAPTION.line)
        status = harmless(said.status, longest=40)
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

    def _broken(self, text: str, width: int) -> list[str]:
        """The text in at most `lines` lines, the last one cut."""
        metrics = QFontMetrics(self._text)
        if self.lines == 1 or metrics.horizontalAdvance(text) <= width:
            return [metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)]
        layout = QTextLayout(text, self._text)
        layout.setTextOption(QTextOption())
        layout.beginLayout()
        first = layout.createLine()
        first.setLineWidth(width)
        begins = _units(text, first.textLength())
        layout.endLayout()
        rest = metrics.elidedText(text[len(begins) :].strip(), Qt.TextElideMode.ElideRight, width)
        return [begins.strip(), rest]


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


def _units(text: str, units: int) -> str:
    """So much of a text as Qt counts it: a sign beyond the first 65,536, as most emoji are, counts twice."""
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore")


def _beginning(said: Said) -> str:
    return harmless(said.text[: LONGEST * 2], longest=LONGEST)


def _about(said: Said, look: Look) -> str:
    when = look.wording.written.recent(said.at)
    return "  ·  ".join(filter(None, (when, harmless(said.channel), harmless(said.who))))
