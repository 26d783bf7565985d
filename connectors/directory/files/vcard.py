"""vCard 2.1, 3.0 and 4.0 (RFC 6350), as iOS, Outlook, Google and Android write them.

A card's lines are read one after the other, and of each only so much as somebody's name or number can have: a
photograph, a line of a million signs or a card without an end cost time and no memory.
"""

import quopri
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import BinaryIO

from screenpop.ports.source import Row

_MARKETING = ("OK", "PHONE", "EMAIL", "POST", "MESSAGE")
_WANTED = frozenset({"BEGIN", "END", "FN", "N", "ORG", "TEL", "UID", "TITLE", "LANG", "X-ABSHOWAS"}).union(
    f"X-MARKETING-{way}" for way in _MARKETING
)
_LONGEST = 4_096
_MOST_NUMBERS = 50
_SILENT = frozenset({"FAX", "PAGER", "BBS", "MODEM", "TEXTPHONE"})
_HEAD = re.compile(
    rb"(?:[\w-]+\.)?(?P<name>[A-Za-z][\w-]*)(?P<more>(?:;(?:[^\":;]|\"[^\"]*\")*)*):", re.ASCII
)
_PARAMETER = re.compile(rb";([^=;:\"]+)(?:=((?:[^;\"]|\"[^\"]*\")*))?")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_PARTS = re.compile(r"((?:[^\\;]|\\.)*)(?:;|$)", re.DOTALL)


@dataclass(slots=True)
class _Card:
    """What a card says of somebody."""

    values: dict[str, str] = field(default_factory=dict)
    numbers: list[str] = field(default_factory=list)

    def rows(self) -> Iterator[Row]:
        """A row for each number; one without, if there is none."""
        company, person = _part(self.values.get("ORG", ""), 0), self._person()
        if company and (person == company or self.values.get("X-ABSHOWAS", "").upper() == "COMPANY"):
            person = ""
        customer = company or person
        if not (customer or self.numbers):
            return
        key = _unescaped(self.values.get("UID", "")).strip()
        shared = {
            "customer_id": key or f"{company} {person}".strip(),
            "customer": customer,
            "contact": person if company and person else None,
            "role": _unescaped(self.values.get("TITLE", "")).strip() or None,
            "language": _unescaped(self.values.get("LANG", "")).strip() or None,
            **{
                f"marketing_{way.lower()}": said
                for way in _MARKETING
                if (said := self.values.get(f"X-MARKETING-{way}"))
            },
        }
        for place, number in enumerate(self.numbers or [None], 1):
            yield {"number": number, **shared, "row_id": f"{key} {place}" if key else None}

    def _person(self) -> str:
        name = self.values.get("N", "")
        spelt = _unescaped(self.values.get("FN", "")).strip()
        return " ".join((spelt or f"{_part(name, 1)} {_part(name, 2)} {_part(name, 0)}").split())


def people_of_cards(file: BinaryIO) -> Iterator[Row]:
    """Everybody in a file of cards; what stands outside a card or is no line of one is passed over."""
    card: _Card | None = None
    for name, parameters, raw in _properties(file):
        if name == "BEGIN" and raw.strip().upper() == b"VCARD":
            if card:
                yield from card.rows()
            card = _Card()
        elif card is None:
            continue
        elif name == "END":
            yield from card.rows()
            card = None
        elif name == "TEL":
            kinds = set(re.split(r"[,\s]+", parameters.get("TYPE", "").upper()))
            if not kinds & _SILENT or kinds & {"VOICE", "CELL"}:
                number = _unescaped(_text(raw, parameters)).strip()
                if number and len(card.numbers) < _MOST_NUMBERS and number not in card.numbers:
                    card.numbers.append(number)
        else:
            card.values.setdefault(name, _text(raw, parameters))
    if card:
        yield from card.rows()


def _properties(file: BinaryIO) -> Iterator[tuple[str, Mapping[str, str], bytes]]:
    """Every property that is wanted: its name, its parameters, its value."""
    for line in _unfolded(file):
        head = _HEAD.match(line)
        if head is None or (name := head["name"].decode().upper()) not in _WANTED:
            continue
        yield name, _parameters(head["more"]), line[head.end() :]


def _unfolded(file: BinaryIO) -> Iterator[bytes]:
    """Logical lines: what continues a line begins with a space, or follows the "=" that ends quoted-printable."""
    line = b""
    for piece in _lines(file):
        quoted = line.endswith(b"=") and b"QUOTED-PRINTABLE" in line[:200].upper()
        if quoted:
            line = _cut(line + b"\n" + piece)
        elif piece[:1] in {b" ", b"\t"}:
            line = _cut(line + piece[1:])
        else:
            if line:
                yield line
            line = piece
    if line:
        yield line


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """Lines, of each no more than the first signs."""
    begun = False
    for piece in iter(lambda: file.readline(_LONGEST), b""):
        if not begun:
            yield piece.rstrip(b"\r\n").removeprefix(b"\xef\xbb\xbf")
        begun = not piece.endswith(b"\n")


def _cut(line: bytes) -> bytes:
    return line[:_LONGEST]


def _parameters(more: bytes) -> Mapping[str, str]:
    """Parameters by name; in 2.1 a bare CELL is a TYPE, a bare QUOTED-PRINTABLE an ENCODING."""
    found: dict[str, str] = {}
    for name, value in islice(_PARAMETER.findall(more), 20):
        known = name.decode("ascii", "replace").strip().upper()
        said = value.decode("ascii", "replace").replace('"', "")
        if not value:
            known, said = ("ENCODING" if known == "QUOTED-PRINTABLE" else "TYPE"), known
        found[known] = f"{found[known]},{said}" if known in found else said
    return found


def _text(raw: bytes, parameters: Mapping[str, str]) -> str:
    encoding = parameters.get("ENCODING", "").upper()
    if encoding == "QUOTED-PRINTABLE":
        raw = quopri.decodestring(raw)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return raw.decode(parameters.get("CHARSET", "") or "cp1252", "replace")
    except (LookupError, ValueError):  # there is no such character set
        return raw.decode("latin-1")


def _part(value: str, place: int) -> str:
    """One part of a value that semicolons divide."""
    parts = _PARTS.findall(value)
    return " ".join(_unescaped(parts[place]).split()) if place < len(parts) else ""


def _unescaped(value: str) -> str:
    return _ESCAPED.sub(lambda sign: "\n" if sign[1] in "nN" else sign[1], value)
