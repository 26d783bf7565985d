"""`screenpop`: the desktop application."""

import argparse
import logging
import sys

from screenpop.commands.settings_of import settings_of
from screenpop.diagnostics.logs import to_stderr
from screenpop.errors import ConfigurationError


def command(arguments: argparse.Namespace) -> int:
    """Work until the agent quits; settings that cannot work are told in the window."""
    to_stderr(logging.WARNING)
    from screenpop.bootstrap import desktop  # noqa: PLC0415 # Qt loads only for commands with a window

    try:
        settings = settings_of(arguments)
    except ConfigurationError as error:
        print(f"screenpop: {error}", file=sys.stderr)
        return desktop.say_what_is_wrong(error.sentence)
    return desktop.Desktop(settings).run()
