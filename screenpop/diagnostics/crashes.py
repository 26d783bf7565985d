"""What is kept of a program that crashed: a file for each run, with what kind of error it was, and where.

It tells which program, on which system, and the places that the threads had come to; never what an error says, nor
what a variable holds. Whatever could no longer open a file when it crashes (a segmentation fault) writes into one that
is open already. A run that ends as it should leaves no file; one that was killed leaves a file that tells no more
than when it was started.
"""

import atexit
import faulthandler
import logging
import os
import platform
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from types import TracebackType

from screenpop.diagnostics.frames import in_short, lines_of
from screenpop.diagnostics.log_files import make_private
from screenpop.shipped import version

log = logging.getLogger(__name__)

FOLDER = "crashes"
_KEPT = 10
_MOST_ERRORS = 20


class CrashReport:
    """The report of this run, from now on; there is one a process.

    Attributes:
        file: Where it is written.
    """

    def __init__(self, folder: Path, command: str) -> None:
        """Listen for whatever nobody catches.

        Raises:
            OSError: No file can be made there.
        """
        make_private(folder)
        now = datetime.now(UTC)
        self.file = folder / f"{now:%Y%m%dT%H%M%SZ}-{os.getpid()}.txt"
        self._opened = os.open(self.file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        self._began = monotonic()
        self._told: set[str] = set()
        self._turn = threading.RLock()  # clearing up may fail while an error is told
        self._write(_head(command, now))
        self._empty = os.fstat(self._opened).st_size
        self._before = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook = self._unexpected
        threading.excepthook = self._in_thread
        sys.unraisablehook = self._where_none_can_be_raised
        faulthandler.enable(self._opened)
        _forget_old(folder)

    def close(self) -> None:
        """The run ends as it should: a report that tells nothing goes."""
        faulthandler.disable()
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before
        told = os.fstat(self._opened).st_size > self._empty
        os.close(self._opened)
        if not told:
            self.file.unlink(missing_ok=True)

    def tell(self, error: BaseException, where: str) -> None:
        """Write down an error that nobody expected; the same one once."""
        short = in_short(error)
        with self._turn:
            if short in self._told or len(self._told) >= _MOST_ERRORS:
                return
            self._told.add(short)
            uptime = monotonic() - self._began
            self._write([f"error in {where} after {uptime:.1f} s", *lines_of(error), "all threads"])
            self._write([f"  {thread.name}" for thread in threading.enumerate()])
            faulthandler.dump_traceback(self._opened)
        log.critical("An error that nobody expected: %s. A report of it is kept in %s", short, self.file)

    def _write(self, lines: list[str]) -> None:
        with suppress(OSError):
            os.write(self._opened, "".join(f"{line}\n" for line in lines).encode("ascii", "backslashreplace"))

    def _unexpected(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, Exception):
            self.tell(error.with_traceback(trace), "the main thread")
        else:
            self._before[0](kind, error, trace)

    def _in_thread(self, told: threading.ExceptHookArgs) -> None:
        if isinstance(told.exc_value, Exception):
            self.tell(told.exc_value.with_traceback(told.exc_traceback), "a thread")

    def _where_none_can_be_raised(self, told: "sys.UnraisableHookArgs") -> None:
        if isinstance(told.exc_value, Exception):
            self.tell(told.exc_value.with_traceback(told.exc_traceback), "clearing up")


def keep_reports(data: Path, command: str) -> Callable[[], None]:
    """Keep a report of this process, should it crash; what is returned ends that, as the end of the process does."""
    try:
        report = CrashReport(data / FOLDER, command)
    except OSError as error:
        log.warning("No report of a crash can be kept: %s", error.strerror)
        return lambda: None
    atexit.register(report.close)

    def end() -> None:
        atexit.unregister(report.close)
        report.close()

    return end


def _head(command: str, now: datetime) -> list[str]:
    return [
        f"screenpop {version()}",
        f"command {command}",
        f"system {platform.system()} {platform.release()} {platform.machine()}",
        f"python {platform.python_version()}",
        f"started {now:%Y-%m-%dT%H:%M:%SZ}",
        "",
    ]


def _forget_old(folder: Path) -> None:
    for old in sorted(folder.glob("*.txt"), reverse=True)[_KEPT:]:
        with suppress(OSError):
            old.unlink()
