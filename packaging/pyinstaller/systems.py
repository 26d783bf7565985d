"""What a frozen program is told of the system that it is for; the .spec files read it."""

import plistlib
import sys
import tomllib
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parents[2]


def on_windows() -> dict[str, Any]:
    """The icon, and what is shown as the file's properties: packaging/windows/build.ps1 makes both."""
    made = _ROOT / "build" / "windows"
    if sys.platform != "win32":
        return {}
    return {"icon": str(made / "screenpop.ico"), "version": str(made / "version-info.txt")}


def on_macos() -> dict[str, Any]:
    """The icon, which packaging/macos/build makes, and what macOS is told of the program."""
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    told = plistlib.loads((_ROOT / "packaging" / "macos" / "Info.plist").read_bytes())
    return {
        "icon": str(_ROOT / "build" / "macos" / "screenpop.icns"),
        "bundle_identifier": told["CFBundleIdentifier"],
        "version": project["version"],
        "info_plist": {**told, "CFBundleVersion": project["version"]},
    }
