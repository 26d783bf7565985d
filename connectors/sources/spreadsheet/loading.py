"""When spreadsheets are read: at the first question, and again when they have changed, but not while they are saved.

Nothing runs between questions. A question has the files looked at if a second has gone by since the last look. If
they have changed it waits a little for the newer tables before it takes the old; the first one waits for its tables
as long as it may. Looking and reading have a thread of their own, since a network drive may hang.
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
from connectors.sources.spreadsheet.writers import Writers
from screenpop.errors import SourceUnavailable
from screenpop.sentences import Sentence, say

log = logging.getLogger(__name__)

_LOOKS_APART = 1.0  # seconds between two looks at the files
_FOR_NEWER = 0.3  # seconds that a question waits for newer tables while it could have the old
_PATIENCE = 15.0  # seconds for which a file that is being saved is tried again without being asked
_TRIES_APART = (0.1, 0.2, 0.4, 0.8)
_FOR_THE_READER = 1.0  # seconds that `close` waits for it; one that looks at a hanging drive is left behind
_OF_ITS_TIME = 0.9  # that a first question waits for its tables; the rest is for asking them


class Loading:
    """Keeps the newest tables that could be read."""

    def __init__(self, source: str, path: Path, reading: Reading) -> None:
        self._source = source
        self._path = path
        self._reading = reading
        self._process = ReadingProcess()
        self._writers = Writers()
        self._changed = threading.Condition()
        self._closed = threading.Event()
        self._tables: LoadedTables | None = None
        self._problems: tuple[Problem, ...] = ()
        self._given_up_on: tuple[Spotted, ...] | None = None
        self._looked_at = float("-inf")
        self._reader: threading.Thread | None = None
        self._newer_may_come = False

    def tables(self, within: timedelta) -> tuple[LoadedTables, timedelta]:
        """The tables to ask, and the time that is left for the question.

        Raises:
            SourceUnavailable: The files cannot be read, or not in this time.
        """
        until = monotonic() + within.total_seconds()
        with self._changed:
            self._refuse_closed()
            self._have_looked()
            if self._tables is None:
                self._changed.wait_for(lambda: self._reader is None, within.total_seconds() * _OF_ITS_TIME)
            else:
                self._changed.wait_for(lambda: not self._newer_may_come, _FOR_NEWER)
            self._refuse_closed()
            if self._tables is None:
                raise SourceUnavailable(self._why_nothing())
            return self._tables, timedelta(seconds=max(0.001, until - monotonic()))

    def report(self, within: timedelta) -> Report:
        """What was read, and the problems of the newest try.

        Raises:
            SourceUnavailable: Nothing could be read.
        """
        tables, left = self.tables(within)
        with self._changed:
            self._changed.wait_for(lambda: self._reader is None, left.total_seconds())
            tables = self._tables or tables
            return Report(tables.report.tables, self._problems or tables.report.problems)

    def close(self) -> None:
        """Stop reading, and let go of the tables."""
        self._closed.set()
        self._process.end()
        with self._changed:
            reader, tables = self._reader, self._tables
            self._tables = None
            self._newer_may_come = False
            self._changed.notify_all()
        if tables is not None:
            tables.asked.close()
        if reader is not None:
            reader.join(_FOR_THE_READER)

    def _refuse_closed(self) -> None:
        if self._closed.is_set():
            raise SourceUnavailable(say("“{source}” is closed.", source=self._source))

    def _why_nothing(self) -> Sentence:
        if self._problems:
            return say("“{source}”: {problem}", source=self._source, problem=self._problems[0].sentence)
        return say("“{source}” is still being read; ask again in a moment.", source=self._source)

    def _have_looked(self) -> None:
        if self._reader is None and monotonic() - self._looked_at >= _LOOKS_APART:
            reader = threading.Thread(target=self._look_and_read, name=f"reading {self._source}", daemon=True)
            self._newer_may_come, self._reader = True, reader
            try:
                reader.start()
            except RuntimeError:  # the system gives no more threads; the next question tries again
                self._newer_may_come, self._reader = False, None

    def _look_and_read(self) -> None:
        """Read, if something has changed, until it works, cannot work, or has taken too long."""
        until = monotonic() + _PATIENCE
        tries = 0
        try:
            while not self._closed.is_set() and not self._try_once(last=monotonic() > until):
                self._tell(newer_may_come=False)
                self._closed.wait(_TRIES_APART[min(tries, len(_TRIES_APART) - 1)])
                tries += 1
        finally:
            with self._changed:
                self._reader = None
                self._looked_at = monotonic()
                self._newer_may_come = False
                self._changed.notify_all()

    def _try_once(self, *, last: bool) -> bool:
        """Try to read; True if that decided it, one way or the other."""
        try:
            seen = look(self._path)
        except Unreadable as problem:
            self._note(Problem(self._path.name, problem.sentence, problem.passing))
            return last or self._tables is None or not problem.passing
        read = self._tables.files if self._tables else None
        if seen in (read, self._given_up_on):
            return True
        writer = self._writers.at_work(seen, read or ())
        if writer is not None:
            self._note(writer)
            return last
        return self._read(seen, last=last)

    def _read(self, seen: tuple[Spotted, ...], *, last: bool) -> bool:
        handed = self._process.read([file.path for file in seen], self._reading)
        if handed is None:
            return True
        problems = handed.report.problems
        self._note(*problems)
        passing = any(problem.passing for problem in problems) or self._has_changed_since(seen)
        if passing and not last:
            return False
        if problems and (self._tables is not None or not handed.report.tables):
            log.warning("%s: %s", self._source, problems[0].sentence)
            self._given_up_on = None if passing else seen
            return True
        tables = LoadedTables(self._source, seen, handed)
        with self._changed:
            if not self._closed.is_set():
                self._tables = tables
        return True

    def _note(self, *problems: Problem) -> None:
        with self._changed:
            self._problems = problems

    def _tell(self, *, newer_may_come: bool) -> None:
        with self._changed:
            self._newer_may_come = newer_may_come
            self._changed.notify_all()

    def _has_changed_since(self, seen: tuple[Spotted, ...]) -> bool:
        try:
            return look(self._path) != seen
        except Unreadable:
            return True
