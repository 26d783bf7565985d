"""The list of seats: a CSV file, or tables of the settings, that tell a computer's or an agent's extension."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from screenpop.errors import ConfigurationError
from screenpop.sentences import Sentence, say
from screenpop.settings.layers import KeyPath
from screenpop.settings.seat_machine import plain
from screenpop.settings.wrong import wrong

EXTENSION = re.compile(r"[0-9A-Za-z_.+*-]{1,32}")
_LARGEST = 5_000_000
_COLUMNS = ("machine", "agent", "extension", "username", "name")

Of = Literal["machine", "agent"]


@dataclass(frozen=True, slots=True)
class Seat:
    """What a list says of one computer or agent.

    Attributes:
        named: The computer or the agent, as it is written there.
        extension: Theirs.
        username: What the PBX calls the extension's account; "" where that is the same.
    """

    named: str
    extension: str
    username: str = ""


Seats = Mapping[str, Seat]
"""By the computer's or the agent's name as `known_as` makes it."""


def known_as(of: Of, name: str) -> str:
    """A name as it is looked up: large and small letters are the same, and a computer's domain does not count."""
    return plain(name) if of == "machine" else " ".join(name.split()).casefold()


def seats_of_table(of: Of, table: Mapping[str, str], file: Path, path: KeyPath) -> Seats:
    """What `[seat.machines]` or `[seat.agents]` says.

    Raises:
        ConfigurationError: A name stands there twice.
    """
    seats: dict[str, Seat] = {}
    for name, extension in table.items():
        known = known_as(of, name)
        if not known or known in seats:
            told = say("the same name stands there twice; large and small letters make no difference")
            raise wrong(file, (*path, name), told if known else say("it must not be empty"))
        seats[known] = Seat(name, extension.strip())
    return seats


def read_seat_map(file: Path, of: Of) -> Seats:
    """What a CSV file says.

    Raises:
        ConfigurationError: It cannot be read, or not all of it makes sense; the sentence names the row.
    """
    rows = _rows(file)
    _, header = next(rows, (1, []))
    columns = [cell.strip().casefold() for cell in header]
    if set(columns) - set(_COLUMNS) or len(set(columns)) < len(columns):
        names = ", ".join(_COLUMNS)
        raise _unreadable(file, 1, say("it must name columns of these, each once: {names}", names=names))
    for needed in (of, "extension"):
        if needed not in columns:
            raise _unreadable(file, 1, say("the column “{column}” is missing", column=needed))
    seats: dict[str, Seat] = {}
    for number, cells in rows:
        if len(cells) != len(columns):
            told = say(
                "it has {found} cells, and the first row {wanted}", found=len(cells), wanted=len(columns)
            )
            raise _unreadable(file, number, told)
        row = {column: cell.strip() for column, cell in zip(columns, cells, strict=True)}
        if (trouble := _add(seats, row, of)) is not None:
            raise _unreadable(file, number, trouble)
    return seats


def _add(seats: dict[str, Seat], row: Mapping[str, str], of: Of) -> Sentence | None:
    """Take one row up; gives what is wrong with it."""
    known, extension = known_as(of, row[of]), row["extension"]
    if not known:
        return say("“{column}” is empty", column=of)
    if known in seats:
        return say("“{name}” stands there a second time", name=row[of])
    if not EXTENSION.fullmatch(extension):
        return say("“{extension}” is no extension", extension=extension)
    seats[known] = Seat(row[of], extension, row.get("username", ""))
    return None


def _rows(file: Path) -> Iterator[tuple[int, Sequence[str]]]:
    """Every row that says something, with the line on which it ends."""
    text = _text(file)
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error:
        raise _unreadable(file, reader.line_num, say("its quotation marks do not match")) from None


def _text(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            raw = opened.read(_LARGEST + 1)
    except OSError as error:
        raise ConfigurationError(
            say("The list of extensions {file} cannot be read: {why}.", file=file, why=error.strerror)
        ) from None
    if len(raw) > _LARGEST:
        raise ConfigurationError(
            say("{file} is too large for a list of extensions (5 MB at most).", file=file)
        )
    charset = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = raw.decode(charset)
    except UnicodeDecodeError:
        raise ConfigurationError(
            say("The list of extensions {file} is not UTF-8 text; save it as “CSV UTF-8”.", file=file)
        ) from None
    if "\0" in text:
        raise ConfigurationError(
            say("The list of extensions {file} is not UTF-8 text; save it as “CSV UTF-8”.", file=file)
        )
    return text


def _unreadable(file: Path, row: int, problem: Sentence) -> ConfigurationError:
    return ConfigurationError(
        say("The list of extensions {file}, row {row}: {problem}.", file=file, row=row, problem=problem)
    )
