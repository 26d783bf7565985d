"""One of a few ways to go on, each with a sentence on what it means; by mouse, arrow keys or space."""

from collections.abc import Mapping

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from screenpop.sentences import Sentence
from ui.components.boxes import column
from ui.components.look import Look
from ui.theme.fonts import font
from ui.theme.scale import CORNER, GAP, GAP_LARGE, GAP_SMALL, GAP_TINY, Type

_MARK = 16
_LEAST = 200


class Way(QAbstractButton):
    """One way: its name, and what it means."""

    def __init__(self, look: Look, title: str, told: str) -> None:
        super().__init__()
        self._theme, self._told = look.theme, told
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(told)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """As wide as the page lets it be."""
        return QSize(_LEAST, self.heightForWidth(_LEAST * 2))

    def heightForWidth(self, width: int) -> int:
        """As high as its words take."""
        title, told = self._rooms(width)
        return title.height() + GAP_TINY + told.height() + 2 * GAP

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it: chosen, hovered, focused."""
        theme, chosen = self._theme, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if self.isEnabled() else 0.55)
        ground = theme.colour("selected" if chosen else "surface")
        painter.setBrush(theme.touched(ground) if self.underMouse() and self.isEnabled() else ground)
        line = theme.colour("accent" if chosen or self.hasFocus() else "line")
        painter.setPen(QPen(line, 2 if self.hasFocus() else 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), CORNER, CORNER)
        self._paint_mark(painter)
        title, told = self._rooms(self.width())
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop
        for kind, role, room, words in (
            (Type.STRONG, "ink", title, self.text()),
            (Type.BODY, "quiet", told, self._told),
        ):
            painter.setFont(font(kind))
            painter.setPen(theme.colour(role))
            painter.drawText(self._mirrored(room), flags, words)
        painter.end()

    def _paint_mark(self, painter: QPainter) -> None:
        theme, chosen = self._theme, self.isChecked()
        mark = QRectF(self._mirrored(QRect(GAP_LARGE, GAP + 2, _MARK, _MARK)))
        painter.setPen(QPen(theme.colour("accent" if chosen else "quiet"), 1.6))
        painter.setBrush(theme.colour("surface"))
        painter.drawEllipse(mark)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawEllipse(mark.adjusted(4, 4, -4, -4))

    def _rooms(self, width: int) -> tuple[QRect, QRect]:
        """Where the name stands, and where the sentence."""
        left = GAP_LARGE + _MARK + GAP
        room = QRect(left, GAP, max(1, width - left - GAP_LARGE), 10_000)
        wraps = int(Qt.TextFlag.TextWordWrap)
        high = QFontMetrics(font(Type.STRONG)).boundingRect(room, wraps, self.text()).height()
        title = QRect(room.x(), GAP, room.width(), max(high, Type.STRONG.line))
        room.moveTop(title.bottom() + GAP_TINY)
        deep = QFontMetrics(font(Type.BODY)).boundingRect(room, wraps, self._told).height()
        return title, QRect(room.x(), room.y(), room.width(), max(deep, Type.BODY.line))

    def _mirrored(self, room: QRect) -> QRect:
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            return QRect(self.width() - room.right() - 1, room.y(), room.width(), room.height())
        return room


class Ways(QWidget):
    """`chosen` carries the word of the way that the reader takes."""

    chosen = Signal(str)

    def __init__(self, look: Look, ways: Mapping[str, tuple[Sentence, Sentence]]) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self.ways: dict[str, Way] = {}
        layout = column(self, gap=GAP_SMALL)
        for word, (title, told) in ways.items():
            way = self.ways[word] = Way(look, look.text(title), look.text(told))
            self._group.addButton(way)
            layout.addWidget(way)
        self._showing = False
        self._group.buttonToggled.connect(self._toggled)

    def choice(self) -> str:
        """The word of the one that is taken; "" for none."""
        return next((word for word, way in self.ways.items() if way.isChecked()), "")

    def choose(self, word: str) -> None:
        """Show that this one is taken."""
        self._showing = True
        if word in self.ways:
            self.ways[word].setChecked(True)
        self._showing = False

    def _toggled(self, way: QAbstractButton, on: bool) -> None:  # carried by a signal
        if on and not self._showing:
            self.chosen.emit(next(word for word, each in self.ways.items() if each is way))
