"""`screenpop demo`: the real application with the demo company, rung by real SIP calls over loopback."""

import argparse
import logging
import os
import sys
from pathlib import Path

from screenpop.commands.settings_of import read_own_settings
from screenpop.diagnostics.logs import to_stderr
from screenpop.settings.model import Settings
from screenpop.shipped import RESOURCES

PICTURES = Path("demo-output")
SCREEN = RESOURCES / "demo" / "screen.json"
"""As large as a desk's is: Qt's own one for nobody is 800 by 800."""


def command(arguments: argparse.Namespace) -> int:
    """Play the demo; without a display, or with `--pictures`, leave a picture of every scene and end."""
    to_stderr(logging.ERROR)
    pictures = Path(arguments.pictures) if arguments.pictures else None
    if not _has_display():
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={SCREEN}"
        pictures = pictures or PICTURES
    from screenpop.bootstrap.demo import Demo  # noqa: PLC0415 # Qt's platform is chosen before it loads
    from screenpop.bootstrap.demo_site import ready_demo_site  # noqa: PLC0415 # as above

    site = ready_demo_site(_tell_progress)
    settings = read_own_settings(site.settings)
    demo = Demo(site, settings, print)
    if pictures:
        demo.photograph(pictures)
        _photograph_supervision(settings, pictures)
    else:
        demo.show(arguments.seconds)
    return 0 if demo.complete else 1


def _photograph_supervision(settings: Settings, folder: Path) -> None:
    from screenpop.bootstrap.demo_colleagues import colleagues_at_work  # noqa: PLC0415 # as above
    from screenpop.bootstrap.supervision import Supervision  # noqa: PLC0415 # as above

    with colleagues_at_work(settings.data, settings.agent):
        for picture in Supervision(settings).pictures(folder):
            print(picture)


def _has_display() -> bool:
    if platform := os.environ.get("QT_QPA_PLATFORM"):
        return platform != "offscreen"
    return sys.platform in {"win32", "darwin"} or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def _tell_progress(progress: str) -> None:
    print(progress, file=sys.stderr, flush=True)
