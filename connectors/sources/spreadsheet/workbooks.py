"""Workbooks: XLSX, XLSM, XLSB, XLS and ODS, by calamine. Macros are never run; formulas give what was last computed."""

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from connectors.sources.spreadsheet.error_cells import Errors, errors_beside
from connectors.sources.spreadsheet.problems import Unreadable
from connectors.sources.spreadsheet.sheet import Sheet
from screenpop.sentences import say

_MOST_UNPACKED = 1_500_000_000
_MOST_CELLS = 30_000_000
_MOST_SEARCHED = 200 << 20


def read_workbook(file: Path) -> list[Sheet]:
    """Read every sheet that can be seen and holds something.

    Raises:
        Unreadable: It is damaged, half saved, protected, or too large.
    """
    with file.open("rb") as opened:
        zipped = opened.read(2) == b"PK"
    if zipped:
        _hold_sizes(file)
    try:
        with load_workbook(file) as workbook:
            if not zipped:
                return list(_sheets(workbook, file))
            with errors_beside(file) as errors:
                sheets = list(_sheets(workbook, file))
            return _with_errors(sheets, errors)
    except PasswordError:
        raise _protected(file) from None
    except (CalamineError, OSError, ValueError) as error:
        if not zipped and _is_encrypted(file):
            raise _protected(file) from None
        raise Unreadable(
            say("{file} is damaged, or no workbook: {reason}.", file=file.name, reason=str(error).rstrip("."))
        ) from None


def _sheets(workbook: CalamineWorkbook, file: Path) -> Iterator[Sheet]:
    for index, about in enumerate(workbook.sheets_metadata):
        if about.typ is not SheetTypeEnum.WorkSheet or about.visible is not SheetVisibleEnum.Visible:
            continue
        sheet = workbook.get_sheet_by_index(index)
        if sheet.start is None:
            continue
        if sheet.height * sheet.width > _MOST_CELLS:
            raise Unreadable(
                say(
                    "{file}, sheet {sheet}: {rows} rows by {columns} columns are too many.",
                    file=file.name,
                    sheet=about.name,
                    rows=sheet.height,
                    columns=sheet.width,
                )
            )
        yield Sheet(about.name, sheet.to_python(), sheet.start[0] + 1)


def _with_errors(sheets: Sequence[Sheet], errors: Mapping[str, Errors]) -> list[Sheet]:
    met = ((sheet, errors.get(sheet.name, Errors())) for sheet in sheets)
    return [replace(sheet, errors=each.count, first_error=each.first) for sheet, each in met]


def _hold_sizes(file: Path) -> None:
    """See that it is a whole zip, and how much it says that it unpacks to; calamine unpacks no more than that.

    Raises:
        Unreadable: It is not, or too much.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
    except zipfile.BadZipFile:
        raise Unreadable(
            say("{file} is half saved or damaged; save it again.", file=file.name), passing=True
        ) from None
    if unpacked > _MOST_UNPACKED:
        raise Unreadable(say("{file} unpacks to more than 1.5 GB, so it is not read.", file=file.name))


def _is_encrypted(file: Path) -> bool:
    """An encrypted XLSX is an old container with a part of this name (UTF-16)."""
    with file.open("rb") as opened:
        return "EncryptedPackage".encode("utf-16-le") in opened.read(_MOST_SEARCHED)


def _protected(file: Path) -> Unreadable:
    return Unreadable(
        say(
            "{file} is protected by a password; save it without one, in a folder that is protected.",
            file=file.name,
        )
    )
