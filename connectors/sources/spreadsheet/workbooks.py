"""Workbooks: XLSX, XLSM, XLSB, XLS and ODS, by calamine. Macros are never run; formulas give what was last computed."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

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
_CHUNK = 1 << 20
_ERROR_CELL = re.compile(rb'<c\b[^>]*?\bt="e"')
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
        start = opened.read(8)
    errors = _looked_through(file) if start.startswith(b"PK") else []
    try:
        with load_workbook(file) as workbook:
            return list(_sheets(workbook, file, errors))
    except PasswordError:
        raise _protected(file) from None
    except (CalamineError, OSError, ValueError) as error:
        if start.startswith(b"\xd0\xcf\x11\xe0") and _is_encrypted(file):
            raise _protected(file) from None
        raise Unreadable(
            say("{file} is damaged, or no workbook: {reason}.", file=file.name, reason=str(error).rstrip("."))
        ) from None


def _sheets(workbook: CalamineWorkbook, file: Path, errors: list[_Errors]) -> Iterator[Sheet]:
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
        met = errors[index] if index < len(errors) else _Errors()
        yield Sheet(
            about.name, sheet.to_python(), sheet.start[0] + 1, errors=met.count, first_error=met.first
        )


def _looked_through(file: Path) -> list[_Errors]:
    """Unpack once to see that it can be unpacked, and into how much; finds the error cells of each XLSX sheet.

    What the file says of its own sizes is not believed.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            sheets = _sheet_parts(archive)
            left = _MOST_UNPACKED
            found: dict[str, _Errors] = {}
            for member in members:
                errors = _Errors()
                with archive.open(member) as packed:
                    tail = b""
                    while chunk := packed.read(_CHUNK):
                        left -= len(chunk)
                        if left < 0:
                            raise Unreadable(
                                say("{file} unpacks to more than 1.5 GB, so it is not read.", file=file.name)
                            )
                        if member.filename in sheets:
                            errors, tail = _count(tail + chunk, errors)
                found[member.filename] = errors
    except zipfile.BadZipFile:
        raise Unreadable(
            say("{file} is half saved or damaged; save it again.", file=file.name), passing=True
        ) from None
    except (zlib.error, NotImplementedError, RuntimeError, EOFError, KeyError):
        raise Unreadable(say("{file} is damaged, or no workbook.", file=file.name)) from None
    return [found.get(part, _Errors()) for part in sheets]


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


def _sheet_parts(archive: zipfile.ZipFile) -> list[str]:
    """The parts of an XLSX that hold its sheets, in the workbook's order; empty for other files."""
    names = archive.namelist()
    if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
        return []
    targets = {}
    for tag in re.findall(rb"<Relationship\b[^>]*>", archive.read("xl/_rels/workbook.xml.rels")):
        told = dict(re.findall(rb'\b(Id|Target)="([^"]*)"', tag))
        targets[told.get(b"Id")] = told.get(b"Target", b"").decode("utf-8", "replace")
    ids = re.findall(rb'<sheet\b[^>]*?\br:id="([^"]*)"', archive.read("xl/workbook.xml"))
    return [_part(targets.get(each, "")) for each in ids]


def _part(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _is_encrypted(file: Path) -> bool:
    """An encrypted XLSX is an old container with a part of this name (UTF-16)."""
    with file.open("rb") as opened:
        return "EncryptedPackage".encode("utf-16-le") in opened.read(1 << 20)


def _protected(file: Path) -> Unreadable:
    return Unreadable(
        say(
            "{file} is protected by a password; save it without one, in a folder that is protected.",
            file=file.name,
        )
    )
