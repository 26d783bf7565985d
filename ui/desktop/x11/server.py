"""A connection of our own to the X server, beside Qt's: it sleeps until the server has something to tell."""

import ctypes as c
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, QPoint, QSocketNotifier, QTimer, Signal

from ui.desktop.x11.library import Event, Message, keysyms, libc, xcb

_ASYNC = 1
_EVENT_MASK = 0x800
_PROPERTY_CHANGES, _STRUCTURE = 0x400000, 0x020000
_TO_THE_WINDOW_MANAGER = 0x180000
_CLIENT_MESSAGE = 33
_LONGEST_PROPERTY = 1024
_FROM_A_PAGER = 2
_MODIFIERS = 0xED
"""Shift, Ctrl, Alt, Meta and what else there is, but for the locks, the mouse's buttons and the layout's group."""
_LOCKS = (0, 0x02, 0x10, 0x12)
"""Caps Lock and Num Lock, on or off: a key means the same."""


class XServer(QObject):
    """Knows nothing of our windows. `pressed` carries a key's code, its modifiers and the time of the server."""

    pressed = Signal(int, int, int)
    property_changed = Signal(int, int)
    gone = Signal(int)
    keyboard_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Connect.

        Raises:
            OSError: There is no server, or no library for it.
        """
        super().__init__(parent)
        self._library = xcb()
        self._connection = self._library.xcb_connect(None, None)
        if self._library.xcb_connection_has_error(self._connection):
            self._library.xcb_disconnect(self._connection)
            raise OSError("no X server")
        roots = self._library.xcb_setup_roots_iterator(self._library.xcb_get_setup(self._connection))
        self.root = int(roots.data[0])
        self._atoms: dict[str, int] = {}
        descriptor = self._library.xcb_get_file_descriptor(self._connection)
        self._notifier = QSocketNotifier(descriptor, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._hear)
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._hear)

    def close(self) -> None:
        """Disconnect; what was grabbed is free again."""
        self._notifier.setEnabled(False)
        self._soon.stop()
        self._library.xcb_disconnect(self._connection)

    def codes_of(self, symbol: int) -> Sequence[int]:
        """The keys of this keyboard that have a sign (keysym)."""
        library = keysyms()
        symbols = library.xcb_key_symbols_alloc(self._connection)
        codes = library.xcb_key_symbols_get_keycode(symbols, symbol)
        found = list(_until_zero(codes)) if codes else []
        if codes:
            libc().free(c.cast(codes, c.c_void_p))
        library.xcb_key_symbols_free(symbols)
        self._soon.start(0)
        return found

    def grab(self, code: int, modifiers: int) -> bool:
        """Have a key told to us, whoever has the keyboard; False if another program has it."""
        wanted = [modifiers | locks for locks in _LOCKS]
        refused = False
        for each in wanted:
            cookie = self._library.xcb_grab_key_checked(
                self._connection, 1, self.root, each, code, _ASYNC, _ASYNC
            )
            error = self._library.xcb_request_check(self._connection, cookie)
            if error:
                libc().free(error)
                refused = True
        if refused:
            self.let_go(code, modifiers)
        self._soon.start(0)
        return not refused

    def let_go(self, code: int, modifiers: int) -> None:
        """Have a key no more."""
        for locks in _LOCKS:
            self._library.xcb_ungrab_key(self._connection, code, self.root, modifiers | locks)
        self._library.xcb_flush(self._connection)

    def watch(self, window: int) -> None:
        """Have changes of a window's properties told, and that it is gone."""
        self._hear_of(window, _PROPERTY_CHANGES | _STRUCTURE)

    def ignore(self, window: int) -> None:
        """Have nothing told of a window any more."""
        self._hear_of(window, 0)

    def _hear_of(self, window: int, events: int) -> None:
        mask = c.c_uint32(events)
        self._library.xcb_change_window_attributes(self._connection, window, _EVENT_MASK, c.byref(mask))
        self._library.xcb_flush(self._connection)

    def atom(self, name: str) -> int:
        """The number of a name."""
        if name not in self._atoms:
            said = name.encode()
            cookie = self._library.xcb_intern_atom(self._connection, 0, len(said), said)
            reply = self._library.xcb_intern_atom_reply(self._connection, cookie, None)
            self._atoms[name] = int(reply.contents.atom) if reply else 0
            self._free(reply)
        return self._atoms[name]

    def numbers(self, window: int, name: str) -> Sequence[int]:
        """A property that holds numbers; none if the window is gone, or has no such property."""
        cookie = self._library.xcb_get_property(
            self._connection, 0, window, self.atom(name), 0, 0, _LONGEST_PROPERTY
        )
        reply = self._library.xcb_get_property_reply(self._connection, cookie, None)
        found: list[int] = []
        if reply and reply.contents.format == 32:
            values = c.cast(c.addressof(reply.contents) + 32, c.POINTER(c.c_uint32))
            found = [int(values[place]) for place in range(reply.contents.count)]
        self._free(reply)
        return found

    def place_of(self, window: int) -> QPoint | None:
        """Where a window's upper left lies on the whole desktop; None if it is gone."""
        cookie = self._library.xcb_translate_coordinates(self._connection, window, self.root, 0, 0)
        reply = self._library.xcb_translate_coordinates_reply(self._connection, cookie, None)
        place = QPoint(reply.contents.x, reply.contents.y) if reply else None
        self._free(reply)
        return place

    @property
    def active(self) -> int:
        """The window that has the keyboard; 0 is none."""
        return next(iter(self.numbers(self.root, "_NET_ACTIVE_WINDOW")), 0)

    def activate(self, window: int, at: int) -> None:
        """Have the window manager give a window the keyboard, as somebody's key has asked for it."""
        message = Message(_CLIENT_MESSAGE, 32, 0, window, self.atom("_NET_ACTIVE_WINDOW"))
        message.data[0], message.data[1] = _FROM_A_PAGER, at
        self._library.xcb_send_event(self._connection, 0, self.root, _TO_THE_WINDOW_MANAGER, c.byref(message))
        self._library.xcb_flush(self._connection)

    def _hear(self) -> None:
        while event := self._library.xcb_poll_for_event(self._connection):
            told = Event.from_buffer_copy(event.contents)
            self._free(event)
            self._tell(told)
        if self._library.xcb_connection_has_error(self._connection):
            self._notifier.setEnabled(False)  # the server has gone; so do all windows

    def _tell(self, event: Event) -> None:
        match event.kind & 0x7F:
            case 2:  # KeyPress
                self.pressed.emit(event.detail, event.state & _MODIFIERS, event.first)
            case 17 | 18:  # DestroyNotify, UnmapNotify
                self.gone.emit(event.second)
            case 28:  # PropertyNotify
                self.property_changed.emit(event.first, event.second)
            case 34:  # MappingNotify
                self.keyboard_changed.emit()

    def _free(self, reply: object) -> None:
        if reply:
            libc().free(c.cast(reply, c.c_void_p))  # type: ignore[arg-type] # every reply is a pointer
        self._soon.start(0)


def _until_zero(codes: Sequence[int]) -> Iterator[int]:
    place = 0
    while codes[place]:
        yield int(codes[place])
        place += 1
