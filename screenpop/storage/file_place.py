"""The shared database as a SQLite file: created and upgraded when it is opened. Light to import."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from screenpop.errors import NotKept, RecordUnavailable
from screenpop.sentences import say

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine
    from sqlalchemy.exc import SQLAlchemyError

    from screenpop.storage.upgrade import Upgraded


class FilePlace:
    """A SQLite file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._opened: tuple[int, int] | None = None

    def open(self) -> tuple[Engine, Engine]:
        """Create or upgrade the file."""
        from screenpop.storage import engines  # noqa: PLC0415 # SQLAlchemy, not before the first paint

        self.upgrade()
        self._opened = self._identity()
        return engines.writing(self._path), engines.reading(self._path)

    def is_still_there(self) -> bool:
        """False if somebody removed or replaced the file: what is written into it would be lost."""
        return self._identity() == self._opened

    def check(self, connection: Connection, *, again: bool) -> None:
        """Nothing: it was upgraded when it was opened."""

    def upgrade(self) -> Upgraded:
        """Create or upgrade the file."""
        from screenpop.storage import engines  # noqa: PLC0415 # SQLAlchemy, not before the first paint
        from screenpop.storage.upgrade import upgrade_schema, version_in  # noqa: PLC0415 # as above

        engine = engines.writing(self._path)
        try:
            _make_private(self._path)
            with engine.connect() as connection:
                before = version_in(connection)
            if before.is_newest:
                return before
            with (
                engine.begin() as connection
            ):  # holds the write lock: another program's upgrade is over by now
                return upgrade_schema(connection, str(self._path))
        except OSError as error:
            raise RecordUnavailable(
                say(
                    "The call log cannot be created ({file}): {detail}",
                    file=self._path,
                    detail=error.strerror,
                )
            ) from error
        finally:
            engine.dispose()

    def failure(self, error: SQLAlchemyError) -> RecordUnavailable | NotKept:
        """In the words of somebody who can do something about it."""
        from sqlalchemy.exc import DBAPIError, IntegrityError  # noqa: PLC0415 # loaded by now

        from screenpop.storage.sqlite_troubles import told  # noqa: PLC0415 # as above

        if isinstance(error, IntegrityError):
            return NotKept(told(error.orig, self._path))
        if isinstance(error, DBAPIError):
            return RecordUnavailable(told(error.orig, self._path))
        return RecordUnavailable(
            say("The call log does not work ({file}): {detail}", file=self._path, detail=str(error))
        )

    def _identity(self) -> tuple[int, int] | None:
        try:
            status = self._path.stat()
        except OSError:
            return None
        return status.st_dev, status.st_ino


def _make_private(path: Path) -> None:
    """The log holds personal data: a new file is its owner's alone, and SQLite's side files follow it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):  # to open it and close it again would let go of SQLite's locks on it
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDONLY, 0o600))
