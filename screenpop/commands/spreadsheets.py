"""`screenpop spreadsheets FOLDER`: puts the sheets that a small company fills in into a folder."""

import argparse
import shutil
from pathlib import Path

from screenpop.errors import ConfigurationError
from screenpop.sentences import say
from screenpop.shipped import RESOURCES

_TEMPLATES = RESOURCES / "presets" / "spreadsheets"


def command(arguments: argparse.Namespace) -> int:
    """Copy the templates, and tell how the settings name them.

    Raises:
        ConfigurationError: A file of that name is there, or the folder cannot be written to.
    """
    folder = Path(arguments.folder)
    templates = sorted((_TEMPLATES / arguments.format).iterdir())
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if there := [template.name for template in templates if (folder / template.name).exists()]:
            raise ConfigurationError(
                say(
                    "{folder} holds a {file} already, and nothing is written over it.",
                    folder=folder,
                    file=there[0],
                )
            )
        for template in templates:
            print(shutil.copyfile(template, folder / template.name))
    except OSError as error:
        raise ConfigurationError(
            say("Nothing can be put into {folder}: {why}.", folder=folder, why=error.strerror or str(error))
        ) from None
    return 0
