"""Reads spreadsheets in a process of its own: no window waits for it, and no hostile file takes the program with it.

The order comes as JSON on standard input; the report (eight bytes of length, then JSON) and the SQLite go to
standard output. The number of the file that is being read goes to standard error, so that it is known which one the
process died of.
"""

import contextlib
import gc
import sqlite3
import sys
from pathlib import Path

from connectors.sources.spreadsheet.files import WORKBOOKS
from connectors.sources.spreadsheet.order import Reading, from_json
from connectors.sources.spreadsheet.problems import Unreadable
from connectors.sources.spreadsheet.report import Problem, Report, as_json
from connectors.sources.spreadsheet.sheet import Sheet
from connectors.sources.spreadsheet.tables import ReadSheet, read_sheet, write_tables
from connectors.sources.spreadsheet.text_files import read_text_file
from screenpop.sentences import say

LENGTH = 8  # bytes in which the report's length stands
TOO_LARGE = 7  # the exit code of a process that has no memory left

_MOST_MEMORY = 4 << 30
_WORKBOOKS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
_OTHERS = {b"%PDF": "PDF", b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"SQLite": "SQLite", b"{\\rtf": "RTF"}
_PAGES = (b"<html", b"<!doctype", b"<table", b"<?xml")


def main() -> int:
    """Read what the order says, and hand it over; returns the exit code."""
    _stay_in_bounds()
    gc.disable()  # nothing here refers to itself, and looking for it takes a third of the time
    files, reading = from_json(sys.stdin.buffer.read())
    try:
        report, database = read_all([Path(file) for file in files], reading)
    except MemoryError:
        return TOO_LARGE
    told = as_json(report)
    out = sys.stdout.buffer
    out.write(len(told).to_bytes(LENGTH) + told)
    out.write(database)
    out.flush()
    return 0


def read_all(files: list[Path], reading: Reading) -> tuple[Report, bytes]:
    """Read all files that can be read into one SQLite."""
    sheets: list[ReadSheet] = []
    problems: list[Problem] = []
    for number, file in enumerate(files):
        sys.stderr.write(f"{number}\n")
        sys.stderr.flush()
        try:
            sheets.extend(_read_file(file, reading))
        except Unreadable as problem:
            problems.append(Problem(file.name, problem.sentence, problem.passing))
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.execute("begin")
        tables = write_tables(database, sheets)
        database.execute("commit")
        return Report(tables, tuple(problems)), database.serialize() if tables else b""


def _read_file(file: Path, reading: Reading) -> list[ReadSheet]:
    try:
        sheets = _sheets(file, reading)
    except FileNotFoundError:
        raise Unreadable(say("{file} is not there.", file=file.name), passing=True) from None
    except PermissionError:
        raise Unreadable(
            say("{file} is locked by another program, or this user may not read it.", file=file.name),
            passing=True,
        ) from None
    except OSError as error:
        raise Unreadable(
            say("{file} cannot be read: {why}.", file=file.name, why=error.strerror or str(error)),
            passing=True,
        ) from None
    return [
        read_sheet(file, sheet, alone=len(sheets) == 1, header_row=reading.header_row, order=reading.dates)
        for sheet in sheets
    ]


def _sheets(file: Path, reading: Reading) -> list[Sheet]:
    """Read by what the file is, whatever it is called."""
    with file.open("rb") as opened:
        start = opened.read(512)
    if not start:
        raise Unreadable(
            say("{file} is empty; its first row must name the columns.", file=file.name),
            passing=file.suffix.lower() in WORKBOOKS,  # a program empties it before it writes
        )
    if start.startswith(_WORKBOOKS):
        from connectors.sources.spreadsheet.workbooks import read_workbook  # noqa: PLC0415 # not for CSV files

        sheets = read_workbook(file)
        if not sheets:
            raise Unreadable(say("{file} has no sheet that holds anything.", file=file.name))
        return sheets
    kind = next((kind for mark, kind in _OTHERS.items() if start.startswith(mark)), "")
    if start.lstrip().lower().startswith(_PAGES):
        kind = "HTML"
    if kind or not start.strip(b"\0"):
        raise Unreadable(
            say(
                "{file} is no spreadsheet ({kind}); save it as CSV, XLSX or ODS.",
                file=file.name,
                kind=kind or "NUL",
            )
        )
    return [read_text_file(file, reading.encoding, reading.delimiter)]


def _stay_in_bounds() -> None:
    """End before the computer has no memory left."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 # not on Windows

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        if hard == resource.RLIM_INFINITY or hard > _MOST_MEMORY:
            resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, hard))
