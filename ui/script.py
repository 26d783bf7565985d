"""The windows as a script works them, which shows the program and takes its pictures: from another thread only."""

from pathlib import Path

from PySide6.QtGui import QKeySequence, QShortcut

from ui.application import Application
from ui.components.picture import save_picture


class Script:
    """Has the windows of an application do what an agent would, and waits until it is done."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._do = application.do

    def picture_card(self, file: Path) -> None:
        """Save what the newest card looks like with all its news, as PNG."""

        def take() -> None:
            card = self._application.cards[-1]
            card.catch_up()
            save_picture(card, file)

        self._do(take)

    def picture_home(self, file: Path) -> None:
        """Save what the home window looks like as it is, as PNG."""
        self._do(lambda: save_picture(self._application.history, file))

    def show_calls(self) -> None:
        """Turn the home window to the calls."""
        self._do(self._application.history.come_up)

    def show_day(self) -> None:
        """Turn the home window to “My day”."""
        self._do(lambda: self._application.history.come_up(self._application.day))

    def begin_prospect(self) -> None:
        """Begin to note somebody new on the newest card."""

        def begin() -> None:
            self._application.cards[-1].body.chooser.new.click()

        self._do(begin)

    def press(self, key: str) -> None:
        """Do what a key does on the newest card, as Qt writes it ("F3")."""

        def do_it() -> None:
            card = self._application.cards[-1]
            card.catch_up()
            wanted = QKeySequence(key)
            next(each for each in card.findChildren(QShortcut) if each.key() == wanted).activated.emit()

        self._do(do_it)

    def open_first(self, department: str) -> None:
        """Open in full what stands first on a panel of the newest card."""

        def open_it() -> None:
            card = self._application.cards[-1]
            card.catch_up()
            card.panels[department].open_first()

        self._do(open_it)
