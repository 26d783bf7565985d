"""A program that was upgraded while it ran: which file tells, and how its window stood when it made way."""

import logging
import os
import sys
from pathlib import Path

log = logging.getLogger(__name__)

_WINDOW_FILE = "window-hidden"


def installed_program() -> Path | None:
    """The file that an upgrade replaces; None where none does while it runs: from source, an AppImage, Windows."""
    if not getattr(sys, "frozen", False) or sys.platform == "win32" or "APPIMAGE" in os.environ:
        return None
    return Path(sys.executable)


def note_window(data: Path, *, hidden: bool) -> None:
    """Leave word for the next start, which nobody asked for, that the window was not to be seen."""
    file = data / _WINDOW_FILE
    try:
        if hidden:
            file.touch(mode=0o600)
        else:
            file.unlink(missing_ok=True)
    except OSError as error:
        log.warning("How the window stood cannot be noted: %s", error.strerror)


def window_was_hidden(data: Path) -> bool:
    """Whether that word was left; it counts once."""
    file = data / _WINDOW_FILE
    try:
        file.unlink()
    except OSError:
        return False
    return True
