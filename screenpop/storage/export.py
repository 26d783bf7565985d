"""The call log as CSV, JSON or a workbook."""

from collections.abc import Iterable
from datetime import UTC
from operator import attrgetter
from typing import BinaryIO

from screenpop.ports.exports import Format
from screenpop.record.rows import LoggedCall
from screenpop.storage.row_files import RowFile

COLUMNS = (
    "call_id",
    "offered_at",
    "answered_at",
    "ended_at",
    "agent",
    "direction",
    "number",
    "presented",
    "did",
    "queue",
    "customer",
    "contact",
    "ending",
    "reason",
    "disposition",
    "note",
)
_TIMES = [number for number, column in enumerate(COLUMNS) if column.endswith("_at")]
_FILE = RowFile(
    COLUMNS, frozenset({"call_id", "offered_at", "answered_at", "ended_at", "customer", "contact", "note"})
)
_in_order = attrgetter(*COLUMNS)


def write(calls: Iterable[LoggedCall], file: BinaryIO, wanted: Format) -> None:
    """Write the calls into a file that is open for writing."""
    _FILE.write(map(_values, calls), file, wanted)


def _values(call: LoggedCall) -> list[str | None]:
    values = list(_in_order(call))
    for column in _TIMES:
        at = values[column]
        if at is not None:
            values[column] = (at if at.tzinfo is UTC else at.astimezone(UTC)).isoformat(
                timespec="microseconds"
            )
    return values
