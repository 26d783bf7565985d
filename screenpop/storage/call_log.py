"""Reads the local record: every call with all that became of it, newest first."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from screenpop.errors import RecordUnavailable, UnknownCall
from screenpop.events.calls import Direction, Ending
from screenpop.record.filters import LogFilter
from screenpop.record.rows import LoggedCall
from screenpop.sentences import say

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, Row

_ROWS_AT_ONCE = 1_000
_DIRECTION, _ENDING = map([field.name for field in fields(LoggedCall)].index, ("direction", "ending"))


class LocalCallLog:
    """The call log of the record in a SQLite file. Safe to ask from several threads at once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._engine: Engine | None = None
        self._opening = threading.Lock()

    def open(self) -> None:
        """Create or upgrade the file, and load the driver (0.3 s), which the first question does otherwise.

        Raises:
            RecordUnavailable: It cannot be opened, is damaged, or belongs to a newer program.
        """
        with self._opening:
            if self._engine is not None:
                return
            from screenpop.storage import engines  # noqa: PLC0415 # SQLAlchemy, not before the first paint
            from screenpop.storage.upgrade import upgrade  # noqa: PLC0415 # as above

            upgrade(self._path)
            self._engine = engines.reading(self._path)

    def page(
        self, wanted: LogFilter, *, at_most: int, older_than: LoggedCall | None = None
    ) -> Sequence[LoggedCall]:
        """The newest calls that fit, or the next ones after `older_than`."""
        with self._connection() as connection:
            from screenpop.storage import log_questions  # noqa: PLC0415 # loaded with the connection

            question = log_questions.question_for(wanted).limit(at_most)
            if older_than is not None:
                question = question.where(log_questions.older_than(older_than))
            return [_call_of(row) for row in connection.execute(question)]

    def all(self, wanted: LogFilter) -> Iterator[LoggedCall]:
        """Every call that fits, in constant memory."""
        with self._connection() as connection:
            from screenpop.storage import log_questions  # noqa: PLC0415 # loaded with the connection

            streaming = connection.execution_options(yield_per=_ROWS_AT_ONCE)
            for row in streaming.execute(log_questions.question_for(wanted)):
                yield _call_of(row)

    def latest(self, call_id: str) -> LoggedCall:
        """The newest call with this call_id.

        Raises:
            UnknownCall: There is none.
        """
        with self._connection() as connection:
            from screenpop.storage import log_questions  # noqa: PLC0415 # loaded with the connection

            row = connection.execute(log_questions.newest_with(call_id)).first()
        if row is None:
            raise UnknownCall(say("The call log holds no call “{call_id}”.", call_id=call_id))
        return _call_of(row)

    def close(self) -> None:
        """Let go of the file."""
        with self._opening:
            if self._engine is not None:
                self._engine.dispose()
                self._engine = None

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        self.open()
        from sqlalchemy.exc import DBAPIError  # noqa: PLC0415 # loaded by `open`

        from screenpop.storage.troubles import told  # noqa: PLC0415 # as above

        assert self._engine is not None  # noqa: S101 # it has just been opened
        try:
            with self._engine.connect() as connection:
                yield connection
        except DBAPIError as error:
            raise RecordUnavailable(told(error, self._path)) from error


def _call_of(row: Row[Any]) -> LoggedCall:
    values = list(row)
    values[_DIRECTION] = Direction(values[_DIRECTION])
    values[_ENDING] = values[_ENDING] and Ending(values[_ENDING])
    return LoggedCall(*values)
