"""Which files a source reads, and whether somebody is just saving them."""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from connectors.sources.spreadsheet.problems import Unreadable
from screenpop.sentences import say

TEXTS = (".csv", ".tsv", ".txt")
WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")

_MOST_FILES = 100
_TEXT_SETTLES = 1.0  # seconds without a change: a CSV file does not tell where it ends
_OPENED_SETTLES = 2.0  # a program has it open, and may be saving it


@dataclass(frozen=True, slots=True)
class Spotted:
    """A file as it was seen; another size, time or place on the disk is another file.

    `opened`: a program has it open, by the mark that office programs put beside it.
    """

    path: Path
    size: int
    modified_ns: int
    inode: int
    opened: bool = field(compare=False)

    @property
    def settles_in(self) -> float:
        """How many seconds it must have lain unchanged to be read; a workbook shows itself whether it is whole."""
        if self.opened:
            return _OPENED_SETTLES
        return 0.0 if self.path.suffix.lower() in WORKBOOKS else _TEXT_SETTLES

    @property
    def age(self) -> float:
        """For how long it has lain unchanged by its own time; below zero if that lies in the future."""
        return time.time() - self.modified_ns / 1e9


def look(path: Path) -> tuple[Spotted, ...]:
    """See the files: the one, or those of the folder.

    Raises:
        Unreadable: There are none.
    """
    try:
        files = sorted(_in_folder(path)) if path.is_dir() else [path]
        spotted = tuple(_spotted(file) for file in files)
    except FileNotFoundError as error:
        name = str(error.filename or path)
        raise Unreadable(say("{file} is not there.", file=name), passing=True) from None
    except OSError as error:
        raise Unreadable(
            say("{file} cannot be read: {why}.", file=str(path), why=error.strerror or str(error)),
            passing=True,
        ) from None
    if not spotted:
        raise Unreadable(say("The folder {folder} holds no CSV, XLSX or ODS files.", folder=str(path)))
    if len(spotted) > _MOST_FILES:
        raise Unreadable(
            say("The folder {folder} holds more than {most} files.", folder=str(path), most=_MOST_FILES)
        )
    return spotted


def _in_folder(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        for entry in entries:
            suffix = Path(entry.name).suffix.lower()
            if suffix in TEXTS + WORKBOOKS and not entry.name.startswith((".", "~$")) and entry.is_file():
                yield folder / entry.name


def _spotted(file: Path) -> Spotted:
    seen = file.stat()
    marks = (file.with_name(f"~${file.name}"), file.with_name(f".~lock.{file.name}#"))
    return Spotted(file, seen.st_size, seen.st_mtime_ns, seen.st_ino, any(mark.exists() for mark in marks))
