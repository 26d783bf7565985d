"""The site's rules by which caller names, SIP headers and channel variables tell facts of a call.

What they tell comes from outside: it is bounded, cleaned, and proves nothing.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta

from screenpop.events.calls import NO_FACTS, Facts
from screenpop.ports.fact_templates import FactName, Piece, pieces_of
from screenpop.ports.kinds import FactsTable

LONGEST_FACT = 80
LONGEST_WAIT = timedelta(days=1)

_Read = dict[FactName, str]


class FactRules:
    """What a site's `[line.facts]` says, ready to be used."""

    def __init__(self, table: FactsTable) -> None:
        self._pieces = pieces_of(table.name)
        self._headers = tuple(table.headers.items())
        self._variables = {name.lower(): fact for name, fact in table.variables.items()}

    @property
    def variables(self) -> frozenset[str]:
        """The channel variables that tell something, in small letters."""
        return frozenset(self._variables)

    def split_name(self, name: str | None) -> tuple[str | None, Facts]:
        """The caller's own name, and what stood before it; a name that the template does not fit stays whole."""
        if not name or not self._pieces:
            return name or None, NO_FACTS
        read: _Read = {}
        rest = name
        for piece in self._pieces:
            taken = _take(piece, rest)
            if taken is None:
                return name, NO_FACTS
            read[piece.fact], rest = taken
        return rest.strip() or None, _facts(read)

    def of_headers(self, lookup: Callable[[str], str | None]) -> Facts:
        """What the headers tell; `lookup` gives a header's value by its name in any spelling."""
        read: _Read = {}
        for name, fact in self._headers:
            value = lookup(name)
            if value and value.strip():
                read.setdefault(fact, value)
        return _facts(read)

    def of_variables(self, values: Mapping[str, str]) -> Facts:
        """What channel variables tell."""
        if not self._variables or not values:
            return NO_FACTS
        set_here = {name.lower(): value for name, value in values.items()}
        read: _Read = {}
        for name, fact in self._variables.items():
            value = set_here.get(name)
            if value and value.strip():
                read.setdefault(fact, value)
        return _facts(read)


def _take(piece: Piece, text: str) -> tuple[str, str] | None:
    """The piece's value and what follows it; None if the text does not begin like this."""
    if not text.startswith(piece.before):
        return None
    value, ended, rest = text.removeprefix(piece.before).partition(piece.after)
    if not ended or len(value) > LONGEST_FACT:
        return None
    return value, rest


def _facts(read: _Read) -> Facts:
    if not read:
        return NO_FACTS
    return Facts(
        queue=_clean(read.get("queue")),
        brand=_clean(read.get("brand")),
        waited=waited_of(read.get("waited")),
        keyed=_clean(read.get("keyed")),
        linked=_clean(read.get("linked")),
    )


def _clean(value: str | None) -> str | None:
    """One short line of visible characters, out of its quotes; None if nothing is left."""
    if value is None:
        return None
    shown = "".join(letter if letter.isprintable() else " " for letter in value[: LONGEST_FACT + 2])
    line = " ".join(shown.split())
    if len(line) > 1 and line[0] == line[-1] == '"':
        line = line[1:-1].strip()
    return line[:LONGEST_FACT] or None


def waited_of(value: str | None) -> timedelta | None:
    """A wait written as seconds, m:ss or h:mm:ss; None if it is none of these, or longer than a day."""
    line = _clean(value)
    if line is None or len(line) > 12:
        return None
    parts = line.split(":")
    if len(parts) > 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    if any(len(part) != 2 or int(part) > 59 for part in parts[1:]):
        return None
    seconds = 0
    for part in parts:
        seconds = seconds * 60 + int(part)
    waited = timedelta(seconds=seconds)
    return waited if waited <= LONGEST_WAIT else None
