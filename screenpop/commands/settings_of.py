"""The settings that a command works with: those of `--config`, else the user's."""

import argparse
from pathlib import Path

from screenpop.bootstrap.kinds import all_kinds
from screenpop.settings.model import Settings
from screenpop.settings.places import settings_file
from screenpop.settings.reading import read_settings


def file_of(arguments: argparse.Namespace) -> Path:
    """The settings file that the arguments name."""
    return Path(arguments.config).absolute() if arguments.config else settings_file()


def settings_of(arguments: argparse.Namespace) -> Settings:
    """Read the settings that the arguments name.

    Raises:
        ConfigurationError: They cannot work.
    """
    return read_settings_file(file_of(arguments))


def read_settings_file(file: Path) -> Settings:
    """Read one settings file with all kinds that this installation has.

    Raises:
        ConfigurationError: It cannot work.
    """
    return read_settings(file, all_kinds())
