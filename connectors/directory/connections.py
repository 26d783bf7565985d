"""Connections to the directory's files, each lent to one question at a time.

No thread keeps any: the threads that search for a window are new ones to Python with every question, and what
each of them kept would stay open until the program ends.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from connectors.directory.tables import open_index, open_state
from screenpop.errors import SourceUnavailable
from screenpop.sentences import say


@dataclass(slots=True)
class Opened:
    """One connection to `directory.db`, and one to the index that it named last."""

    state: sqlite3.Connection
    file: Path | None = None
    index: sqlite3.Connection | None = None

    def index_in(self, file: Path) -> sqlite3.Connection:
        """The index in this file."""
        if self.index is None or self.file != file:
            index = open_index(file)
            if self.index:
                self.index.close()
            self.index, self.file = index, file
        return self.index

    def close(self) -> None:
        """Let go of both files."""
        self.state.close()
        if self.index:
            self.index.close()


class Connections:
    """As many as there were ever questions at once; they are kept for the next ones."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._free: list[Opened] = []
        self._closed = False

    @contextmanager
    def lent(self) -> Iterator[Opened]:
        """Connections for one question.

        Raises:
            SourceUnavailable: They are closed for good.
            sqlite3.Error, OSError: The file cannot be opened.
        """
        with self._lock:
            if self._closed:
                raise SourceUnavailable(say("The directory is closed."))
            opened = self._free.pop() if self._free else None
        opened = opened or Opened(open_state(self._path))
        try:
            yield opened
        finally:
            self._take_back(opened)

    def close(self) -> None:
        """Let go of all files; what is lent follows when its question is answered."""
        with self._lock:
            self._closed = True
            free, self._free = self._free, []
        for opened in free:
            opened.close()

    def _take_back(self, opened: Opened) -> None:
        with self._lock:
            if not self._closed:
                self._free.append(opened)
                return
        opened.close()
