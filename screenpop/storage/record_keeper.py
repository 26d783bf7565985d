"""Keeps entries in the local record: one transaction an entry, saved when it returns."""

from __future__ import annotations

import logging
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from screenpop.errors import NotKept, RecordUnavailable
from screenpop.record.entries import Entry, WrapUp

if TYPE_CHECKING:
    from sqlalchemy import Engine

log = logging.getLogger(__name__)

_PATIENCE = 0.2


class LocalRecord:
    """The record in a SQLite file. Its threads wait for one another."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._engine: Engine | None = None
        self._opened: tuple[int, int] | None = None
        self._one_thread = threading.RLock()

    def open(self) -> None:
        """Create or upgrade the file, and load the driver (0.3 s), which `keep` does otherwise.

        Raises:
            RecordUnavailable: It cannot be opened, is damaged, or belongs to a newer program.
        """
        with self._one_thread:
            if self._engine is not None and self._identity() == self._opened:
                return
            from screenpop.storage import engines  # noqa: PLC0415 # SQLAlchemy, not before the first paint
            from screenpop.storage.upgrade import upgrade  # noqa: PLC0415 # as above

            self.close()  # somebody removed the file: what is written into it would be lost
            upgrade(self._path)
            self._engine = engines.writing(self._path)
            self._opened = self._identity()

    def keep(self, entry: Entry, /) -> None:
        """Return after the commit; the same entry twice is kept once.

        What happened on a call that the record does not hold is logged and dropped: nobody could ever see it.

        Raises:
            NotKept: It is not saved.
        """
        with self._one_thread:
            try:
                self.open()
                self._write(entry)
            except RecordUnavailable as error:
                self.close()  # the next attempt starts afresh, perhaps on a mended file
                raise NotKept(error.sentence) from error

    def close(self) -> None:
        """Let go of the file; a thread that waits for the disk is left behind with it."""
        if self._one_thread.acquire(timeout=_PATIENCE):
            try:
                if self._engine is not None:
                    self._engine.dispose()
                    self._engine = None
            finally:
                self._one_thread.release()

    def _identity(self) -> tuple[int, int] | None:
        try:
            status = self._path.stat()
        except OSError:
            return None
        return status.st_dev, status.st_ino

    def _write(self, entry: Entry) -> None:
        from sqlalchemy.dialects.sqlite import insert  # noqa: PLC0415 # loaded by `open`
        from sqlalchemy.exc import DBAPIError, IntegrityError  # noqa: PLC0415 # as above

        from screenpop.storage.entry_rows import row_of  # noqa: PLC0415 # as above
        from screenpop.storage.troubles import told  # noqa: PLC0415 # as above

        assert self._engine is not None  # noqa: S101 # `keep` has opened it
        table, values = row_of(entry)
        try:
            with self._engine.begin() as transaction:
                transaction.execute(insert(table).on_conflict_do_nothing(index_elements=["id"]), values)
        except IntegrityError as error:
            if isinstance(entry, WrapUp):
                raise NotKept(told(error, self._path)) from error
            log.error("Dropped a %s of a call that the record does not hold", type(entry).__name__)
        except DBAPIError as error:
            raise RecordUnavailable(told(error, self._path)) from error
