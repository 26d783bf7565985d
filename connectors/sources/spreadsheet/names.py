"""Names for SQL, made of what people write above a column or call a file: “Customer no.” → `customer_no`."""

import re
import unicodedata
from collections.abc import Iterable

from screenpop.folding import folded

_LONGEST = 60
_SEVERAL = re.compile("_+")
_RESERVED = frozenset(
    """add all alter and as autoincrement between case check collate commit constraint create cross current_date
    current_time current_timestamp default deferrable delete distinct drop else escape except exists foreign from
    full group having if in index inner insert intersect into is isnull join left limit natural not nothing notnull
    null on or order outer primary raise references returning right rowid select set table then to transaction union
    unique update using values when where with""".split()  # noqa: SIM905 # a list of 70 strings would be a page
)


def identifier(text: str, nameless: str) -> str:
    """A name that a question can write without quotes: small letters, no accents, `_` between words.

    Args:
        text: What people call it.
        nameless: What it is called if nothing is left of that.
    """
    letters = "".join(char if _is_of_a_word(char) else "_" for char in folded(text))
    name = _SEVERAL.sub("_", letters).strip("_")[:_LONGEST].strip("_") or nameless
    if name[0].isdigit():
        name = f"_{name}"
    return f"{name}_" if name in _RESERVED else name


def _is_of_a_word(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char).startswith("M")  # vowels of Thai are marks


def numbered(names: Iterable[str]) -> list[str]:
    """The names, with `_2`, `_3` … behind those that were there before."""
    taken: set[str] = set()
    told = []
    for name in names:
        own, number = name, 1
        while own in taken:
            number += 1
            own = f"{name}_{number}"
        taken.add(own)
        told.append(own)
    return told
