"""When spreadsheets are read: at the first question, and again when they have changed, but not while they are saved.

Nothing runs between questions. A question looks at the files if a second has gone by since the last look; if they
have changed, a thread has them read and the question waits a little for the newer tables before it takes the old.
"""

import logging
import threading
from datetime import timedelta
from pathlib import Path
from time import monotonic

from connectors.sources.spreadsheet.files import Spotted, look
from connectors.sources.spreadsheet.loaded import LoadedTables
from connectors.sources.spreadsheet.order import Reading
from connectors.sources.spreadsheet.problems import Unreadable
from connectors.sources.spreadsheet.process import ReadingProcess
from connectors.sources.spreadsheet.report import Problem, Report
from screenpop.errors import SourceUnavailable
from screenpop.sentences import Sentence, say

log = logging.getLogger(__name__)

_LOOKS_APART = 1.0  # seconds between two looks at the files
_FOR_NEWER = 0.3  # seconds that a question waits for newer tables while it could have the old
_PATIENCE = 15.0  # seconds for which a file that is being saved is tried again without being asked
_TRIES_APART = (0.1, 0.2, 0.4, 0.8)
_GONE_FOR_GOOD = 2.0  # seconds after which a file of a folder was deleted, and not replaced


class Loading:
    """Keeps the newest tables that could be read."""

    def __init__(self, source: str, path: Path, reading: Reading) -> None:
        self._source = source
        self._path = path
        self._reading = reading
        self._process = ReadingProcess()
        self._changed = threading.Condition()
        self._closed = threading.Event()
        self._tables: LoadedTables | None = None
        self._problems: tuple[Problem, ...] = ()
        self._given_up_on: tuple[Spotted, ...] | None = None
        self._looked_at = float("-inf")
        self._reader: threading.Thread | None = None
        self._seen_since: dict[object, float] = {}

    def tables(self, within: timedelta) -> tuple[LoadedTables, timedelta]:
        """The tables to ask, and the time that is left for the question.

        Raises:
            SourceUnavailable: The files cannot be read, or not in this time.
        """
        until = monotonic() + within.total_seconds()
        with self._changed:
            self._refuse_closed()
            self._look()
            patience = within.total_seconds() * 0.9 if self._tables is None else _FOR_NEWER
            self._changed.wait_for(lambda: self._reader is None, patience)
            self._refuse_closed()
            if self._tables is None:
                raise SourceUnavailable(self._why_nothing())
            return self._tables, timedelta(seconds=max(0.001, until - monotonic()))

    def report(self, within: timedelta) -> Report:
        """What was read, and the problems of the newest try.

        Raises:
            SourceUnavailable: Nothing could be read.
        """
        tables, _ = self.tables(within)
        with self._changed:
            self._changed.wait_for(lambda: self._reader is None, within.total_seconds())
            tables = self._tables or tables
            return Report(tables.report.tables, self._problems or tables.report.problems)

    def close(self) -> None:
        """Stop reading, and let go of the tables."""
        self._closed.set()
        self._process.end()
        with self._changed:
            reader = self._reader
            self._tables = None
            self._changed.notify_all()
        if reader is not None:
            reader.join()

    def _refuse_closed(self) -> None:
        if self._closed.is_set():
            raise SourceUnavailable(say("“{source}” is closed.", source=self._source))

    def _why_nothing(self) -> Sentence:
        if self._problems:
            return say("“{source}”: {problem}", source=self._source, problem=self._problems[0].sentence)
        return say("“{source}” is still being read; ask again in a moment.", source=self._source)

    def _look(self) -> None:
        """Start reading if the files are not those that were read, or given up on."""
        now = monotonic()
        if self._reader is not None or now - self._looked_at < _LOOKS_APART:
            return
        self._looked_at = now
        try:
            seen = look(self._path)
        except Unreadable:
            seen = None
        read = _identity(self._tables.files) if self._tables else None
        if seen is not None and _identity(seen) in (read, self._given_up_on and _identity(self._given_up_on)):
            return
        self._reader = threading.Thread(target=self._read, name=f"reading {self._source}", daemon=True)
        self._reader.start()

    def _read(self) -> None:
        """Read until it works, cannot work, or has taken too long."""
        until = monotonic() + _PATIENCE
        tries = 0
        try:
            while not self._closed.is_set():
                done = self._try_once(last=monotonic() > until)
                if done:
                    return
                self._closed.wait(_TRIES_APART[min(tries, len(_TRIES_APART) - 1)])
                tries += 1
        finally:
            with self._changed:
                self._reader = None
                self._looked_at = monotonic()
                self._changed.notify_all()

    def _try_once(self, *, last: bool) -> bool:
        """Try to read; True if that decided it, one way or the other."""
        seen = None
        try:
            seen = look(self._path)
            self._wait_for_writers(seen)
        except Unreadable as problem:
            self._note((Problem(self._path.name, problem.sentence, problem.passing),))
            return last or not problem.passing or (seen is None and self._tables is None)
        handed = self._process.read([file.path for file in seen], self._reading)
        if handed is None:
            return True
        problems = handed.report.problems
        self._note(problems)
        if any(problem.passing for problem in problems) and not last:
            return False
        if self._has_changed_since(seen) and not last:
            return False
        if problems and (self._tables is not None or not handed.report.tables):
            log.warning("%s: %s", self._source, problems[0].sentence)
            if not any(problem.passing for problem in problems):
                self._given_up_on = seen
            return True
        tables = LoadedTables(self._source, seen, handed)
        with self._changed:
            if not self._closed.is_set():
                self._tables = tables
        return True

    def _note(self, problems: tuple[Problem, ...]) -> None:
        with self._changed:
            self._problems = problems

    def _has_changed_since(self, seen: tuple[Spotted, ...]) -> bool:
        try:
            return _identity(look(self._path)) != _identity(seen)
        except Unreadable:
            return True

    def _wait_for_writers(self, seen: tuple[Spotted, ...]) -> None:
        """See that nobody is writing.

        Raises:
            Unreadable: Somebody may be.
        """
        now = monotonic()
        self._seen_since = {file: self._seen_since.get(file, now) for file in (*seen, _names(seen))}
        for file in seen:
            unchanged = max(now - self._seen_since[file], file.age)
            if unchanged < file.settles_in:
                raise Unreadable(_being_saved(file), passing=True)
        gone = sorted(_names(self._tables.files) - _names(seen)) if self._tables else []
        if gone and now - self._seen_since[_names(seen)] < _GONE_FOR_GOOD:
            raise Unreadable(say("{file} is not there.", file=gone[0]), passing=True)


def _identity(files: tuple[Spotted, ...]) -> list[object]:
    """What tells files from their later selves; that a program has them open does not."""
    return [(file.path, file.size, file.modified_ns, file.inode) for file in files]


def _names(files: tuple[Spotted, ...]) -> frozenset[str]:
    return frozenset(file.path.name for file in files)


def _being_saved(file: Spotted) -> Sentence:
    if file.opened:
        return say("{file} is open in another program that may be saving it.", file=file.path.name)
    return say("{file} is still being written.", file=file.path.name)
