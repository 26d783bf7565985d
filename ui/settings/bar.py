"""The settings' side bar: a search over all sections, and the sections."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from screenpop.sentences import say
from screenpop.settings.sections import SECTIONS
from ui.components.boxes import column
from ui.components.field import LineField
from ui.components.look import Look
from ui.components.side_button import SideButton
from ui.theme.icons import Icon
from ui.theme.scale import GAP, GAP_LARGE, GAP_SMALL, GAP_TINY

WIDTH = 220
_ICONS = {
    "you": Icon.PEOPLE,
    "line": Icon.LIVE,
    "directory": Icon.SEARCH,
    "sources": Icon.DATABASE,
    "departments": Icon.CHARTS,
    "card": Icon.WINDOW,
    "keys": Icon.KEYBOARD,
    "wrap_up": Icon.NOTE,
    "called": Icon.CALL_IN,
    "verification": Icon.SHIELD,
    "offers": Icon.OFFER,
    "facts": Icon.INFO,
    "links": Icon.LINK_OUT,
    "record": Icon.LOG,
    "supervision": Icon.EYE,
    "diagnostics": Icon.ALARM,
}


class SectionBar(QWidget):
    """`chosen` carries a section's name."""

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFixedWidth(WIDTH)
        layout = column(self, margins=(GAP, GAP_LARGE, GAP, GAP), gap=GAP_TINY)
        name = look.text(say("Search"))
        self.search = LineField(look.theme, name, name, Icon.SEARCH)
        layout.addWidget(self.search)
        layout.addSpacing(GAP_SMALL)
        self._group = QButtonGroup(self)
        self.buttons: list[SideButton] = []
        for place, section in enumerate(SECTIONS):
            button = SideButton(look.theme, look.text(section.title), _ICONS[section.name])
            self._group.addButton(button, place)
            self.buttons.append(button)
            layout.addWidget(button)
        layout.addStretch(1)
        self._group.idToggled.connect(self._toggled)

    @property
    def section(self) -> str:
        """The name of the one that is chosen."""
        return SECTIONS[max(0, self._group.checkedId())].name

    def choose(self, name: str) -> None:
        """Turn to a section."""
        self.buttons[[section.name for section in SECTIONS].index(name)].setChecked(True)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, and the line beside it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.theme.colour("surface"))
        painter.setPen(self._look.theme.colour("line"))
        painter.drawLine(self.rect().topRight(), self.rect().bottomRight())
        painter.end()

    def _toggled(self, place: int, on: bool) -> None:
        if on:
            self.chosen.emit(SECTIONS[place].name)
