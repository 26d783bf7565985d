"""The files of indexes: the one that serves, the one that an import works on, and what is left of killed ones.

An import works on `directory.MARK.partial`; the mark says by which question and which reading of numbers. It is
safe to be killed at any time: the file then holds what was written up to the last safe point.
"""

import contextlib
import os
import secrets
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from connectors.directory.about import tell, told
from connectors.directory.tables import ENTRIES, LAYOUT, open_index, open_state
from screenpop.errors import SourceUnavailable
from screenpop.sentences import say

_LEFT_BEHIND = 3600.0
_WORTH_GOING_ON = 7 * 24 * 3600.0
_CURRENT = f"select file from current where layout = {LAYOUT}"  # noqa: S608 # a number of our own
_PUT = """insert into current (one, file, layout) values (1, ?, ?)
          on conflict (one) do update set file = excluded.file, layout = excluded.layout"""
_UNUSABLE = {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}
_SAFE_IF_KILLED = (
    "pragma journal_mode = delete",
    "pragma synchronous = normal",
    "pragma cache_size = -32768",
)


class IndexFiles:
    """The files beside one `directory.db`."""

    def __init__(self, path: Path, mark: str) -> None:
        """Look at nothing yet.

        Args:
            path: `directory.db`.
            mark: What the import is known by.
        """
        self._path = path
        self._mark = mark
        self._partial = path.with_name(f"{path.stem}.{mark}.partial")

    def serving(self) -> Path | None:
        """The index that serves, if the same question filled it in the same way."""
        with closing(self._state()) as state:
            row = state.execute(_CURRENT).fetchone()
        file = row and self._path.with_name(row[0])
        if not file or not file.exists():
            return None
        with contextlib.suppress(sqlite3.DatabaseError), closing(open_index(file)) as index:
            if told(index, "mark") == self._mark:
                return Path(file)
        return None

    def since(self, serving: Path) -> str | None:
        """Up to when that index knows what has changed."""
        with closing(open_index(serving)) as index:
            return told(index, "since")

    @contextmanager
    def at_work(self, base: Path | None, *, go_on: bool) -> Iterator[sqlite3.Connection]:
        """The index to write; it serves after the block. If the block fails, what is safe stays for the next import.

        Args:
            base: What it begins with, unless there is something to go on with.
            go_on: Whether what a killed import has left counts.

        Raises:
            SourceUnavailable: Another import is at work.
        """
        with self._one_at_a_time():
            if not (go_on and self._can_go_on()):
                self._begin(base)
            try:
                with closing(sqlite3.connect(self._partial, isolation_level=None)) as index:
                    for pragma in _SAFE_IF_KILLED:
                        index.execute(pragma)
                    index.executescript(ENTRIES)
                    tell(index, mark=self._mark)
                    yield index
                    tell(index, safe="")
            except BaseException as error:
                if not (go_on and self._can_go_on()) or _is_unusable(error):
                    self._forget_partial()
                raise
            self._put_in_place()

    @contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        """A lock that ends with the process, however that ends."""
        file = self._path.with_suffix(".import")
        file.touch(mode=0o600)
        with closing(sqlite3.connect(file, timeout=0)) as lock:
            try:
                lock.execute("begin exclusive")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                    raise
                raise SourceUnavailable(say("Another import of the directory is at work.")) from None
            yield

    def _can_go_on(self) -> bool:
        if not self._partial.exists():
            return False
        try:
            with closing(sqlite3.connect(self._partial)) as index:
                return bool(told(index, "safe"))
        except sqlite3.DatabaseError:
            return False

    def _begin(self, base: Path | None) -> None:
        begun = self._partial.with_name(f"{self._partial.name}.{secrets.token_hex(4)}")
        begun.touch(mode=0o600)
        try:
            if base:
                shutil.copyfile(base, begun)
            self._forget_partial()
            begun.replace(self._partial)
        except BaseException:
            begun.unlink(missing_ok=True)
            raise

    def _forget_partial(self) -> None:
        """Delete it with its journal, which would undo what a new one of that name says."""
        for file in (self._partial, self._partial.with_name(f"{self._partial.name}-journal")):
            file.unlink(missing_ok=True)

    def _put_in_place(self) -> None:
        new = self._path.with_name(f"{self._path.stem}-{secrets.token_hex(4)}{self._path.suffix}")
        with self._partial.open("rb+") as written:
            os.fsync(written.fileno())
        self._partial.replace(new)
        with closing(self._state()) as state:
            old = state.execute("select file from current").fetchone()
            state.execute(_PUT, (new.name, LAYOUT))
        self._clear_away(old[0] if old else None, new.name)

    def _state(self) -> sqlite3.Connection:
        """`directory.db`; one that is broken is put aside, with the choices that nobody can read any more."""
        try:
            return open_state(self._path)
        except sqlite3.DatabaseError as error:
            if not _is_unusable(error):
                raise
            self._path.replace(self._path.with_suffix(".broken"))
            return open_state(self._path)

    def _clear_away(self, old: str | None, new: str) -> None:
        """Delete the index that was, and what imports that were killed have left and nobody will go on with."""
        stem, suffix = self._path.stem, self._path.suffix
        for file in self._path.parent.glob(f"{stem}[-.]*"):
            with contextlib.suppress(
                OSError
            ):  # on Windows a reader may have it open; the next import deletes it
                age = time.time() - file.stat().st_mtime
                is_index = file.name.startswith(f"{stem}-") and file.suffix == suffix and file.name != new
                is_partial = file.name.startswith(f"{stem}.") and ".partial" in file.name
                forgotten = is_partial and age > _WORTH_GOING_ON
                if forgotten or (is_index and (file.name == old or age > _LEFT_BEHIND)):
                    file.unlink()


def _is_unusable(error: BaseException) -> bool:
    return isinstance(error, sqlite3.DatabaseError) and error.sqlite_errorcode in _UNUSABLE
