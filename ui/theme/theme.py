"""The theme in use: light or dark, chosen or as the system has it."""

from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QApplication

from ui.theme.colours import DARK, LIGHT, Colours
from ui.theme.fonts import font
from ui.theme.icons import Icons
from ui.theme.palette import palette_of
from ui.theme.scale import Type

Choice = Literal["system", "light", "dark"]


class Theme(QObject):
    """Colours and icons; `changed` comes when the system turns dark or light and we follow it."""

    changed = Signal()

    def __init__(self, choice: Choice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choice = choice
        self.colours: Colours = self._wanted()
        self.icons = Icons()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)

    def dress(self, application: QApplication) -> None:
        """Give the application our style, font and palette."""
        application.setStyle("Fusion")
        application.setFont(font(Type.BODY))
        application.setPalette(palette_of(self.colours))

    def colour(self, role: str) -> QColor:
        """The colour of a role, by its name in `Colours`."""
        return QColor(getattr(self.colours, role))

    def choose(self, choice: Choice) -> None:
        """Change the theme while the program runs."""
        self._choice = choice
        self._follow()

    def _wanted(self) -> Colours:
        if self._choice == "system":
            dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
            return DARK if dark else LIGHT
        return DARK if self._choice == "dark" else LIGHT

    def _follow(self) -> None:
        wanted = self._wanted()
        if wanted is self.colours:
            return
        self.colours = wanted
        QApplication.setPalette(palette_of(wanted))
        self.changed.emit()
