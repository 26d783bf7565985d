"""The theme in use: light, dark or high contrast, chosen or as the system has it."""

from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QApplication

from ui.theme.colours import DARK, HIGH_CONTRAST, LIGHT, Colours
from ui.theme.fonts import font
from ui.theme.icons import Icons
from ui.theme.palette import palette_of
from ui.theme.scale import Type

Choice = Literal["system", "light", "dark", "high-contrast"]
_CHOSEN: dict[Choice, Colours] = {"light": LIGHT, "dark": DARK, "high-contrast": HIGH_CONTRAST}


class Theme(QObject):
    """Colours and icons; `changed` comes when another is chosen, or the system's has changed and we follow it."""

    changed = Signal()

    def __init__(self, choice: Choice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choice = choice
        self._hints = QGuiApplication.styleHints()
        self._manners = self._hints.accessibility()
        self.colours: Colours = self._wanted()
        self.icons = Icons()
        self._hints.colorSchemeChanged.connect(self._follow)
        self._manners.contrastPreferenceChanged.connect(self._follow)

    def dress(self, application: QApplication) -> None:
        """Give the application our style, font and palette."""
        application.setStyle("Fusion")
        application.setFont(font(Type.BODY))
        application.setPalette(palette_of(self.colours))

    def colour(self, role: str) -> QColor:
        """The colour of a role, by its name in `Colours`."""
        return QColor(getattr(self.colours, role))

    def touched(self, ground: QColor, *, pressed: bool = False) -> QColor:
        """The ground of something under the mouse: a little nearer to its text, in the dark as in the light."""
        share, ink = 0.16 if pressed else 0.07, self.colour("ink")

        def nearer(part: int, other: int) -> int:
            return round(part + (other - part) * share)

        return QColor(
            nearer(ground.red(), ink.red()),
            nearer(ground.green(), ink.green()),
            nearer(ground.blue(), ink.blue()),
        )

    def choose(self, choice: Choice) -> None:
        """Change the theme while the program runs."""
        self._choice = choice
        self._follow()

    def _wanted(self) -> Colours:
        if self._choice == "system":
            if self._manners.contrastPreference() is Qt.ContrastPreference.HighContrast:
                return HIGH_CONTRAST
            return DARK if self._hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT
        return _CHOSEN[self._choice]

    def _follow(self) -> None:
        wanted = self._wanted()
        if wanted is self.colours:
            return
        self.colours = wanted
        QApplication.setPalette(palette_of(wanted))
        self.changed.emit()
