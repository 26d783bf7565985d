"""The groups of a Windows account, read from libraries that answer as advapi32 and kernel32 are documented to."""

import ctypes
from collections.abc import Iterator
from typing import Any

import pytest

from screenpop.settings import windows_token

ENABLED, MANDATORY, FOR_DENY_ONLY = 0x4, 0x1, 0x10
GROUPS = (
    ("S-1-5-21-1-2-3-1104", "CORP", "Sales Team", ENABLED | MANDATORY),
    ("S-1-5-21-1-2-3-1105", "CORP", "Straße 7", ENABLED),
    ("S-1-5-32-544", "BUILTIN", "Administrators", FOR_DENY_ONLY),
    ("S-1-5-32-546", "BUILTIN", "Guests", 0),
    ("S-1-5-5-0-123456", "", "", ENABLED | MANDATORY),  # of this sign-in: it has no name
)
TOKEN, PROCESS = 0x77, -1


class Libraries:
    """Both; a SID is a place in GROUPS, counted from one."""

    def __init__(self) -> None:
        self.opened: list[int] = []
        self.texts: list[Any] = []
        self.freed = 0
        self.fails = ""

    def GetCurrentProcess(self) -> int:  # noqa: N802 # Windows' own name
        return PROCESS

    def OpenProcessToken(self, process: Any, access: int, token: Any) -> int:  # noqa: N802 # Windows' own name
        assert (ctypes.c_ssize_t(process.value).value, access) == (PROCESS, 0x0008)
        if self.fails == "OpenProcessToken":
            return 0
        token._obj.value = TOKEN
        self.opened.append(TOKEN)
        return 1

    def GetTokenInformation(  # noqa: N802 # Windows' own name
        self, token: Any, what: int, room: Any, length: Any, needed: Any
    ) -> int:
        assert (token.value, what) == (TOKEN, 2)
        padding = ctypes.sizeof(ctypes.c_void_p) - 4
        each = [
            ctypes.c_size_t(place + 1).value.to_bytes(ctypes.sizeof(ctypes.c_void_p), "little")
            + group[3].to_bytes(4, "little")
            + bytes(padding)
            for place, group in enumerate(GROUPS)
        ]
        held = len(GROUPS).to_bytes(4, "little") + bytes(padding) + b"".join(each)
        needed._obj.value = len(held)
        if room is None:
            assert length == 0
            return 0
        if self.fails == "GetTokenInformation" or length.value < len(held):
            return 0
        ctypes.memmove(room, held, len(held))
        return 1

    def ConvertSidToStringSidW(self, sid: Any, told: Any) -> int:  # noqa: N802 # Windows' own name
        text = ctypes.create_unicode_buffer(GROUPS[sid.value - 1][0])
        self.texts.append(text)
        told._obj.value = text.value
        return 1

    def LookupAccountSidW(  # noqa: N802, PLR0917 # Windows' own name, and its arguments
        self, server: Any, sid: Any, name: Any, name_size: Any, domain: Any, domain_size: Any, use: Any
    ) -> int:
        assert server is None
        _, of_domain, named, _ = GROUPS[sid.value - 1]
        if not named:
            return 0
        assert name_size._obj.value > len(named)
        assert domain_size._obj.value > len(of_domain)
        name.value, domain.value = named, of_domain
        return 1

    def LocalFree(self, _told: Any) -> None:  # noqa: N802 # Windows' own name
        self.freed += 1

    def CloseHandle(self, token: Any) -> int:  # noqa: N802 # Windows' own name
        self.opened.remove(token.value)
        return 1


class Named:
    """A library, whose functions can be told what they give back."""

    def __init__(self, libraries: Libraries) -> None:
        self._libraries = libraries

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._libraries, name)

        def function(*arguments: Any) -> Any:
            return found(*arguments)

        self.__dict__[name] = function
        return function


@pytest.fixture
def libraries(monkeypatch: pytest.MonkeyPatch) -> Iterator[Libraries]:
    libraries = Libraries()
    monkeypatch.setattr(windows_token, "_library", lambda _name: Named(libraries))
    windows_token._names.cache_clear()
    yield libraries
    windows_token._names.cache_clear()


@pytest.mark.parametrize(
    ("group", "belongs"),
    [
        ("CORP\\Sales Team", True),
        ("corp\\sales team", True),
        ("Sales Team", True),
        ("S-1-5-21-1-2-3-1104", True),
        ("CORP\\STRASSE 7", True),
        ("S-1-5-5-0-123456", True),
        ("BUILTIN\\Administrators", False),
        ("Guests", False),
        ("OTHER\\Sales Team", False),
        ("", False),
    ],
)
def test_a_group_is_known_by_its_name_or_its_sid_while_it_is_in_force(
    libraries: Libraries, group: str, belongs: bool
) -> None:
    assert windows_token.belongs_to(group) is belongs


def test_nothing_is_left_open_and_the_token_is_read_once(libraries: Libraries) -> None:
    for group in ("Sales Team", "Guests"):
        windows_token.belongs_to(group)

    assert libraries.opened == []
    assert libraries.freed == len(libraries.texts) == 3


@pytest.mark.parametrize("fails", ["OpenProcessToken", "GetTokenInformation"])
def test_a_token_that_cannot_be_read_is_an_error_and_no_token_without_groups(
    libraries: Libraries, fails: str
) -> None:
    libraries.fails = fails

    with pytest.raises(OSError, match=fails):
        windows_token.belongs_to("Sales Team")
    assert libraries.opened == []
