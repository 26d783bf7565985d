"""The program and what it runs on: versions, the kind of screen, the language."""

import locale
import os
import platform
import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from screenpop.diagnostics.support.shapes import Plain

_LIBRARIES = """
screenpop PySide6-Essentials shiboken6 pyVoIP sipmessage phonenumbers pydantic pydantic-core SQLAlchemy alembic psycopg
psycopg-binary keyring babel python-calamine charset-normalizer httpx python-jsonpath pyqtgraph XlsxWriter tomlkit
platformdirs PyMySQL pymssql oracledb duckdb duckdb-engine numpy pyarrow ibis-framework scipy lightgbm pyspark"""
_VERSION = re.compile(r"[0-9][0-9A-Za-z.+\-]{0,30}")
_CHOICES = {
    "XDG_SESSION_TYPE": ("x11", "wayland", "tty", "mir"),
    "XDG_CURRENT_DESKTOP": (
        "GNOME",
        "KDE",
        "XFCE",
        "MATE",
        "LXQt",
        "LXDE",
        "X-Cinnamon",
        "Cinnamon",
        "Unity",
    ),
    "QT_QPA_PLATFORM": ("xcb", "wayland", "offscreen", "minimal", "windows", "cocoa"),
}
_PLACES = ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "SSH_CONNECTION", "XRDP_SESSION")
_LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Z]{2})?(\.[A-Za-z0-9-]{1,12})?|C(\.UTF-8)?|POSIX")


def told_program() -> dict[str, Plain]:
    """Versions and surroundings."""
    return {
        "versions": dict(_versions()),
        "python": platform.python_version(),
        "packaged": bool(getattr(sys, "frozen", False)),
        "system": platform.system(),
        "release": _shown(platform.release(), re.compile(r"([0-9][0-9.]{0,20}).*")),
        "machine": _shown(platform.machine(), re.compile(r"(x86_64|AMD64|aarch64|arm64|i686|armv7l)")),
        "distribution": _distribution(),
        "processors": os.cpu_count(),
        "language": _shown(locale.setlocale(locale.LC_CTYPE), re.compile(f"({_LANGUAGE.pattern})")),
        "file_names": sys.getfilesystemencoding(),
        "screen": {
            **{name: _choice(name, known) for name, known in _CHOICES.items()},
            **{name: name in os.environ for name in _PLACES},
        },
    }


def _versions() -> Iterator[tuple[str, Plain]]:
    for name in _LIBRARIES.split():
        try:
            found = version(name)
        except PackageNotFoundError:
            continue
        yield name, found if _VERSION.fullmatch(found) else "?"


def _choice(variable: str, known: tuple[str, ...]) -> Plain:
    """Which of the usual ones it is; several may stand there, with ":" or ";" in between."""
    if variable not in os.environ:
        return None
    return [part if part in known else "another" for part in re.split("[:;]", os.environ[variable])]


def _distribution() -> Plain:
    try:
        told = platform.freedesktop_os_release()
    except OSError:
        return None
    return " ".join(
        _shown(told.get(key, ""), re.compile(r"([a-z0-9.\-_]{1,20})")) or "?" for key in ("ID", "VERSION_ID")
    )


def _shown(text: str, pattern: re.Pattern[str]) -> str | None:
    found = pattern.fullmatch(text)
    return found[1] if found else None
