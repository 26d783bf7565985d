"""What the seat is called: this computer, or the one before which somebody sits who works here from afar.

On a terminal server all share one computer, so that its name says nothing of where a person sits. What the way in
tells of the person's own computer is the seat then; docs/hot-desks.md says what each of them tells.
"""

import ipaddress
import os
import platform
import socket
from collections.abc import Mapping

_CONSOLE = "console"
_NAMES = ("CLIENTNAME", "LTSP_CLIENT_HOSTNAME")
"""RDP and Citrix on Windows, what a site's own xrdp sets, and thin clients of LTSP."""
_ADDRESSES = ("SSH_CONNECTION", "SSH_CLIENT")
"""What X2Go, which comes by SSH, leaves of where its client is."""
_CLIENT_NAME = 10
"""WTSClientName, as wtsapi32.h has it."""


def machine_name(environment: Mapping[str, str] | None = None) -> str:
    """The seat's name, as a map may write it; "" where nothing tells one.

    Args:
        environment: This process's, where it is left out.
    """
    known = os.environ if environment is None else environment
    return plain(_far_end(known) or socket.gethostname() or platform.node())


def plain(name: str) -> str:
    """A machine's name without its domain and in small letters; an address stays as it is."""
    stripped = name.strip().casefold()
    try:
        return str(ipaddress.ip_address(stripped))
    except ValueError:
        return stripped.partition(".")[0]


def session_name(environment: Mapping[str, str] | None = None) -> str:
    """What tells one session of this account from another on the same computer; "" where there is only one."""
    known = os.environ if environment is None else environment
    names = ("SESSIONNAME",) if os.name == "nt" else ("WAYLAND_DISPLAY", "DISPLAY", "XDG_SESSION_ID")
    told = next((known[name] for name in names if known.get(name)), "")
    return f"{machine_name(known)} {told}".strip()


def _far_end(known: Mapping[str, str]) -> str:
    """The computer at the other end of a remote session; "" where somebody sits before this one."""
    if os.name == "nt":
        return _without_console(_told_by_windows() or known.get("CLIENTNAME", ""))
    names = (*_NAMES, *_ADDRESSES) if known.get("X2GO_SESSION") else _NAMES
    told = next((known[name] for name in names if known.get(name)), "")
    return _without_console(told.partition(" ")[0])


def _without_console(name: str) -> str:
    return "" if name.strip().casefold() == _CONSOLE else name.strip()


def _told_by_windows() -> str:
    """The client of this session: the environment still has the one before whoever has moved elsewhere meanwhile."""
    import ctypes  # noqa: PLC0415 # only where there is a Windows to ask

    library = getattr(ctypes, "WinDLL", None)
    if library is None:
        return ""
    try:
        sessions = library("wtsapi32")
        told, size = ctypes.c_wchar_p(), ctypes.c_ulong()
        asked = (ctypes.c_void_p(0), ctypes.c_ulong(0xFFFFFFFF), _CLIENT_NAME)  # this server, this session
        if not sessions.WTSQuerySessionInformationW(*asked, ctypes.byref(told), ctypes.byref(size)):
            return ""
        name = told.value or ""
        sessions.WTSFreeMemory(told)
    except OSError:
        return ""
    return name
