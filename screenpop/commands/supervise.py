"""`screenpop supervise`: the supervisors' window, without a line."""

import argparse
import logging

from screenpop.bootstrap.held_signals import signals_held
from screenpop.commands.diagnosing import diagnose
from screenpop.commands.settings_of import settings_of
from screenpop.diagnostics.logs import to_stderr


def command(arguments: argparse.Namespace) -> int:
    """Work until the window is closed."""
    to_stderr(logging.WARNING)
    settings = settings_of(arguments)
    diagnose(settings, "supervise")
    with signals_held():
        from screenpop.bootstrap.supervision import Supervision  # noqa: PLC0415 # Qt loads only for commands with a window
        from ui.desktop.qt_messages import log_qt_messages  # noqa: PLC0415 # as above

        log_qt_messages()
    return Supervision(settings).run()
