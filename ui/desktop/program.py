"""What every program of ours with windows begins with: Qt, our fonts, the reader's language and theme."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from screenpop.settings.model import LanguageName, WindowTable
from ui.components.look import Look
from ui.desktop.interruption import Interruption
from ui.language import Language, language_for, qt_texts
from ui.theme.fonts import load_fonts
from ui.theme.icons import application_icon
from ui.theme.theme import Theme
from ui.wording import Wording


class Program(QObject):
    """Once a process. After `language_changed` whoever shows texts shows them anew.

    Attributes:
        qt: Qt's own application.
        look: How everything looks and speaks.
    """

    language_changed = Signal()

    def __init__(self, window: WindowTable) -> None:
        self.qt = _qt_application()
        super().__init__()
        load_fonts()
        language = language_for(window.language)
        self._qt_texts = qt_texts(language.code)
        self.qt.installTranslator(self._qt_texts)
        self.look = Look(Theme(window.theme), Wording(language))
        self.look.theme.dress(self.qt)

    def run(self, come_up: Callable[[], None]) -> int:
        """Show a window by `come_up` and work until Qt is told to quit, or this process to end; the exit code."""
        interruption = Interruption(self.qt.quit)
        come_up()
        try:
            return self.qt.exec()
        finally:
            interruption.close()

    def choose_language(self, name: LanguageName) -> None:
        """Speak another language from now on, or the one that the desktop speaks."""
        self.speak(language_for(name))

    def speak(self, language: Language) -> None:
        """Speak this language from now on."""
        if language == self.look.wording.language:
            return
        self.qt.removeTranslator(self._qt_texts)
        self._qt_texts = qt_texts(language.code)
        self.qt.installTranslator(self._qt_texts)
        self.look.wording.speak(language)
        self.language_changed.emit()

    def close(self) -> None:
        """Take back what was lent to Qt."""
        self.qt.removeTranslator(self._qt_texts)


def _qt_application() -> QApplication:
    known = QApplication.instance()
    made = known if isinstance(known, QApplication) else QApplication(["screenpop"])
    made.setApplicationName("screenpop")
    made.setApplicationDisplayName("Screenpop")
    made.setDesktopFileName("screenpop")
    made.setWindowIcon(application_icon())
    return made
