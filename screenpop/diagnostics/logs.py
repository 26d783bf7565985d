"""What the program tells its administrator: on stderr, and in files of the data folder."""

import logging
import sys
from pathlib import Path

from screenpop.diagnostics.log_files import FOLDER, LogFile
from screenpop.diagnostics.log_lines import OneLine
from screenpop.settings.model import DiagnosticsTable

_OURS = ("screenpop", "telephony", "connectors", "ui")


def to_stderr(level: int) -> None:
    """Log to stderr: our own packages from this level, libraries from WARNING. Not where somebody logs already."""
    if not logging.getLogger().handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(OneLine())
        _add(handler, level)


def to_files(data: Path, wanted: DiagnosticsTable, command: str) -> None:
    """Log to the data folder, too: to a file of this command's own."""
    handler = LogFile(data / FOLDER, command, wanted.log_files)
    _add(handler, logging.getLevelNamesMapping()[wanted.log.upper()])
    logging.captureWarnings(capture=True)


def hold_back(secret: str) -> None:
    """Never let this be read in anything that is logged from now on."""
    for handler in logging.getLogger().handlers:
        if isinstance(handler.formatter, OneLine):
            handler.formatter.hold_back(secret)


def _add(handler: logging.Handler, level: int) -> None:
    handler.setLevel(level)
    top = logging.getLogger()
    top.addHandler(handler)
    top.setLevel(logging.WARNING)
    for name in _OURS:
        ours = logging.getLogger(name)
        ours.setLevel(min(level, ours.level or level))
