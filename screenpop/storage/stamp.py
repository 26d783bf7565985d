"""The data folder's stamp: which version wrote there last, and which format what lies there has.

An older program that finds a newer format leaves everything as it is. A stamp that cannot be read says nothing, and is
made anew; the record and the spool know their own formats besides.
"""

import json
import logging
import os
from dataclasses import dataclass
from pathlib import Path

from screenpop.errors import ConfigurationError
from screenpop.replacing import replacing
from screenpop.sentences import say
from screenpop.shipped import version

log = logging.getLogger(__name__)

STAMP_FILE = "written-by.json"
FORMAT = 1
"""Raised whenever an older program could not read, or would spoil, what this one leaves in the data folder."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who wrote last.

    Attributes:
        program: Its version.
        format: Of what lies in the folder.
    """

    program: str
    format: int


def read_stamp(folder: Path) -> Stamp | None:
    """The folder's stamp; None where there is none, or none that can be read."""
    try:
        told = json.loads((folder / STAMP_FILE).read_bytes())
        return Stamp(str(told["program"]), int(told["format"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError) as error:
        log.warning("Which version wrote in %s cannot be read: %s", folder, type(error).__name__)
        return None


def refuse_newer(folder: Path) -> None:
    """Leave alone what a newer program wrote: it holds what this one knows nothing of.

    Raises:
        ConfigurationError: It is newer.
    """
    found = read_stamp(folder)
    if found is not None and found.format > FORMAT:
        raise ConfigurationError(
            say(
                "The data folder {folder} was written by a newer Screenpop ({found}, format {format}; this is"
                " {mine}, which knows {known}). Install the newer program; nothing was changed.",
                folder=folder,
                found=found.program,
                format=found.format,
                mine=version(),
                known=FORMAT,
            )
        )


def claim(folder: Path) -> None:
    """Say that this version writes here from now on; nothing is written where the stamp says so already.

    Raises:
        ConfigurationError: A newer program wrote here.
    """
    refuse_newer(folder)
    mine = Stamp(version(), FORMAT)
    if read_stamp(folder) == mine:
        return
    try:
        _write(folder / STAMP_FILE, json.dumps({"program": mine.program, "format": mine.format}))
    except OSError as error:
        log.warning("That this version writes in %s cannot be noted: %s", folder, error.strerror)


def _write(file: Path, text: str) -> None:
    """Whole or not at all, and for its owner alone."""
    with replacing(file) as opened:
        opened.write(text.encode())
        opened.flush()
        os.fsync(opened.fileno())
