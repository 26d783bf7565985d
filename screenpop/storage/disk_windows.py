"""On what kind of drive a folder lies, as Windows tells."""

import sys
from pathlib import Path
from typing import Literal

_REMOTE, _RAM = 4, 6


def drive_of(folder: Path) -> Literal["remote", "ram", "other"]:
    """What `GetDriveTypeW` says of its root; a share by its name is remote, whatever is said."""
    root = folder.absolute().anchor
    is_device = root.startswith(("\\\\?\\", "\\\\.\\")) and not root.upper().startswith("\\\\?\\UNC")
    if root.startswith("\\\\") and not is_device:
        return "remote"
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 # needed here alone

        kind = ctypes.windll.kernel32.GetDriveTypeW(root)
        return "remote" if kind == _REMOTE else "ram" if kind == _RAM else "other"
    return "other"
