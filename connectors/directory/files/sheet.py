"""CSV as address books and customer files are exported: any usual delimiter, encoding and heading."""

import codecs
import csv
from collections.abc import Iterator, Sequence
from io import TextIOWrapper
from typing import BinaryIO

from connectors.directory.files.headings import Columns, columns_of
from screenpop.errors import UnreadableAnswer
from screenpop.ports.source import Row
from screenpop.sentences import say

_DELIMITERS = ";,\t|"
_BETWEEN_NUMBERS = ":::"
_AT_ONCE = 1 << 20
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_CENTRAL = frozenset("ąćęłńśźżĄĆĘŁŃŚŹŻőűŐŰ")


def people_of_sheet(file: BinaryIO) -> Iterator[Row]:
    """Everybody in a sheet, a row for each number.

    Raises:
        UnreadableAnswer: It is no sheet, or no column holds telephone numbers.
    """
    text = TextIOWrapper(file, encoding=_encoding(file), errors="replace", newline="")
    try:
        first = text.readline()
        if first.lower().startswith("sep="):  # Excel's own word
            delimiter, first = first[4:5], text.readline()
        else:
            delimiter = max(_DELIMITERS, key=first.count)
        headings = next(csv.reader([first], delimiter=delimiter), [])
        columns = columns_of(headings)
        if not (columns.own or columns.numbers):
            raise UnreadableAnswer(
                say(
                    "No column holds telephone numbers; there are {columns}.",
                    columns=", ".join(headings)[:300],
                )
            )
        for cells in csv.reader(text, delimiter=delimiter):
            if any(cells):
                yield from _rows(columns, cells)
    except csv.Error as error:
        raise UnreadableAnswer(say("The file is not CSV that can be read: {why}.", why=error)) from None
    finally:
        text.detach()


def _rows(columns: Columns, cells: Sequence[str]) -> Iterator[Row]:
    if columns.own:
        yield dict(
            zip(columns.headings, [*cells, *[""] * (len(columns.headings) - len(cells))], strict=False)
        )
        return
    given = {key: cells[place].strip() for key, place in columns.fields.items() if place < len(cells)}
    spelt = " ".join(given.pop(part, "") for part in ("first", "middle", "last")).split()
    person = given.pop("contact", "") or " ".join(spelt)
    company = given.pop("customer", "")
    numbers = [
        number.strip()
        for place in columns.numbers
        if place < len(cells)
        for number in cells[place].split(_BETWEEN_NUMBERS)
        if number.strip()
    ]
    customer = company or person
    key = given.pop("customer_id", "") or f"{company} {person}".strip()
    row_id = given.pop("row_id", "")
    for place, number in enumerate(dict.fromkeys(numbers) or [None], 1):
        yield {
            **given,
            "number": number,
            "customer_id": key,
            "customer": customer,
            "contact": (person or None) if company and person != company else None,
            "row_id": f"{row_id} {place}" if row_id else None,
        }


def _encoding(file: BinaryIO) -> str:
    """The encoding: what the file says of itself, UTF-8 if it is that to its end, else Windows'."""
    begin = file.read(4)
    file.seek(0)
    for mark, encoding in _MARKS.items():
        if begin.startswith(mark):
            return encoding
    decoder = codecs.getincrementaldecoder("utf-8")()
    sample = b""
    try:
        while piece := file.read(_AT_ONCE):
            sample = sample or piece
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return _of_windows(piece or sample)
    else:
        return "utf-8"
    finally:
        file.seek(0)


def _of_windows(sample: bytes) -> str:
    """Central or Western Europe's, by which of them gives letters that Polish and Hungarian have."""
    central = sum(sign in _CENTRAL for sign in sample.decode("cp1250", "replace"))
    western = sum(sign.isalpha() for sign in sample.decode("cp1252", "replace") if not sign.isascii())
    letters = sum(sign.isalpha() for sign in sample.decode("cp1250", "replace") if not sign.isascii())
    return "cp1250" if central and letters >= western else "cp1252"
