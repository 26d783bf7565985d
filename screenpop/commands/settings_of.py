"""The settings that a command works with: those of `--config`, else the user's."""

import argparse
from contextlib import suppress
from pathlib import Path

from screenpop.bootstrap.kinds import all_kinds
from screenpop.bootstrap.seat_memory import SeatMemory
from screenpop.errors import SeatAsked
from screenpop.settings.files import parsed, raw_of
from screenpop.settings.model import Settings
from screenpop.settings.places import policy_file, settings_file
from screenpop.settings.policy import read_policy
from screenpop.settings.reading import read_settings
from screenpop.settings.sitting import Sitting
from screenpop.settings.upgrades import changes_of
from screenpop.shipped import version


def file_of(arguments: argparse.Namespace) -> Path:
    """The settings file that the arguments name."""
    return Path(arguments.config).absolute() if arguments.config else settings_file()


def settings_of(arguments: argparse.Namespace) -> Settings:
    """Read the settings that the arguments name.

    Where an account's agents sign in, a command is about the one who has signed in to this session of the desktop,
    unless it names another.

    Raises:
        SeatAsked: Nobody has signed in, and the arguments name nobody.
        ConfigurationError: They cannot work.
    """
    file, sitting = file_of(arguments), sitting_of(arguments)
    try:
        return read_settings(file, all_kinds(), policy=policy_file(), sitting=sitting)
    except SeatAsked as asked:
        at_work = SeatMemory(asked.account).at_work()
        if at_work is None or (sitting.agent and sitting.agent != at_work.agent):
            raise
        known = Sitting(sitting.agent or at_work.agent, sitting.extension or at_work.extension)
        return read_settings(file, all_kinds(), policy=policy_file(), sitting=known)


def written_as_today(file: Path) -> None:
    """Have a settings file of an earlier version written as this one does: whoever starts to work does that once."""
    with suppress(FileNotFoundError):
        if changes_of(parsed(raw_of(file), file)):
            from screenpop.settings.upgraded_file import upgrade_file  # noqa: PLC0415 # tomlkit, for few starts

            upgrade_file(file, all_kinds(), read_policy(policy_file()), mark=version)


def sitting_of(arguments: argparse.Namespace) -> Sitting:
    """Who sits where, as far as the arguments say."""
    return Sitting(agent=arguments.sits or "", extension=arguments.sits_at or "")


def read_own_settings(file: Path) -> Settings:
    """Read settings that the program itself made, as the demo's; no policy is about them.

    Raises:
        ConfigurationError: They cannot work.
    """
    return read_settings(file, all_kinds())
