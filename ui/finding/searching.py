"""A search as somebody types: asked soon after the last key, one question at a time, only the newest answer counts."""

from PySide6.QtCore import QObject, QTimer, Signal

from screenpop.customers import Person
from screenpop.sentences import Sentence
from ui.finding.finder import Finder

TYPING_MS = 10
"""Keys that come together, as when a text is pasted or a key is held down, are one question."""


class Search(QObject):
    """`found` carries people, `failed` a sentence; both are about the newest text only."""

    found = Signal(object)
    failed = Signal(object)

    def __init__(self, finder: Finder, parent: QObject) -> None:
        super().__init__(parent)
        self._finder = finder
        self._wanted = ""
        self._turn = 0
        self._asking = False
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self._ask)

    @property
    def pending(self) -> bool:
        """What is shown does not answer what was typed last."""
        return bool(self._wanted)

    def want(self, text: str) -> None:
        """Search for this, and for nothing that was wanted before; an empty text wants nothing."""
        self._turn += 1
        self._wanted = text
        if text:
            self._typing.start()
        else:
            self._typing.stop()

    def stop(self) -> None:
        """Nothing is wanted any more, and no answer under way counts."""
        self.want("")

    def _ask(self) -> None:
        if not self._wanted or self._asking:
            return  # the newest text has its turn once the directory has answered
        self._asking = True
        turn = self._turn

        def found(people: tuple[Person, ...]) -> None:
            if self._answered(turn):
                self.found.emit(people)

        def failed(trouble: Sentence) -> None:
            if self._answered(turn):
                self.failed.emit(trouble)

        self._finder.find(self._wanted, found, failed)

    def _answered(self, turn: int) -> bool:
        """Whether this was the newest question; else that one is asked now."""
        self._asking = False
        if turn == self._turn:
            self._wanted = ""
            return True
        if not self._typing.isActive():
            self._ask()
        return False
