"""One of several: a line that says what it is, and opens to show its settings."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from screenpop.sentences import say
from ui.components.boxes import column, line
from ui.components.button import IconButton
from ui.components.surface import Surface
from ui.settings.form import Form
from ui.settings.row import Part
from ui.theme.fonts import font
from ui.theme.icons import Icon
from ui.theme.scale import CORNER_SMALL, GAP, GAP_LARGE, GAP_SMALL, Type
from ui.theme.theme import Theme

HEIGHT = 40
_ICON = 14
_BY_MOUSE = Qt.FocusReason.MouseFocusReason


class Entry(Surface):
    """Closed at first; what it holds is built when it opens. `removed` does what the reader wants gone."""

    def __init__(
        self, form: Form, build: Callable[[], QWidget], *, removed: Callable[[], None], on: str = "surface"
    ) -> None:
        super().__init__(form.look.theme, on, corner=CORNER_SMALL)
        self._build = build
        self._body: QWidget | None = None
        self._opened_to_look = False
        look = form.look
        self.head = _Head(look.theme)
        self.head.clicked.connect(self._turn)
        self.remove = IconButton(look.theme, Icon.CLOSE, look.text(say("Remove")))
        self.remove.clicked.connect(removed)
        self.setFocusProxy(self.head)
        top = line(margins=(0, 0, GAP_SMALL, 0))
        top.addWidget(self.head, 1)
        top.addWidget(self.remove)
        self._holder = QWidget(self)
        self._holder.hide()
        layout = column(self)
        layout.addLayout(top)
        layout.addWidget(self._holder)

    @property
    def opened(self) -> bool:
        """Its settings are shown."""
        return not self._holder.isHidden()

    def open(self) -> None:
        """Show its settings."""
        if self._body is None:
            self._body = self._build()
            column(self._holder, margins=(GAP_LARGE, GAP_SMALL, GAP_LARGE, GAP_LARGE)).addWidget(self._body)
        self._holder.show()
        self.head.show_open(on=True)

    def close_body(self) -> None:
        """Show only what it is."""
        self._holder.hide()
        self.head.show_open(on=False)

    def show_name(self, name: str, more: str, *, wrong: bool, locked: bool) -> None:
        """Say what it is."""
        self.head.show_name(name, more, wrong=wrong, locked=locked)
        self.remove.setVisible(not locked)

    def sift(self, wanted: str) -> bool:
        """See `Part`; a search opens it."""
        if not wanted:
            if self._body is not None:
                _sifted(self._body, "")
            if self._opened_to_look:
                self.close_body()
            self._opened_to_look = False
            self.show()
            return True
        self._opened_to_look = self._opened_to_look or not self.opened
        self.open()
        found = _sifted(self._body, wanted)
        self.setVisible(found)
        return found

    def _turn(self) -> None:
        if self.opened:
            self.close_body()
        else:
            self.open()


def _sifted(body: QWidget | None, wanted: str) -> bool:
    part: Part = body  # type: ignore[assignment] # every body of an entry is one
    return part.sift(wanted)


class _Head(QAbstractButton):
    """The line: an arrow, the name, what more there is to say."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._more = ""
        self._open = self._wrong = self._locked = self._ringed = False
        self.setFixedHeight(HEIGHT)
        self.setFont(font(Type.STRONG))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_name(self, name: str, more: str, *, wrong: bool, locked: bool) -> None:
        """Say what it is, in a colour that says whether it can work."""
        self.setText(name)
        self._more, self._wrong, self._locked = more, wrong, locked
        self.setAccessibleName(f"{name} {more}".strip())
        self.update()

    def show_open(self, *, on: bool) -> None:
        """Turn the arrow."""
        self._open = on
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by key sees a ring."""
        self._ringed = event.reason() is not _BY_MOUSE
        super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus() and self._ringed:
            painter.setPen(QPen(theme.colour("accent"), 1.6))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), CORNER_SMALL, CORNER_SMALL)
        arrow = QRectF(GAP, (HEIGHT - _ICON) / 2, _ICON, _ICON)
        theme.icons.paint(painter, Icon.UP if self._open else Icon.DOWN, theme.colour("quiet"), arrow)
        room = self.rect().adjusted(GAP + _ICON + GAP_SMALL, 0, -GAP, 0)
        painter.setPen(theme.colour("bad" if self._wrong else "ink"))
        metrics = painter.fontMetrics()
        name = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)
        room.setLeft(room.left() + metrics.horizontalAdvance(name) + GAP)
        painter.setFont(font(Type.SMALL))
        painter.setPen(theme.colour("quiet"))
        if self._locked:
            square = QRectF(self.width() - GAP - _ICON, (HEIGHT - _ICON) / 2, _ICON, _ICON)
            theme.icons.paint(painter, Icon.LOCK, theme.colour("quiet"), square)
            room.setRight(int(square.left()) - GAP_SMALL)
        more = painter.fontMetrics().elidedText(self._more, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, more)
        painter.end()
