"""The program while no window of it is looked at: its menu, its icon beside the clock, and what they remind of."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject

from screenpop.sentences import Sentence
from ui.components.look import Look
from ui.desktop.line_state import LineState
from ui.desktop.program_menu import Entry, ProgramMenu
from ui.desktop.tray import Reminders, Tray


class Standby(QObject):
    """The menu is there with and without a tray; the icon where the desktop has a place for it.

    Attributes:
        menu: What the program can be asked for.
        tray: The icon beside the clock, or None.
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.menu = ProgramMenu(look)
        self.tray = Tray.build(look, self.menu)
        self._reminders = Reminders()

    @property
    def has_icon(self) -> bool:
        """A window that is closed can be brought back by the icon."""
        return self.tray is not None

    @property
    def reminders(self) -> Reminders:
        """What must not be forgotten now."""
        return self._reminders

    def show_line(self, lines: LineState) -> None:
        """Show how the lines stand."""
        if self.tray is not None:
            self.tray.show_line(lines)

    def show_missed(self, number: int) -> None:
        """So many calls were missed, and nobody has called back."""
        self.menu.show_how_many(Entry.CALLS, number)
        self._remind(replace(self._reminders, missed=number))

    def show_to_wrap_up(self, number: int) -> None:
        """So many calls were put off and wait for their wrap-up."""
        self._remind(replace(self._reminders, to_wrap_up=number))

    def show_due(self, number: int) -> None:
        """So many promises are due."""
        self.menu.show_how_many(Entry.MY_DAY, number)
        self._remind(replace(self._reminders, due=number))

    def show_without_card(self, number: int) -> None:
        """So many calls ring or are talked on and have no card, because nobody wants one."""
        self.menu.show_how_many(Entry.LAST_CARD, number)
        self._remind(replace(self._reminders, without_card=number))

    def show_no_cards(self, *, on: bool) -> None:
        """Cards stay away, or not any more."""
        self.menu.show_no_cards(on=on)
        self._remind(replace(self._reminders, no_cards=on))

    def show_waiting(self, told: Sequence[Sentence], *, on_server: bool = False) -> None:
        """Something saved here has not reached the database, nothing if all has; or nothing is saved here at all."""
        self._remind(replace(self._reminders, waiting=told, on_server=on_server))

    def show_troubles(self, told: Sequence[Sentence]) -> None:
        """Something of this desktop does not work, as a key that another program has."""
        self._remind(replace(self._reminders, troubles=told))

    def show_upgrade(self, told: Sentence) -> None:
        """A new version has been installed while this one runs."""
        self._remind(replace(self._reminders, upgraded=told))

    def say_again(self) -> None:
        """Take the reader's language and colours."""
        self.menu.say_again()
        if self.tray is not None:
            self.tray.show_again()

    def close(self) -> None:
        """Take the icon away."""
        if self.tray is not None:
            self.tray.hide()
        self.menu.close()

    def _remind(self, reminders: Reminders) -> None:
        if reminders != self._reminders:
            self._reminders = reminders
            if self.tray is not None:
                self.tray.remind(reminders)
