"""The directory in files of this computer."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from connectors.directory.connections import Connections, Opened
from connectors.directory.search import Find
from connectors.directory.tables import LAYOUT
from connectors.directory.trigram_index import TrigramIndex
from screenpop.errors import SourceUnavailable
from screenpop.sentences import say

_CURRENT = f"select file from current where layout = {LAYOUT}"  # noqa: S608 # a number of our own


class FileStore:
    """`directory.db` and the index that it names; a new import is seen at the next question."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connections = Connections(path)

    @contextmanager
    def lent(self) -> Iterator["LentFiles"]:
        """Connections for one question; the library's errors end here."""
        try:
            with self._connections.lent() as opened:
                yield LentFiles(self._path, opened)
        except (sqlite3.Error, ValueError, OSError) as error:
            raise SourceUnavailable(
                say("The directory’s file cannot be used; “screenpop directory import” makes it anew.")
            ) from error

    def close(self) -> None:
        """Let go of all files."""
        self._connections.close()


class LentFiles:
    """Open files, for one question."""

    def __init__(self, path: Path, opened: Opened) -> None:
        self._path = path
        self._opened = opened

    @property
    def state(self) -> sqlite3.Connection:
        """What agents picked and noted."""
        return self._opened.state

    def index(self) -> sqlite3.Connection:
        """The index that counts now.

        Raises:
            SourceUnavailable: The directory was never imported.
        """
        for last_try in (False, True):
            try:
                row = self._opened.state.execute(_CURRENT).fetchone()
                if row is None:
                    raise SourceUnavailable(say("The directory was never imported."))
                return self._opened.index_in(self._path.with_name(row[0]))
            except sqlite3.Error:
                if last_try:  # the first time, an import may have put another index in its place meanwhile
                    raise
        raise AssertionError

    def finder(self) -> Find:
        """Finds by words."""
        return TrigramIndex(self.index()).find
