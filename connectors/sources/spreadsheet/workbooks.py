"""Workbooks: XLSX, XLSM, XLSB, XLS and ODS, by calamine. Macros are never run; formulas give what was last computed."""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Thread

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from connectors.sources.spreadsheet.problems import Unreadable
from connectors.sources.spreadsheet.sheet import Sheet
from screenpop.sentences import say

_MOST_UNPACKED = 1_500_000_000
_MOST_CELLS = 30_000_000
_MOST_SEARCHED = 200 << 20
_CHUNK = 1 << 20
_ERROR_CELL = re.compile(rb'<c\b[^>]*?\bt="e"')
_RELATIONSHIP = re.compile(rb"<Relationship\b[^>]*>")
_SHEET = re.compile(rb"<sheet\b[^>]*>")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
_PLACE = re.compile(rb'\br="([A-Z]{1,3}[0-9]{1,7})"')


@dataclass(frozen=True, slots=True)
class _Errors:
    count: int = 0
    first: str = ""


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
            with _errors_beside(file) as errors:
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


def _with_errors(sheets: Sequence[Sheet], errors: Mapping[str, _Errors]) -> list[Sheet]:
    met = ((sheet, errors.get(sheet.name, _Errors())) for sheet in sheets)
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


@contextmanager
def _errors_beside(file: Path) -> Iterator[Mapping[str, _Errors]]:
    """Look for error cells while the block reads; when it has ended all are found."""
    found: dict[str, _Errors] = {}
    thread = Thread(target=_find_errors, args=(file, found))
    thread.start()
    try:
        yield found
    finally:
        thread.join()


def _find_errors(file: Path, found: dict[str, _Errors]) -> None:
    """Find the error cells of each sheet of an XLSX, which calamine leaves empty."""
    try:
        with zipfile.ZipFile(file) as archive:
            for part, sheet in _sheet_parts(archive).items():
                errors, tail = _Errors(), b""
                with archive.open(part) as packed:
                    while chunk := packed.read(_CHUNK):
                        errors, tail = _count(tail + chunk, errors)
                found[sheet] = errors
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, KeyError):
        return  # calamine says what is wrong with it


def _count(text: bytes, errors: _Errors) -> tuple[_Errors, bytes]:
    """Count error cells; gives back the last, unfinished tag too."""
    cut = text.rfind(b"<") if text.rfind(b"<") > text.rfind(b">") else len(text)
    whole, tail = text[:cut], text[cut:]
    if b't="e"' not in whole:
        return errors, tail
    met = _ERROR_CELL.findall(whole)
    first = errors.first
    if met and not first and (place := _PLACE.search(met[0])):
        first = place[1].decode()
    return _Errors(errors.count + len(met), first), tail


def _sheet_parts(archive: zipfile.ZipFile) -> Mapping[str, str]:
    """The parts of an XLSX that hold its sheets, and the sheets' names; empty for other files."""
    names = archive.namelist()
    if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
        return {}
    targets = {}
    for tag in _RELATIONSHIP.findall(archive.read("xl/_rels/workbook.xml.rels")):
        told = dict(_ATTRIBUTE.findall(tag))
        targets[told.get(b"Id")] = told.get(b"Target", b"").decode("utf-8", "replace")
    sheets = (dict(_ATTRIBUTE.findall(tag)) for tag in _SHEET.findall(archive.read("xl/workbook.xml")))
    return {
        _part(targets.get(sheet.get(b"r:id"), "")): _unescaped(
            sheet.get(b"name", b"").decode("utf-8", "replace")
        )
        for sheet in sheets
    }


def _unescaped(text: str) -> str:
    if "&" not in text:
        return text
    from html import unescape  # noqa: PLC0415 # rarely needed

    return unescape(text)


def _part(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


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
