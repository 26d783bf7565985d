"""Keys that work everywhere, on Windows: RegisterHotKey. Written by its documentation; no test runs it yet."""

import ctypes
import sys
from collections.abc import Callable

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication

from screenpop.sentences import Sentence, say
from screenpop.settings.hot_keys import HotKey

_MODIFIERS = {"Alt": 0x01, "Ctrl": 0x02, "Shift": 0x04, "Meta": 0x08}
_NO_REPEAT = 0x4000
_HOT_KEY_MESSAGE = 0x0312
_CODES = {
    "Backspace": 0x08,
    "Tab": 0x09,
    "Return": 0x0D,
    "Pause": 0x13,
    "Escape": 0x1B,
    "Space": 0x20,
    "PgUp": 0x21,
    "PgDown": 0x22,
    "End": 0x23,
    "Home": 0x24,
    "Left": 0x25,
    "Up": 0x26,
    "Right": 0x27,
    "Down": 0x28,
    "Print": 0x2C,
    "Insert": 0x2D,
    "Delete": 0x2E,
}
_F1 = 0x70

if sys.platform == "win32":
    import ctypes.wintypes

    class WindowsKeys(QAbstractNativeEventFilter):
        """Each key has a number of ours, by which Windows tells of it in the thread that took it."""

        def __init__(self) -> None:
            super().__init__()
            self.hint: Sentence | None = None
            self._user32 = ctypes.windll.user32
            self._pressed: dict[int, Callable[[], None]] = {}
            application = QCoreApplication.instance()
            if application is not None:
                application.installNativeEventFilter(self)

        def take(self, key: HotKey, pressed: Callable[[], None]) -> Sentence | None:
            """Have `pressed` called whenever the key is; a sentence says why that cannot be."""
            number = len(self._pressed) + 1
            modifiers = sum(_MODIFIERS[each] for each in key.modifiers) | _NO_REPEAT
            if not self._user32.RegisterHotKey(None, number, modifiers, code_of(key.key)):
                return say("{key} is taken by another program; choose another key.", key=str(key))
            self._pressed[number] = pressed
            return None

        def holder(self) -> int:
            """The window that has the keyboard now; 0 is none."""
            return int(self._user32.GetForegroundWindow() or 0)

        def give(self, window: int) -> None:
            """Give a window the keyboard."""
            self._user32.SetForegroundWindow(window)

        def close(self) -> None:
            """Let go of all keys."""
            for number in self._pressed:
                self._user32.UnregisterHotKey(None, number)
            self._pressed.clear()

        def nativeEventFilter(
            self, _kind: QByteArray | bytes | bytearray | memoryview, message: int
        ) -> tuple[bool, int]:
            """Hear of our keys among all messages."""
            told = ctypes.wintypes.MSG.from_address(int(message))
            if told.message == _HOT_KEY_MESSAGE and (pressed := self._pressed.get(told.wParam)):
                pressed()
                return True, 0
            return False, 0


def code_of(key: str) -> int:
    """The virtual key of a name."""
    if len(key) == 1:
        return ord(key)
    return _F1 - 1 + int(key[1:]) if key[1:].isdigit() else _CODES[key]
