"""How the agent reaches the cards from other programs, and when cards keep out of those programs' way."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from screenpop.sentences import Sentence
from screenpop.settings.model import KeysTable
from ui.desktop.full_screen import FullScreen
from ui.desktop.hotkeys.hot_keys import HotKeys, key_system
from ui.desktop.screens import Home
from ui.desktop.x11.server import XServer
from ui.pop.stack import CardStack

W = TypeVar("W", bound=QWidget)


class Reach:
    """Begins once the windows are there, because the system is asked.

    Args:
        stack: The cards.
        home: Where they stand.
        keys: What the settings want.
        over_full_screen: Cards stand before an application that fills the screen.
        turn_cards: Switches between no cards and cards.
    """

    def __init__(
        self,
        stack: CardStack,
        home: Home,
        keys: KeysTable,
        *,
        over_full_screen: bool,
        turn_cards: Callable[[], None],
    ) -> None:
        self._stack = stack
        self._server = _x_server()
        wishes = {"card": self._turn_to_card, "put_away": stack.put_all_away, "no_cards": turn_cards}
        self._keys = HotKeys(keys, key_system(self._server), wishes)
        self._full_screen: FullScreen | None = None
        if not over_full_screen:
            full = self._full_screen = FullScreen(lambda: home.screen, self._server)
            full.changed.connect(self._keep_out)
            stack.keep_out_while(lambda: full.covered)

    @property
    def troubles(self) -> Sequence[Sentence]:
        """Which keys do not work, and why."""
        return self._keys.troubles

    @property
    def hint(self) -> Sentence | None:
        """What is to be known where the system lets nobody have keys, or not always."""
        return self._keys.hint

    def turn_to(self, bring: Callable[[], W | None]) -> W | None:
        """Give one of our windows the keyboard: the agent has asked for it in another program.

        Args:
            bring: Brings the window up, if there is one.
        """
        if self._stack.in_use is None:
            self._keys.remember()
        window = bring()
        if window is not None:
            self._keys.lend(int(window.winId()))
        return window

    def close(self) -> None:
        """Let go of keys and of the server."""
        self._keys.close()
        if self._full_screen is not None:
            self._full_screen.close()
        if self._server is not None:
            self._server.close()

    def _turn_to_card(self) -> None:
        """The key leads into the last card, from an earlier one too; from there back to where the agent was."""
        card = self._stack.in_use
        if card is not None and self._stack.last in (None, card):
            card.way_in.shut()
            self._keys.give_back()
        else:
            self.turn_to(self._stack.show_last)

    def _keep_out(self) -> None:
        if self._full_screen is not None:
            self._stack.hold(on=self._full_screen.covered)


def _x_server() -> XServer | None:
    if QGuiApplication.platformName() != "xcb":
        return None
    try:
        return XServer()
    except OSError:
        return None
