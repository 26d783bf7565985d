"""Reads the record: every call with all that became of it, newest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from screenpop.errors import UnknownCall
from screenpop.events.calls import Direction, Ending
from screenpop.record.filters import LogFilter
from screenpop.record.rows import LoggedCall
from screenpop.sentences import say
from screenpop.storage.database import Database

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from screenpop.storage.log_questions import Question

_ROWS_AT_ONCE = 1_000
_DIRECTIONS = {direction.value: direction for direction in Direction}
_ENDINGS: dict[str | None, Ending | None] = {None: None, **{ending.value: ending for ending in Ending}}
_DIRECTION, _ENDING = map([field.name for field in fields(LoggedCall)].index, ("direction", "ending"))


class DatabaseCallLog:
    """The call log of the shared database. Safe to ask from several threads at once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self) -> None:
        """Load the driver (0.3 s), which the first question does otherwise.

        Raises:
            RecordUnavailable: It cannot be opened.
        """
        self._database.open()

    def page(
        self, wanted: LogFilter, *, at_most: int, older_than: LoggedCall | None = None
    ) -> Sequence[LoggedCall]:
        """The newest calls that fit, or the next ones after `older_than`."""
        with self._database.reading() as connection:
            question = _question_for(connection, wanted, older_than).limit(at_most)
            return [_call_of(row) for row in connection.execute(question)]

    def all(self, wanted: LogFilter) -> Iterator[LoggedCall]:
        """Every call that fits, in constant memory."""
        with self._database.reading() as connection:
            question = _question_for(connection, wanted)
            streaming = connection.execution_options(yield_per=_ROWS_AT_ONCE)
            with streaming.execute(question) as rows:
                yield from map(_call_of, rows)

    def latest(self, call_id: str) -> LoggedCall:
        """The newest call with this call_id, as its agent saw it.

        Raises:
            UnknownCall: There is none.
        """
        with self._database.reading() as connection:
            from screenpop.storage import log_questions  # noqa: PLC0415 # loaded with the connection

            row = connection.execute(log_questions.newest_with(call_id)).first()
        if row is None:
            raise UnknownCall(say("The call log holds no call “{call_id}”.", call_id=call_id))
        return _call_of(row)

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()


def _question_for(
    connection: Connection, wanted: LogFilter, older_than: LoggedCall | None = None
) -> Question:
    from screenpop.storage.log_questions import question_for  # noqa: PLC0415 # loaded with the connection
    from screenpop.storage.rare_text import rare_places  # noqa: PLC0415 # as above

    return question_for(wanted, older_than=older_than, places=rare_places(connection, wanted.text))


def _call_of(row: Row[Any]) -> LoggedCall:
    values = list(row)
    values[_DIRECTION] = _DIRECTIONS[values[_DIRECTION]]
    values[_ENDING] = _ENDINGS[values[_ENDING]]
    return LoggedCall(*values)
