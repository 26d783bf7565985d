"""The call log as CSV, JSON or a workbook, row by row in constant memory.

Programs that open CSV and workbooks run a cell that begins like a formula. A caller chooses their own display
name, so such cells get an apostrophe before them (OWASP ASVS 1.2.10); a telephone number stays as it is.
JSON runs nowhere and is left alone.
"""

import csv
import json
from collections.abc import Callable, Iterable
from datetime import UTC
from io import TextIOWrapper
from operator import attrgetter
from typing import Any, BinaryIO, Literal

from screenpop.cells import defused
from screenpop.record.rows import LoggedCall

Format = Literal["csv", "xlsx", "json"]

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
_WIDE = {"call_id", "offered_at", "answered_at", "ended_at", "customer", "contact", "note"}
_ROWS_OF_A_SHEET = 1_048_576
_in_order = attrgetter(*COLUMNS)


def write(calls: Iterable[LoggedCall], file: BinaryIO, wanted: Format) -> None:
    """Write the calls into a file that is open for writing."""
    writers: dict[Format, Callable[[Iterable[LoggedCall], BinaryIO], None]] = {
        "csv": _write_csv,
        "json": _write_json,
        "xlsx": _write_xlsx,
    }
    writers[wanted](calls, file)


def _values(call: LoggedCall) -> list[str | None]:
    values = list(_in_order(call))
    for column in _TIMES:
        at = values[column]
        values[column] = at and at.astimezone(UTC).isoformat(timespec="microseconds")
    return values


def _cells(call: LoggedCall) -> list[str]:
    return [defused(value or "") for value in _values(call)]


def _write_csv(calls: Iterable[LoggedCall], file: BinaryIO) -> None:
    text = TextIOWrapper(file, encoding="utf-8", newline="")
    try:
        csv.writer(text).writerow(COLUMNS)
        csv.writer(text, quoting=csv.QUOTE_ALL).writerows(_cells(call) for call in calls)
    finally:
        text.detach()  # or it would close the file, which is not ours


def _write_json(calls: Iterable[LoggedCall], file: BinaryIO) -> None:
    file.write(b"[")
    between = b"\n"
    for call in calls:
        one = dict(zip(COLUMNS, _values(call), strict=True))
        file.write(between + json.dumps(one, ensure_ascii=False).encode())
        between = b",\n"
    file.write(b"\n]\n")


def _write_xlsx(calls: Iterable[LoggedCall], file: BinaryIO) -> None:
    from xlsxwriter import Workbook  # type: ignore[import-untyped] # noqa: PLC0415 # it carries no types; 60 ms

    with Workbook(file, {"constant_memory": True}) as workbook:
        sheet, row = _new_sheet(workbook), 1
        for call in calls:
            if row == _ROWS_OF_A_SHEET:
                sheet, row = _new_sheet(workbook), 1
            for column, cell in enumerate(_cells(call)):
                sheet.write_string(row, column, cell)
            row += 1


def _new_sheet(workbook: Any) -> Any:
    sheet = workbook.add_worksheet()
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(COLUMNS):
        sheet.set_column(column, column, 32 if name in _WIDE else 16)
        sheet.write_string(0, column, name)
    return sheet
