"""The error cells of an XLSX (#N/A and the like), which calamine leaves empty: how many a sheet has, and where."""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

_CHUNK = 1 << 20
_ERROR_CELL = re.compile(rb'<c\b[^>]*?\bt="e"')
_RELATIONSHIP = re.compile(rb"<Relationship\b[^>]*>")
_SHEET = re.compile(rb"<sheet\b[^>]*>")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
_PLACE = re.compile(rb'\br="([A-Z]{1,3}[0-9]{1,7})"')


@dataclass(frozen=True, slots=True)
class Errors:
    """How many there are, and the first one's place ("B7")."""

    count: int = 0
    first: str = ""


@contextmanager
def errors_beside(file: Path) -> Iterator[Mapping[str, Errors]]:
    """Look for error cells while the block reads; when it has ended all are found."""
    found: dict[str, Errors] = {}
    thread = Thread(target=_find_errors, args=(file, found))
    thread.start()
    try:
        yield found
    finally:
        thread.join()


def _find_errors(file: Path, found: dict[str, Errors]) -> None:
    """Find the error cells of each sheet of an XLSX, which calamine leaves empty."""
    try:
        with zipfile.ZipFile(file) as archive:
            for part, sheet in _sheet_parts(archive).items():
                errors, tail = Errors(), b""
                with archive.open(part) as packed:
                    while chunk := packed.read(_CHUNK):
                        errors, tail = _count(tail + chunk, errors)
                found[sheet] = errors
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, KeyError):
        return  # calamine says what is wrong with it


def _count(text: bytes, errors: Errors) -> tuple[Errors, bytes]:
    """Count error cells; gives back the last, unfinished tag too."""
    cut = text.rfind(b"<") if text.rfind(b"<") > text.rfind(b">") else len(text)
    whole, tail = text[:cut], text[cut:]
    if b't="e"' not in whole:
        return errors, tail
    met = _ERROR_CELL.findall(whole)
    first = errors.first
    if met and not first and (place := _PLACE.search(met[0])):
        first = place[1].decode()
    return Errors(errors.count + len(met), first), tail


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
