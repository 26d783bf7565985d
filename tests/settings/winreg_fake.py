"""A registry with the manners of winreg: names in any case, numbers of keys, handles that close, errors of its own."""

from typing import Any

Key = dict[str, "Key | tuple[int, Any]"]
"""A key's keys, and its values as (type, what it holds)."""


class Handle:
    def __init__(self, key: Key) -> None:
        self.key = key
        self.is_open = True

    def __enter__(self) -> "Handle":
        return self

    def __exit__(self, *_: object) -> None:
        self.is_open = False


class FakeWinreg:
    HKEY_LOCAL_MACHINE = 0x80000002
    HKEY_CURRENT_USER = 0x80000001
    KEY_READ = 0x20019
    REG_SZ, REG_EXPAND_SZ, REG_BINARY, REG_DWORD, REG_MULTI_SZ, REG_QWORD = 1, 2, 3, 4, 7, 11

    def __init__(self, machine: Key | None = None, user: Key | None = None) -> None:
        self._hives = {
            self.HKEY_LOCAL_MACHINE: _beneath_policies(machine),
            self.HKEY_CURRENT_USER: _beneath_policies(user),
        }
        self.handles: list[Handle] = []
        self.denied: set[str] = set()

    def OpenKey(self, key: Any, sub_key: str, reserved: int, access: int) -> Handle:  # noqa: N802 # winreg's own name
        assert (reserved, access) == (0, self.KEY_READ)
        found = self._hives[key] if isinstance(key, int) else self._open(key)
        for name in sub_key.split("\\"):
            match = next((each for each in found if each.casefold() == name.casefold()), None)
            inner = found.get(match) if match else None
            if not isinstance(inner, dict):
                raise FileNotFoundError(2, "The system cannot find the file specified")
            if name in self.denied:
                raise PermissionError(13, "Access is denied")
            found = inner
        handle = Handle(found)
        self.handles.append(handle)
        return handle

    def QueryInfoKey(self, key: Handle) -> tuple[int, int, int]:  # noqa: N802 # winreg's own name
        held = self._open(key)
        keys = sum(isinstance(each, dict) for each in held.values())
        return keys, len(held) - keys, 133_000_000_000_000_000

    def EnumKey(self, key: Handle, index: int) -> str:  # noqa: N802 # winreg's own name
        names = [name for name, each in self._open(key).items() if isinstance(each, dict)]
        return self._nth(names, index)

    def EnumValue(self, key: Handle, index: int) -> tuple[str, Any, int]:  # noqa: N802 # winreg's own name
        values = [
            (name, each[1], each[0]) for name, each in self._open(key).items() if isinstance(each, tuple)
        ]
        return self._nth(values, index)

    def _nth(self, of: list[Any], index: int) -> Any:
        if index >= len(of):
            raise OSError(22, "No more data is available")
        return of[index]

    def _open(self, handle: Handle) -> Key:
        assert handle.is_open, "winreg refuses a handle that is closed"
        return handle.key


def _beneath_policies(key: Key | None) -> Key:
    policies: Key = {} if key is None else {"SCREENPOP": key}
    return {"SOFTWARE": {"Policies": policies}}
