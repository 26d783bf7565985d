"""A log in a file of the data folder, for its owner alone; a new one is begun when it is full.

Each line is written to the file that bears the name at that moment, so that several processes may log into one
folder and take turns; nothing is open in between, and nothing is made before there is something to log. A full disk
or a folder that went away is nobody's trouble but the log's.
"""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from screenpop.diagnostics.log_lines import MarkedLine

FOLDER = "logs"
FULL = 1_000_000


class LogFile(logging.Handler):
    """Writes to `<folder>/<name>.log`; older lines stand in `<name>.log.1` and so on.

    Args:
        folder: Where the files are.
        name: Of the command that logs.
        keep: How many files there are at most.
        full: From this size on, in bytes, a file is full.
    """

    def __init__(self, folder: Path, name: str, keep: int, full: int = FULL) -> None:
        super().__init__()
        self._file = folder / f"{name}.log"
        self._keep = keep
        self._full = full
        self.formatter: MarkedLine = MarkedLine()

    def emit(self, record: logging.LogRecord) -> None:
        """Write it, if that can be done."""
        with suppress(OSError):
            line = (self.formatter.format(record) + "\n").encode("utf-8", "backslashreplace")
            if self._write(line) > self._full:
                self._begin_anew()

    def _write(self, line: bytes) -> int:
        """Append it in one piece; the size of the file."""
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        try:
            opened = os.open(self._file, flags, 0o600)
        except FileNotFoundError:
            make_private(self._file.parent)
            opened = os.open(self._file, flags, 0o600)
        try:
            os.write(opened, line)
            return os.fstat(opened).st_size
        finally:
            os.close(opened)

    def _begin_anew(self) -> None:
        with _one_at_a_time(self._file.parent):
            if self._file.stat().st_size <= self._full:
                return  # another process was faster
            for number in range(self._keep - 1, 0, -1):
                newer = self._older(number - 1)
                with suppress(FileNotFoundError):
                    newer.replace(self._older(number))
            for left in self._file.parent.glob(f"{self._file.name}.*"):  # when fewer are kept than before
                if left.suffix[1:].isdigit() and int(left.suffix[1:]) >= self._keep:
                    left.unlink(missing_ok=True)
            if self._keep == 1:
                self._file.unlink(missing_ok=True)

    def _older(self, number: int) -> Path:
        return self._file.with_name(f"{self._file.name}.{number}") if number else self._file


def make_private(folder: Path) -> None:
    """Make a folder that only its owner may enter, and those above it that are missing."""
    for each in reversed(
        (folder, *folder.parents)
    ):  # `parents` of mkdir would let everybody into those above
        if not each.exists():
            each.mkdir(mode=0o700, exist_ok=True)


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """Only one process renames; Windows refuses to rename what another has open, and the next line tries again."""
    if os.name == "nt":
        yield
        return
    import fcntl  # noqa: PLC0415 # Windows has none

    held = os.open(folder / ".turn", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        with suppress(OSError):  # some network file systems lock nothing
            fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)
