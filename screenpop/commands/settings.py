"""`screenpop settings`: the settings window, in the program that runs or alone; it also mends what cannot work."""

import argparse
import logging
from pathlib import Path

from screenpop.bootstrap import bell
from screenpop.bootstrap.held_signals import signals_held
from screenpop.commands.settings_of import file_of, settings_of
from screenpop.diagnostics.logs import to_stderr
from screenpop.errors import ConfigurationError
from screenpop.settings.places import policy_file


def command(arguments: argparse.Namespace) -> int:
    """Work until the window is closed; with --admx there is none, only templates are written."""
    if arguments.admx:
        from screenpop.commands.admx import write_templates  # noqa: PLC0415 # as below

        write_templates(Path(arguments.admx))
        return 0
    if arguments.assistant:
        from screenpop.commands.desktop import set_up  # noqa: PLC0415 # as below

        return set_up(arguments)
    if _opened_by_another(arguments):
        return 0
    to_stderr(logging.WARNING)
    with signals_held():
        from screenpop.bootstrap.settings_window import SettingsProgram  # noqa: PLC0415 # Qt loads only for commands with a window

        program = SettingsProgram(file_of(arguments), policy_file())
    return program.run()


def _opened_by_another(arguments: argparse.Namespace) -> bool:
    """The program that runs for these settings has opened its own window."""
    try:
        settings = settings_of(arguments)
    except ConfigurationError:
        return False
    return bell.ask(settings.data, "settings", None) == {}
