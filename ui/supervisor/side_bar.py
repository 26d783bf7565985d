"""The side bar: which view the window shows, by mouse, by arrow keys, or by Ctrl and a digit."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from screenpop.sentences import say
from ui.components.boxes import column
from ui.components.line import Line
from ui.components.look import Look
from ui.components.side_button import SideButton
from ui.components.tip import explain
from ui.supervisor.view import View
from ui.theme.scale import GAP, GAP_LARGE, GAP_SMALL, GAP_TINY, Type

WIDTH = 188


class SideBar(QWidget):
    """All views below one another; `chosen` carries the place of the one that the reader turns to."""

    chosen = Signal(int)

    def __init__(self, look: Look, views: Sequence[View]) -> None:
        super().__init__()
        self._theme = look.theme
        self.setFixedWidth(WIDTH)
        name = Line(Type.CAPTION)
        name.tell(look.text(say("Supervisor")))
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        layout = column(self, margins=(GAP, GAP_LARGE + 2, GAP, GAP), gap=GAP_TINY)
        layout.addWidget(name)
        layout.addSpacing(GAP_SMALL)
        self.buttons: list[SideButton] = []
        for place, view in enumerate(views):
            button = SideButton(look.theme, look.text(view.title), view.icon)
            explain(button, f"Ctrl+{place + 1}")
            self._group.addButton(button, place)
            self.buttons.append(button)
            layout.addWidget(button)
        layout.addStretch(1)
        self._group.idToggled.connect(self._toggled)

    def choose(self, place: int) -> None:
        """Turn to a view."""
        if 0 <= place < len(self.buttons):
            button = self.buttons[place]
            button.setChecked(True)
            if any(each.hasFocus() for each in self.buttons):
                button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, and the line beside it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("surface"))
        painter.setPen(self._theme.colour("line"))
        painter.drawLine(self.rect().topRight(), self.rect().bottomRight())
        painter.end()

    def _toggled(self, place: int, on: bool) -> None:
        if on:
            self.chosen.emit(place)
