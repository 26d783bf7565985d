"""Has the program start when this user signs in: a file in ~/.config/autostart, or a value in Windows' Run key.

Only what was made for these very settings is ever taken away: a demo, or a second desk, leaves the first one's alone.
"""

import logging
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import platformdirs

log = logging.getLogger(__name__)

FILE = "screenpop.desktop"
_MARK = "X-Screenpop-Settings"
_RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"

if sys.platform == "win32":
    import winreg


def command_for(settings: Path, usual: Path) -> Sequence[str]:
    """How the program is started with these settings; `usual` are those that it reads by itself."""
    installed = _appimage() or shutil.which("screenpop")
    started = [installed] if installed else [sys.executable, "-m", "screenpop"]
    return started if settings == usual else [*started, "--config", str(settings)]


def _appimage() -> str | None:
    """The file that this program was mounted from: where it is mounted is another place each time."""
    file, folder = os.environ.get("APPIMAGE"), os.environ.get("APPDIR")
    return file if file and folder and Path(sys.executable).is_relative_to(folder) else None


def follow(*, wanted: bool, settings: Path, command: Sequence[str], folder: Path | None = None) -> None:
    """Do what the settings say. What cannot be done is logged: the program works all the same.

    Args:
        wanted: The program starts at sign-in.
        settings: The file that says so.
        command: What is started.
        folder: Where the desktop looks; this user's own folder where it is left out.
    """
    try:
        if sys.platform == "win32":
            _follow_in_registry(wanted=wanted, command=command)
        else:
            file = (folder or platformdirs.user_config_path("autostart", appauthor=False)) / FILE
            _follow_in_file(file, wanted=wanted, settings=settings, command=command)
    except OSError as error:
        log.warning("Starting at sign-in cannot be switched: %s", error.strerror)


def quoted(argument: str) -> str:
    """One argument as the Exec key of a desktop entry wants it (Desktop Entry Specification)."""
    for sign in ("\\", '"', "`", "$"):
        argument = argument.replace(sign, f"\\{sign}")
    return f'"{_escaped(argument.replace("%", "%%"))}"'


def _escaped(value: str) -> str:
    """A value of a desktop entry: a folder's name may hold anything, and begins no line of its own here."""
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")


def _follow_in_file(file: Path, *, wanted: bool, settings: Path, command: Sequence[str]) -> None:
    mark = f"{_MARK}={_escaped(str(settings))}"
    known = file.read_text(encoding="utf-8", errors="replace").splitlines() if file.is_file() else None
    if known is not None and mark not in known:
        return
    if not wanted:
        file.unlink(missing_ok=True)
        return
    lines = (
        *("[Desktop Entry]", "Type=Application", "Version=1.4", "Name=Screenpop", "Icon=screenpop"),
        f"Exec={' '.join(map(quoted, command))}",
        *("Terminal=false", "X-GNOME-Autostart-enabled=true", mark),
    )
    if known != list(lines):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _follow_in_registry(*, wanted: bool, command: Sequence[str]) -> None:
    if sys.platform == "win32":
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _RUN_KEY, 0, winreg.KEY_ALL_ACCESS) as key:
            started = " ".join(f'"{each}"' for each in command)
            values = [winreg.EnumValue(key, place) for place in range(winreg.QueryInfoKey(key)[1])]
            known = {name: value for name, value, _ in values}.get("Screenpop")
            if wanted and known is None:
                winreg.SetValueEx(key, "Screenpop", 0, winreg.REG_SZ, started)
            elif not wanted and known == started:
                winreg.DeleteValue(key, "Screenpop")
