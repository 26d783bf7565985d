"""Keys that work everywhere, on X11: grabbed at the root window."""

import os
from collections.abc import Callable

from PySide6.QtCore import QObject

from screenpop.sentences import Sentence, say
from screenpop.settings.hot_keys import HotKey
from ui.desktop.x11.server import XServer

_MODIFIERS = {"Shift": 0x01, "Ctrl": 0x04, "Alt": 0x08, "Meta": 0x40}
_SYMBOLS = {
    "Space": 0x20,
    "Tab": 0xFF09,
    "Return": 0xFF0D,
    "Escape": 0xFF1B,
    "Backspace": 0xFF08,
    "Insert": 0xFF63,
    "Delete": 0xFFFF,
    "Home": 0xFF50,
    "End": 0xFF57,
    "PgUp": 0xFF55,
    "PgDown": 0xFF56,
    "Left": 0xFF51,
    "Up": 0xFF52,
    "Right": 0xFF53,
    "Down": 0xFF54,
    "Pause": 0xFF13,
    "Print": 0xFF61,
}
_F1 = 0xFFBE
_ONLY_OLD_WINDOWS = say(
    "Under Wayland our keys work only while a program for X11 has the keyboard. Give the command “screenpop show” "
    "a key in the desktop's keyboard settings."
)


class X11Keys(QObject):
    """One key is one or more of the keyboard's, each with its modifiers."""

    def __init__(self, server: XServer) -> None:
        super().__init__()
        self.hint = _ONLY_OLD_WINDOWS if os.environ.get("WAYLAND_DISPLAY") else None
        self._server = server
        self._pressed: dict[tuple[int, int], Callable[[], None]] = {}
        self._wanted: list[tuple[HotKey, Callable[[], None]]] = []
        self._at = 0
        server.pressed.connect(self._hear)
        server.keyboard_changed.connect(self._take_again)

    def take(self, key: HotKey, pressed: Callable[[], None]) -> Sentence | None:
        """Have `pressed` called whenever the key is; a sentence says why that cannot be."""
        codes = self._server.codes_of(_symbol(key.key))
        if not codes:
            return say("{key}: this keyboard has no such key.", key=str(key))
        modifiers = sum(_MODIFIERS[each] for each in key.modifiers)
        taken = [self._server.grab(code, modifiers) for code in codes]
        if not all(taken):
            for code in codes:
                self._server.let_go(code, modifiers)  # half a key would be swallowed and do nothing
            return say("{key} is taken by another program; choose another key.", key=str(key))
        self._pressed |= {(code, modifiers): pressed for code in codes}
        self._wanted.append((key, pressed))
        return None

    def holder(self) -> int:
        """The window that has the keyboard now; 0 is none."""
        return self._server.active

    def give(self, window: int) -> None:
        """Give a window the keyboard: the key that was pressed last asks for it."""
        at, self._at = self._at, 0
        self._server.activate(window, at)

    def close(self) -> None:
        """Let go of all keys."""
        for code, modifiers in self._pressed:
            self._server.let_go(code, modifiers)
        self._pressed.clear()
        self._wanted.clear()

    def _hear(self, code: int, modifiers: int, at: int) -> None:
        pressed = self._pressed.get((code, modifiers))
        if pressed is not None:
            self._at = at
            pressed()

    def _take_again(self) -> None:
        """Another layout has the key elsewhere."""
        wanted = list(self._wanted)
        self.close()
        for key, pressed in wanted:
            self.take(key, pressed)
        self._wanted = wanted  # also those that this layout lacks: the next one may have them


def _symbol(key: str) -> int:
    if len(key) == 1:
        return ord(key.lower())
    return _F1 - 1 + int(key[1:]) if key[1:].isdigit() else _SYMBOLS[key]
