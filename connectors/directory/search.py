"""Finds people and companies by what somebody types of a name, a customer number or a telephone number."""

import re
import sqlite3
from collections.abc import Iterator

from connectors.directory.entries import person_of
from connectors.directory.tables import PERSON
from connectors.directory.words import words_in
from screenpop.customers import Person
from screenpop.folding import folded

_FIND = f"select {PERSON} from entry where id in (select rowid from word where word match ? limit ?)"  # noqa: S608 # names of our own columns; what was typed is bound
_LOOK_AT = 5
_NUMBER = re.compile(r"[\s\d+().\-/]+")
_MOST_WORDS = 8


def search(index: sqlite3.Connection, text: str, at_most: int) -> tuple[Person, ...]:
    """The best `at_most` people: active ones first, then whose name begins with the text."""
    text = text[:256]
    found: dict[tuple[str, str | None], Person] = {}
    for wanted in _wanted(text):
        for entry in index.execute(_FIND, (wanted, at_most * _LOOK_AT)):
            person = person_of(entry)
            found.setdefault((person.customer.id, person.contact), person)
        if len(found) >= at_most:
            break
    begin = " ".join(words_in(text))
    ranked = sorted(found.values(), key=lambda person: _rank(person, begin))
    return tuple(ranked[:at_most])


def _wanted(text: str) -> Iterator[str]:
    """What to look for, whole words before words that only begin so."""
    words = words_in(text)[:_MOST_WORDS]
    if not words:
        return
    ways = [words]
    if len(words) > 1 or _NUMBER.fullmatch(text):
        joined = "".join(words)
        ways += [[joined], [joined.lstrip("0")]] if joined.isdecimal() else [[joined]]
    for end in ("", "*"):
        alternatives = (" AND ".join(f'"{word}"{end}' for word in way) for way in ways if all(way))
        yield " OR ".join(f"({way})" for way in alternatives)


def _rank(person: Person, begin: str) -> tuple[bool, bool, str, str]:
    names = [
        " ".join(words_in(name)) for name in (person.contact or "", person.customer.name, person.customer.id)
    ]
    return (
        not person.active,
        not any(name.startswith(begin) for name in names),
        folded(person.customer.name),
        folded(person.contact or ""),
    )
