"""Starts the process that reads spreadsheets, and takes what it hands over."""

import logging
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

from connectors.sources.spreadsheet.order import Reading, as_json
from connectors.sources.spreadsheet.report import Problem, Report, from_json
from connectors.sources.spreadsheet.worker import LENGTH
from screenpop.sentences import say

log = logging.getLogger(__name__)

_LONGEST = 300.0
_ROOT = Path(__file__).resolve().parents[3]
_PROGRAM = """import sys
sys.path.append(sys.argv[1])  # we may run from a folder that is not installed
from connectors.sources.spreadsheet.worker import main
sys.exit(main())"""


@dataclass(frozen=True, slots=True)
class Handed:
    """What was read, and the SQLite that holds it."""

    report: Report
    database: bytes


class ReadingProcess:
    """Reads files, one order at a time; `end` stops it from another thread."""

    def __init__(self) -> None:
        self._running: subprocess.Popen[bytes] | None = None
        self._ended = False
        self._changing = Lock()

    def read(self, files: Sequence[Path], reading: Reading) -> Handed | None:
        """Read the files; one that the process dies of is a problem, and the others are read without it.

        Returns:
            None if it was ended.
        """
        left = list(files)
        lost: list[Problem] = []
        while left:
            told, last = self._run(left, reading)
            if self._ended:
                return None
            if told is not None:
                length = int.from_bytes(told[:LENGTH])
                report = from_json(told[LENGTH : LENGTH + length])
                return Handed(replace(report, problems=(*report.problems, *lost)), told[LENGTH + length :])
            if last is None:
                why = say("The process that reads spreadsheets does not start.")
                return Handed(Report(problems=tuple(Problem(file.name, why) for file in files)), b"")
            file = left.pop(last).name
            lost.append(Problem(file, say("{file} is damaged, or too large to be read.", file=file)))
        return Handed(Report(problems=tuple(lost)), b"")

    def end(self) -> None:
        """Stop what is being read, and read nothing any more."""
        with self._changing:
            self._ended = True
            if self._running is not None:
                self._running.kill()

    def _run(self, files: Sequence[Path], reading: Reading) -> tuple[bytes | None, int | None]:
        """What the process said, and the number of the file that it had in hand last."""
        with self._changing:
            if self._ended:
                return None, None
            try:
                self._running = subprocess.Popen(  # noqa: S603 # our own program; files' names go through its input
                    _command(),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                    creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                )
            except OSError as error:  # no memory, or too many processes
                log.warning("reading spreadsheets does not start: %s", error.strerror)
                return None, None
        with self._running as process:
            try:
                told, said = process.communicate(as_json([str(file) for file in files], reading), _LONGEST)
            except subprocess.TimeoutExpired:
                process.kill()
                told, said = process.communicate()
        with self._changing:
            self._running = None
        if process.returncode == 0:
            return told, None
        last = _last_number(said)
        log.warning("reading spreadsheets ended with %s at file %s", process.returncode, last)
        return None, last


def _command() -> Sequence[str]:
    if getattr(sys, "frozen", False):
        return (sys.executable, "read-spreadsheets")  # a command of its own, since it cannot `-m`
    return (sys.executable, "-P", "-X", "utf8", "-c", _PROGRAM, str(_ROOT))


def _last_number(said: bytes) -> int | None:
    numbers = [int(line) for line in said.splitlines() if line.isdigit()]
    return numbers[-1] if numbers else None
