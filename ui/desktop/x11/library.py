"""The few functions of libxcb that we call. Qt's own windows on X11 stand on the same library, so it is there.

A library of Python's own would take a tenth of a second to load, and eight megabytes.
"""

import ctypes as c
from functools import cache

_Pointer = c.c_void_p


class Cookie(c.Structure):
    """A request whose reply can be asked for."""

    _fields_ = (("sequence", c.c_uint),)


class ScreenIterator(c.Structure):
    """Stands at one screen; what it points to begins with the root window's id."""

    _fields_ = (("data", c.POINTER(c.c_uint32)), ("remaining", c.c_int), ("index", c.c_int))


class Atom(c.Structure):
    """A name's number."""

    _fields_ = (
        *(("kind", c.c_uint8), ("pad", c.c_uint8), ("sequence", c.c_uint16)),
        *(("length", c.c_uint32), ("atom", c.c_uint32)),
    )


class Property(c.Structure):
    """A window's property; its values follow."""

    _fields_ = (
        *(("kind", c.c_uint8), ("format", c.c_uint8), ("sequence", c.c_uint16), ("length", c.c_uint32)),
        *(("type", c.c_uint32), ("bytes_after", c.c_uint32), ("count", c.c_uint32), ("pad", c.c_uint8 * 12)),
    )


class Translated(c.Structure):
    """Where a point of one window lies in another."""

    _fields_ = (
        *(("kind", c.c_uint8), ("same_screen", c.c_uint8), ("sequence", c.c_uint16), ("length", c.c_uint32)),
        *(("child", c.c_uint32), ("x", c.c_int16), ("y", c.c_int16)),
    )


class Event(c.Structure):
    """What the server tells: of a key that is pressed, or of a property that has changed.

    Attributes:
        kind: Which event.
        detail: Of a key: its code.
        first, second, third: Of a key: time, root, window. Of a property: window, atom, time. Of a window that is
            gone: who is told of it, the window.
    """

    _fields_ = (
        *(("kind", c.c_uint8), ("detail", c.c_uint8), ("sequence", c.c_uint16)),
        *(("first", c.c_uint32), ("second", c.c_uint32), ("third", c.c_uint32), ("child", c.c_uint32)),
        *(("points", c.c_int16 * 4), ("state", c.c_uint16), ("rest", c.c_uint16)),
    )


class Message(c.Structure):
    """What is told to the window manager."""

    _fields_ = (
        *(("kind", c.c_uint8), ("format", c.c_uint8), ("sequence", c.c_uint16)),
        *(("window", c.c_uint32), ("type", c.c_uint32), ("data", c.c_uint32 * 5)),
    )


_U8, _U16, _U32 = c.c_uint8, c.c_uint16, c.c_uint32
_FUNCTIONS: dict[str, tuple[type | None, tuple[type, ...]]] = {
    "xcb_connect": (_Pointer, (c.c_char_p, _Pointer)),
    "xcb_connection_has_error": (c.c_int, (_Pointer,)),
    "xcb_disconnect": (None, (_Pointer,)),
    "xcb_get_file_descriptor": (c.c_int, (_Pointer,)),
    "xcb_get_setup": (_Pointer, (_Pointer,)),
    "xcb_setup_roots_iterator": (ScreenIterator, (_Pointer,)),
    "xcb_flush": (c.c_int, (_Pointer,)),
    "xcb_poll_for_event": (c.POINTER(Event), (_Pointer,)),
    "xcb_request_check": (_Pointer, (_Pointer, Cookie)),
    "xcb_grab_key_checked": (Cookie, (_Pointer, _U8, _U32, _U16, _U8, _U8, _U8)),
    "xcb_ungrab_key": (Cookie, (_Pointer, _U8, _U32, _U16)),
    "xcb_intern_atom": (Cookie, (_Pointer, _U8, _U16, c.c_char_p)),
    "xcb_intern_atom_reply": (c.POINTER(Atom), (_Pointer, Cookie, _Pointer)),
    "xcb_get_property": (Cookie, (_Pointer, _U8, _U32, _U32, _U32, _U32, _U32)),
    "xcb_get_property_reply": (c.POINTER(Property), (_Pointer, Cookie, _Pointer)),
    "xcb_translate_coordinates": (Cookie, (_Pointer, _U32, _U32, c.c_int16, c.c_int16)),
    "xcb_translate_coordinates_reply": (c.POINTER(Translated), (_Pointer, Cookie, _Pointer)),
    "xcb_change_window_attributes": (Cookie, (_Pointer, _U32, _U32, c.POINTER(_U32))),
    "xcb_send_event": (Cookie, (_Pointer, _U8, _U32, _U32, c.POINTER(Message))),
}
_OF_KEYS: dict[str, tuple[type | None, tuple[type, ...]]] = {
    "xcb_key_symbols_alloc": (_Pointer, (_Pointer,)),
    "xcb_key_symbols_free": (None, (_Pointer,)),
    "xcb_key_symbols_get_keycode": (c.POINTER(_U8), (_Pointer, _U32)),
}


@cache
def xcb() -> c.CDLL:
    """The library.

    Raises:
        OSError: It is not installed.
    """
    return _described("libxcb.so.1", _FUNCTIONS)


@cache
def keysyms() -> c.CDLL:
    """The library that knows which key has which sign.

    Raises:
        OSError: It is not installed.
    """
    return _described("libxcb-keysyms.so.1", _OF_KEYS)


@cache
def libc() -> c.CDLL:
    """What frees what the other libraries have made."""
    return _described(None, {"free": (None, (_Pointer,))})


def _described(name: str | None, functions: dict[str, tuple[type | None, tuple[type, ...]]]) -> c.CDLL:
    library = c.CDLL(name)
    for each, (result, arguments) in functions.items():
        function = getattr(library, each)
        function.restype, function.argtypes = result, arguments
    return library
