"""The keys of the settings at work: each does its wish, and what could not be taken is told in words."""

import sys
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtGui import QGuiApplication

from screenpop.sentences import Sentence, say
from screenpop.settings.hot_keys import read_hot_keys
from screenpop.settings.model import KeysTable
from ui.desktop.hotkeys.system import KeySystem, NoKeys
from ui.desktop.hotkeys.x11 import X11Keys
from ui.desktop.x11.server import XServer

if sys.platform == "win32":
    from ui.desktop.hotkeys.windows import WindowsKeys

_ON_WAYLAND = say(
    "Under Wayland no program may have keys of its own everywhere. Give the command “screenpop show” a key in the "
    "desktop's keyboard settings."
)
_NOWHERE = say("This desktop lets no program have keys of its own everywhere.")


class HotKeys:
    """Takes them once the windows are there.

    Attributes:
        troubles: What is wrong with keys of the settings; nothing if all work.
        hint: What is to be known where the system lets nobody have keys, or not always.
    """

    def __init__(self, table: KeysTable, system: KeySystem, wishes: Mapping[str, Callable[[], None]]) -> None:
        self._system = system
        self._before = 0
        read = read_hot_keys(table)
        refused = [system.take(key, wishes[wish]) for wish, key in read.keys.items()]
        self.troubles: Sequence[Sentence] = [*read.troubles, *filter(None, refused)]
        self.hint = system.hint if read.keys else None

    def remember(self) -> None:
        """Know who has the keyboard now, before one of our windows asks for it."""
        self._before = self._system.holder()

    def lend(self, window: int) -> None:
        """Give one of our windows the keyboard."""
        self._system.give(window)

    def give_back(self) -> None:
        """Give the keyboard to whoever had it before."""
        if self._before:
            self._system.give(self._before)

    def close(self) -> None:
        """Let go of all keys."""
        self._system.close()


def key_system(server: XServer | None) -> KeySystem:
    """What this desktop can do for keys; `server` is the X server, where there is one."""
    if server is not None:
        return X11Keys(server)
    if sys.platform == "win32":
        return WindowsKeys()
    return NoKeys(_ON_WAYLAND if QGuiApplication.platformName().startswith("wayland") else _NOWHERE)
