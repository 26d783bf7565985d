"""The pages of the home window, and the switch between them: what it is about stands where a title would."""

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QStackedLayout, QWidget

from screenpop.sentences import Sentence, say
from ui.components.boxes import line
from ui.components.look import Look
from ui.components.tip import explain
from ui.theme.fonts import font
from ui.theme.scale import CORNER_SMALL, GAP, GAP_LARGE, GAP_SMALL, GAP_TINY, Type

UNDERLINE = 3
BADGE = 20


class Tab(QAbstractButton):
    """A page's title: strong while the page is seen, quiet while another is.

    Attributes:
        among_others: It can be turned to; the only page's title is no more than that.
    """

    def __init__(self, look: Look, text: str, key: str) -> None:
        super().__init__()
        self._theme = look.theme
        self.among_others = False
        self._number = 0
        self.setText(text)
        self.setFont(font(Type.FIGURE))
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._hint = look.text(say("Press {key}", key=key))
        explain(self, self._hint)

    def show_number(self, number: int, told: str) -> None:
        """So much waits on the page, which `told` says in words; 0 is nothing."""
        self._number = number
        self.setAccessibleDescription(told or self._hint)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its title, and the number beside it."""
        return QSize(
            self._title_width() + (GAP_SMALL + self._badge_width() if self._number else 0),
            Type.FIGURE.line + GAP_TINY,
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the title, underlined while its page is seen."""
        theme, chosen = self._theme, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        painter.setPen(theme.colour("ink" if chosen or self.underMouse() else "quiet"))
        title = QRectF(0, 0, self._title_width(), self.height() - GAP_TINY)
        painter.drawText(title, Qt.AlignmentFlag.AlignCenter, self.text())
        if self._number:
            self._paint_number(painter, title.right() + GAP_SMALL, title.center().y())
        if chosen and self.among_others:
            bar = QRectF(GAP_TINY, self.height() - UNDERLINE, self._title_width() - 2 * GAP_TINY, UNDERLINE)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(bar, UNDERLINE / 2, UNDERLINE / 2)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), 1.6))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), CORNER_SMALL, CORNER_SMALL)
        painter.end()

    def _paint_number(self, painter: QPainter, left: float, middle: float) -> None:
        place = QRectF(left, middle - BADGE / 2, self._badge_width(), BADGE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("bad_ground"))
        painter.drawRoundedRect(place, BADGE / 2, BADGE / 2)
        painter.setFont(font(Type.CAPTION))
        painter.setPen(self._theme.colour("bad"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.setPen(Qt.PenStyle.NoPen)

    def _title_width(self) -> int:
        return self.fontMetrics().horizontalAdvance(self.text()) + 2 * GAP_TINY

    def _badge_width(self) -> int:
        metrics = QFontMetrics(font(Type.CAPTION))
        return max(BADGE, metrics.horizontalAdvance(str(self._number)) + 2 * GAP_SMALL)


class Pages(QWidget):
    """The pages themselves; `switch` stands elsewhere, above them. Ctrl+1 … Ctrl+9 turn to a page."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.switch = QWidget()
        self._tabs = line(self.switch, gap=GAP_LARGE + GAP)
        self._tabs.addStretch(1)
        self._group = QButtonGroup(self)
        self._stack = QStackedLayout(self)

    def add(self, title: Sentence, page: QWidget) -> None:
        """Add a page; the first one is seen."""
        place = self._stack.addWidget(page)
        key = f"Ctrl+{place + 1}"
        tab = Tab(self._look, self._look.text(title), key)
        self._group.addButton(tab, place)
        self._tabs.insertWidget(place, tab)
        tab.toggled.connect(lambda on: self.turn_to(page) if on else None)
        QShortcut(QKeySequence(key), self).activated.connect(partial(self.turn_to, page))
        tab.setChecked(place == 0)
        for each in self._group.buttons():
            assert isinstance(each, Tab)  # noqa: S101 # only tabs were added
            each.among_others = place > 0
            each.update()

    def show_number(self, page: QWidget, number: int, told: str) -> None:
        """So much waits on this page, which `told` says in words; 0 is nothing."""
        tab = self._group.button(self._stack.indexOf(page))
        if isinstance(tab, Tab):
            tab.show_number(number, told)

    @property
    def place(self) -> int:
        """Which page is seen."""
        return self._stack.currentIndex()

    def turn_to_place(self, place: int) -> None:
        """Show the page that stands there."""
        page = self._stack.widget(place)
        if page is not None:
            self.turn_to(page)

    def turn_to(self, page: QWidget) -> None:
        """Show this page."""
        self._stack.setCurrentWidget(page)
        self._group.button(self._stack.indexOf(page)).setChecked(True)
