"""What a command that works for long leaves for whoever has to find out what went wrong."""

import logging

from screenpop.diagnostics.crashes import keep_reports
from screenpop.diagnostics.logs import to_files, to_stderr
from screenpop.settings.model import Settings
from screenpop.storage.stamp import refuse_newer


def diagnose(settings: Settings, command: str) -> None:
    """Log into the data folder, too, and keep a report of a crash there, until the process ends.

    Raises:
        ConfigurationError: A newer program wrote there; nothing is touched.
    """
    refuse_newer(settings.data)
    to_stderr(logging.WARNING)
    to_files(settings.data, settings.diagnostics, command)
    keep_reports(settings.data, command)
