"""The groups of this program's account on Windows, as its access token says: no domain controller is asked for them.

Written by the documentation of advapi32 and not run on a Windows yet; `tests/settings/test_windows_token.py` holds it
against libraries that answer as those do.
"""

import ctypes
from collections.abc import Iterator
from functools import cache
from typing import Any

_TOKEN_QUERY, _TOKEN_GROUPS = 0x0008, 2
_ENABLED, _FOR_DENY_ONLY = 0x00000004, 0x00000010
_NAME_LENGTH = 1024


class _SidAndAttributes(ctypes.Structure):
    _fields_ = (("sid", ctypes.c_void_p), ("attributes", ctypes.c_uint32))


def belongs_to(group: str) -> bool | None:
    r"""Whether the group is one of this account's; a group that this computer does not know is none of them.

    Args:
        group: `DOMAIN\\Sales Team`, `Sales Team`, or a SID (`S-1-5-…`), which stays when a group is renamed.
    """
    return group.casefold() in _names()


@cache
def _names() -> frozenset[str]:
    """Every name of every group, as it was when this program was started, which is when Windows makes a token."""
    return frozenset(name.casefold() for sid in _sids() for name in sid)


def _sids() -> Iterator[tuple[str, ...]]:
    rights: Any = _library("advapi32")
    kernel: Any = _library("kernel32")
    token = ctypes.c_void_p()
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    if not rights.OpenProcessToken(
        ctypes.c_void_p(kernel.GetCurrentProcess()), _TOKEN_QUERY, ctypes.byref(token)
    ):
        raise OSError("OpenProcessToken")
    try:
        yield from _groups(rights, kernel, token)
    finally:
        kernel.CloseHandle(token)


def _groups(rights: Any, kernel: Any, token: ctypes.c_void_p) -> Iterator[tuple[str, ...]]:
    size = ctypes.c_uint32()
    rights.GetTokenInformation(token, _TOKEN_GROUPS, None, 0, ctypes.byref(size))
    room = ctypes.create_string_buffer(size.value)
    if not rights.GetTokenInformation(token, _TOKEN_GROUPS, room, size, ctypes.byref(size)):
        raise OSError("GetTokenInformation")
    count = ctypes.c_uint32.from_buffer(room).value
    first = ctypes.alignment(_SidAndAttributes)  # what the count is padded to
    for group in (_SidAndAttributes * count).from_buffer(room, first):
        if group.attributes & _ENABLED and not group.attributes & _FOR_DENY_ONLY:
            yield _named(rights, kernel, ctypes.c_void_p(group.sid))


def _named(rights: Any, kernel: Any, sid: ctypes.c_void_p) -> tuple[str, ...]:
    """The SID as text; and the group's name with its domain and without, where they can be found out."""
    told = ctypes.c_wchar_p()
    if not rights.ConvertSidToStringSidW(sid, ctypes.byref(told)):
        raise OSError("ConvertSidToStringSidW")
    text = told.value or ""
    kernel.LocalFree(told)
    name, domain = (ctypes.create_unicode_buffer(_NAME_LENGTH) for _ in range(2))
    sizes = [ctypes.c_uint32(_NAME_LENGTH) for _ in range(2)]
    use = ctypes.c_uint32()
    found = rights.LookupAccountSidW(
        None, sid, name, ctypes.byref(sizes[0]), domain, ctypes.byref(sizes[1]), ctypes.byref(use)
    )
    if not found:
        return (text,)
    return (text, name.value, f"{domain.value}\\{name.value}")


def _library(name: str) -> Any:
    return getattr(ctypes, "WinDLL")(name, use_last_error=True)  # noqa: B009 # it is on Windows only
