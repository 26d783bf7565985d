"""The hard numbers: what ledgers hold, what networks present, and whose number it is; read from their two CSV files.

The files stand with the directory's tests, and beside this module in an installed program.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from screenpop.customers import Identity, Match
from screenpop.errors import ConfigurationError
from screenpop.sentences import say

_INSTALLED = Path(__file__).parent
_CHECKOUT = Path(__file__).parents[2] / "tests" / "connectors" / "directory"
_NOTHING = "(empty)"
_INACTIVE = " (inactive)"
_ESCAPED = re.compile(r"\\u([0-9a-f]{4})")

Who = tuple[str, str, bool]
"""Customer, contact ("" is the company itself), and whether they are active."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a site's ledger; without a contact it is the company."""

    customer_id: str
    customer: str
    contact: str
    active: bool
    number: str


@dataclass(frozen=True, slots=True)
class Site:
    """A company that is called.

    Attributes:
        region: Where it is.
        outside_line: What its PBX puts before outside numbers.
        rows: Its ledger.
    """

    region: str
    outside_line: str
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Case:
    """A call.

    Attributes:
        name: The case's number in the file.
        group: What kind of difficulty.
        site: Who is called.
        presented: What the network sends.
        match: How it has to match.
        people: Everybody who has to be shown.
        why: What makes it hard.
    """

    name: str
    group: str
    site: str
    presented: str
    match: Match
    people: frozenset[Who]
    why: str

    @property
    def counting(self) -> frozenset[tuple[str, str]]:
        """Whose call it is: those who have left count only where nobody else has the number."""
        active = {who for who in self.people if who[2]} or self.people
        return frozenset((customer, contact) for customer, contact, _ in active)


def cases() -> list[Case]:
    """Every case, in the order of the file."""
    return [
        Case(
            line["case"],
            line["group"],
            line["site"],
            "" if line["presented"] == _NOTHING else _read(line["presented"]),
            Match(line["match"]),
            frozenset(_who(one) for one in line["people"].split(" + ") if one),
            line["why"],
        )
        for line in _lines("hard_numbers.csv")
    ]


def sites() -> Mapping[str, Site]:
    """Every site by its name, with its ledger."""
    rows: dict[str, list[Row]] = {}
    for line in _lines("hard_directory.csv"):
        row = Row(
            line["customer_id"],
            line["customer"],
            line["contact"],
            line["active"] == "yes",
            _read(line["number"]),
        )
        rows.setdefault(line["site"], []).append(row)
    return {
        line["site"]: Site(line["region"], line["outside_line"], rows[line["site"]])
        for line in _lines("hard_numbers.csv")
    }


def shown(identity: Identity) -> list[Who]:
    """Whom an identity shows, in its order."""
    return [(person.customer.name, person.contact or "", person.active) for person in identity.people]


def _who(text: str) -> Who:
    customer, _, contact = text.removesuffix(_INACTIVE).partition("/")
    return customer, contact, not text.endswith(_INACTIVE)


def _read(cell: str) -> str:
    """A cell with the signs that nobody sees put back."""
    return _ESCAPED.sub(lambda escaped: chr(int(escaped[1], 16)), cell)


def _lines(name: str) -> Iterator[Mapping[str, str]]:
    for folder in (_INSTALLED, _CHECKOUT):
        if (folder / name).is_file():
            with (folder / name).open(encoding="utf-8", newline="") as file:
                yield from csv.DictReader(file)
            return
    raise ConfigurationError(say("{file} is not there: the installation is not complete.", file=name))
