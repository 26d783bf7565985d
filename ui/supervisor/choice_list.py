"""An open list of choices, searched by typing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from screenpop.folding import folded
from screenpop.sentences import say
from ui.components.boxes import column
from ui.components.field import LineField
from ui.components.look import Look
from ui.components.rows import Row, Rows
from ui.components.surface import Surface
from ui.theme.icons import Icon
from ui.theme.scale import GAP_SMALL

LIST_WIDTH, LIST_HEIGHT, SEARCHED_FROM = 248, 264, 9
TYPING_MS = 200
CHOSEN = "✓"


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: what the record calls it, and how the reader reads it."""

    word: str
    shown: str


Find = Callable[[str, Callable[[Sequence[Choice]], None]], None]
"""Finds the choices that hold a text, and tells them later."""


class ChoiceList(Surface):
    """The open list; `chosen` carries the choice. Escape shuts it."""

    chosen = Signal(object)

    def __init__(
        self,
        look: Look,
        name: str,
        choices: Sequence[Choice],
        parent: QWidget,
        *,
        find: Find | None = None,
        chosen: str | None = None,
    ) -> None:
        super().__init__(look.theme, "surface", parent, outline="line")
        self._find = find
        self._chosen = chosen
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self._ask)
        self.setWindowFlags(Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self._choices = choices
        self.search = LineField(look.theme, look.text(say("Search")), look.text(say("Search")), Icon.SEARCH)
        self.rows = Rows(look.theme)
        self.rows.show_bar(shown=True)
        layout = column(self, margins=(GAP_SMALL, GAP_SMALL, GAP_SMALL, GAP_SMALL), gap=GAP_SMALL - 2)
        layout.addWidget(self.search)
        layout.addWidget(self.rows, 1)
        long = find is not None or len(choices) > SEARCHED_FROM
        self.search.setVisible(long)
        self.setFixedSize(LIST_WIDTH, LIST_HEIGHT if long else 22 * len(choices) + 2 * GAP_SMALL)
        self.setAccessibleName(name)
        self.search.edit.textChanged.connect(self._narrow)
        self.search.edit.returnPressed.connect(self._take_first)
        self.rows.chosen.connect(self._take)
        self._narrow("")

    def open_below(self, button: QWidget) -> None:
        """Show it under a button, within its screen."""
        place = button.mapToGlobal(QPoint(0, button.height() + 2))
        room = button.screen().availableGeometry()
        left = max(room.left(), min(place.x(), room.right() - self.width()))
        top = place.y() if place.y() + self.height() <= room.bottom() else room.bottom() - self.height()
        self.move(left, max(room.top(), top))
        self.show()
        first = self.search.edit if self.search.isVisible() else self.rows
        first.setFocus()
        self.rows.setCurrentIndex(self.rows.model().index(0, 0))

    def _narrow(self, text: str) -> None:
        if self._find is not None and text.strip():
            self._typing.start()
            return
        self._typing.stop()
        wanted = folded(text)
        self._show([choice for choice in self._choices if wanted in folded(choice.shown)])

    def _ask(self) -> None:
        text = self.search.edit.text().strip()
        if self._find is not None and text:
            self._find(text, lambda found: self._show_found(text, found))

    def _show_found(self, text: str, found: Sequence[Choice]) -> None:
        if isValid(self) and text == self.search.edit.text().strip():
            self._show(found)

    def _show(self, choices: Sequence[Choice]) -> None:
        self.rows.show_rows(
            tuple(
                Row(choice.shown, before=CHOSEN if choice.word == self._chosen else " ", opens=choice)
                for choice in choices
            )
        )

    def _take_first(self) -> None:
        if self.rows.rows:
            self._take(self.rows.rows[0])

    def _take(self, row: Row) -> None:
        self.chosen.emit(row.opens)
        self.close()
