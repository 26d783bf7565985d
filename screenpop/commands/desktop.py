"""`screenpop`: the desktop application."""

import argparse
import logging
import sys

from screenpop.commands.settings_of import settings_of
from screenpop.errors import ConfigurationError


def command(arguments: argparse.Namespace) -> int:
    """Work until the agent quits; settings that cannot work are told in the window."""
    logging.basicConfig(
        stream=sys.stderr, level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s"
    )
    from screenpop.bootstrap import desktop  # noqa: PLC0415 # Qt loads only for commands with a window

    try:
        settings = settings_of(arguments)
    except ConfigurationError as error:
        print(f"screenpop: {error}", file=sys.stderr)
        return desktop.say_what_is_wrong(error.sentence)
    return desktop.Desktop(settings).run()
