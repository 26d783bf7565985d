"""Texts that agents write often: filled with what is known of the call, and chosen from a menu."""

import re
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from screenpop.sentences import say
from screenpop.settings.model import TemplateTable
from ui.components.button import IconButton
from ui.components.look import Look
from ui.components.outside import harmless, harmless_text
from ui.components.tip import explain
from ui.theme.icons import Icon

KEY = "Ctrl+T"
_PLACE = re.compile(r"\{([a-z]+)\}")


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its places filled; one that nothing is known for stays as it is written."""

    def fill(place: re.Match[str]) -> str:
        return values.get(place[1], "") or place[0]

    return _PLACE.sub(fill, text)


class TemplateButton(IconButton):
    """Opens the menu; `chosen` carries a template's text, as the site wrote it. Not there where the site has none."""

    chosen = Signal(str)

    def __init__(self, look: Look, templates: Sequence[TemplateTable]) -> None:
        name = look.text(say("Texts"))
        super().__init__(look.theme, Icon.TEMPLATE, name)
        explain(self, f"{name} ({KEY})")
        self.menu = QMenu(self)
        for place, template in enumerate(templates, 1):
            digit = f"&{place}  " if place < 10 else ""
            action = self.menu.addAction(digit + harmless(template.name).replace("&", "&&"))
            text = harmless_text(template.text)
            action.triggered.connect(lambda _checked, text=text: self.chosen.emit(text))
        self.setVisible(bool(templates))
        self.clicked.connect(self.open)
        if templates:
            QShortcut(QKeySequence(KEY), self).activated.connect(self.open)

    def open(self) -> None:
        """Show the menu above the button, the first text at hand."""
        above = QPoint(0, -self.menu.sizeHint().height())
        self.menu.popup(self.mapToGlobal(above))
        if actions := self.menu.actions():
            self.menu.setActiveAction(actions[0])
