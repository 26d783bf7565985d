"""`screenpop gallery`: every part and every scene as a picture, the same on every day and every machine."""

import argparse
import json
import os
import tempfile
import time
from pathlib import Path

from screenpop.shipped import RESOURCES

SCREEN = RESOURCES / "demo" / "screen.json"
ZONE = "Europe/Warsaw"


def command(arguments: argparse.Namespace) -> int:
    """Make the pictures that are wanted, and say which they are."""
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder), arguments.scale)
        from screenpop.bootstrap.kinds import all_kinds  # noqa: PLC0415 # as below
        from ui.gallery.gallery import LANGUAGES, THEMES, Wanted, everything, save_pictures  # noqa: PLC0415 # Qt's platform is chosen before it loads

        wanted = everything()
        if arguments.theme or arguments.language:
            themes = [arguments.theme] if arguments.theme else THEMES
            languages = [arguments.language] if arguments.language else LANGUAGES
            wanted = [
                Wanted(each, themes, sheets=("",) if place == 0 else ())
                for place, each in enumerate(languages)
            ]
        suffix = "" if arguments.scale == 1 else f"@{arguments.scale}x"
        for file in save_pictures(wanted, Path(arguments.pictures), all_kinds(), suffix):
            print(file)
    return 0


def prepare(folder: Path, scale: int) -> None:
    """Have Qt draw on no screen but one that is as large everywhere, and the clock be the same everywhere."""
    screens = json.loads(SCREEN.read_text(encoding="utf-8"))
    for screen in screens["screens"]:
        screen["width"] *= scale
        screen["height"] *= scale
    file = folder / "screen.json"
    file.write_text(json.dumps(screens), encoding="utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={file}"
    os.environ["QT_SCALE_FACTOR"] = str(scale)
    os.environ["TZ"] = ZONE
    if hasattr(time, "tzset"):
        time.tzset()  # Windows has no zone but the system's
