"""What the program can be asked for: one menu for the tray icon, and for the window where there is no tray."""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from screenpop.sentences import Sentence, say
from ui.components.look import Look


class Entry(Enum):
    """What stands in the menu, in this order."""

    LAST_CARD = "last card"
    CALLS = "calls"
    MY_DAY = "my day"
    NO_CARDS = "no cards"
    PRACTISE = "practise"
    SUPERVISOR = "supervisor"
    SETTINGS = "settings"
    SIGN_OUT = "sign out"
    QUIT = "quit"


_TEXTS = {
    Entry.LAST_CARD: say("Show the last card"),
    Entry.CALLS: say("Calls"),
    Entry.MY_DAY: say("My day"),
    Entry.NO_CARDS: say("No cards"),
    Entry.PRACTISE: say("Practise a call"),
    Entry.SUPERVISOR: say("Supervisor"),
    Entry.SETTINGS: say("Settings"),
    Entry.SIGN_OUT: say("Sign out"),
    Entry.QUIT: say("Quit"),
}
_BEFORE_THESE_A_LINE = (Entry.NO_CARDS, Entry.SUPERVISOR, Entry.SIGN_OUT)


class ProgramMenu(QObject):
    """Shows what is offered, and nothing else. `no_cards_wanted` carries whether cards shall stay away.

    Attributes:
        menu: Qt's own, for whoever opens it.
    """

    no_cards_wanted = Signal(bool)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.menu = QMenu()
        self._actions = {}
        self._counts: dict[Entry, int] = {}
        self._wanted: dict[Entry, Callable[[], None]] = {}
        for entry in Entry:
            if entry in _BEFORE_THESE_A_LINE:
                self.menu.addSeparator()
            action = self._actions[entry] = self.menu.addAction("")
            action.setVisible(False)
            if entry is not Entry.NO_CARDS:
                action.triggered.connect(lambda _checked=False, entry=entry: self._wanted[entry]())
        switch = self._actions[Entry.NO_CARDS]
        switch.setCheckable(True)
        switch.setVisible(True)
        switch.triggered.connect(self.no_cards_wanted)
        self.say_again()

    def offer(self, entry: Entry, wanted: Callable[[], None]) -> None:
        """The entry can be chosen from now on, and does this."""
        self._wanted[entry] = wanted
        self._actions[entry].setVisible(True)

    def offers(self, entry: Entry) -> bool:
        """Whether it can be chosen."""
        return self._actions[entry].isVisible()

    def choose(self, entry: Entry) -> None:
        """Do what a click on the entry does."""
        self._actions[entry].trigger()

    def show_no_cards(self, *, on: bool) -> None:
        """Show whether cards stay away."""
        self._actions[Entry.NO_CARDS].setChecked(on)

    def show_how_many(self, entry: Entry, number: int) -> None:
        """Say how many there are behind an entry; 0 says nothing."""
        self._counts[entry] = number
        self._say(entry)

    def say_again(self) -> None:
        """Take the texts of the reader's language."""
        for entry in Entry:
            self._say(entry)

    def _say(self, entry: Entry) -> None:
        number = self._counts.get(entry, 0)
        told: Sentence = _TEXTS[entry]
        if number:
            told = say("{entry} ({number})", entry=told, number=number)
        self._actions[entry].setText(self._look.text(told))

    def close(self) -> None:
        """Let go of the menu."""
        self.menu.deleteLater()
