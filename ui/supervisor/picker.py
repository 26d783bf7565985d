"""A filter that opens a list of choices: shut it says which one counts, open it is searched by typing."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton

from screenpop.sentences import Sentence, say
from ui.components.look import Look
from ui.components.outside import harmless
from ui.supervisor.choice_list import Choice, ChoiceList, Find
from ui.theme.fonts import font
from ui.theme.icons import Icon
from ui.theme.scale import GAP_SMALL, GAP_TINY, Type

HEIGHT, ICON, WIDEST = 26, 14, 220


class Picker(QAbstractButton):
    """Shut, a chip; `chosen` comes when another choice counts. With `find` the choices are asked for as one types."""

    chosen = Signal()

    def __init__(self, look: Look, name: Sentence, find: Find | None = None) -> None:
        super().__init__()
        self._find = find
        self._look = look
        self._name = look.text(name)
        self._choice: Choice | None = None
        self._list: ChoiceList | None = None
        self.choices: Sequence[Choice] = ()
        self.setFont(font(Type.SMALL))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self.open)
        self._say()

    @property
    def word(self) -> str | None:
        """What counts; None for all."""
        return self._choice.word if self._choice else None

    def offer(self, choices: Sequence[Choice]) -> None:
        """Offer these; what counts goes on counting."""
        self.choices = tuple(choices)

    def choose(self, word: str | None) -> None:
        """Let this count, as if the reader had chosen it; None for all."""
        known = next((choice for choice in self.choices if choice.word == word), None)
        wanted = None if word is None else known or Choice(word, harmless(word))
        if wanted != self._choice:
            self._choice = wanted
            self._say()
            self.chosen.emit()

    def open(self) -> None:
        """Open the list below."""
        everything = Choice("", self._look.text(say("All")))
        self._list = ChoiceList(
            self._look, self._name, (everything, *self.choices), self, find=self._find, chosen=self.word or ""
        )
        self._list.chosen.connect(lambda choice: self.choose(choice.word or None))
        self._list.open_below(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens the list, Backspace and Delete let all count again."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open()
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.choose(None)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """As wide as what it says."""
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2 * 11 + ICON + GAP_TINY
        return QSize(min(width, WIDEST), HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chip; tinted where a choice counts."""
        theme, counts = self._look.theme, self._choice is not None
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if self.isEnabled() else 0.5)
        ground = theme.colour("selected" if counts else "field")
        painter.setBrush(theme.touched(ground) if self.underMouse() else ground)
        lit = counts or self.hasFocus()
        painter.setPen(QPen(theme.colour("accent" if lit else "line"), 1.6 if self.hasFocus() else 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), HEIGHT / 2, HEIGHT / 2)
        square = QRectF(self.width() - 8 - ICON, (HEIGHT - ICON) / 2, ICON, ICON)
        theme.icons.paint(painter, Icon.DOWN, theme.colour("quiet"), square)
        painter.setFont(self.font())
        painter.setPen(theme.colour("ink"))
        room = self.rect().adjusted(11, 0, -ICON - GAP_SMALL - 2, 0)
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width() + 2)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()

    def _say(self) -> None:
        told = (
            say("{filter}: {choice}", filter=self._name, choice=self._choice.shown) if self._choice else None
        )
        self.setText(self._look.text(told) if told else self._name)
        self.updateGeometry()
        self.update()
