"""Finds people and companies by what somebody types of a name, a customer number or a telephone number.

Whole words come before words that begin so, and these before what stands inside a word. Each is looked for in the
index of every three signs (see `words`), which can give too much but never too little: what it gives is compared.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic

from connectors.directory.entries import person_of
from connectors.directory.tables import PERSON
from connectors.directory.words import beginning, trigrams, whole, words_in
from screenpop.customers import Person
from screenpop.folding import folded

_FIND = f"""select {PERSON} from word join entry on entry.id = word.rowid
            where word match ? {{compared}} order by word.rowid limit ?"""  # noqa: S608 # names of our own columns; what was typed is bound
_COMPARED = "and instr(entry.folded, ?) > 0 "
_LOOK_AT = 5
_LOOK_AT_LEAST = 200
_NUMBER = re.compile(r"[\s\d+().\-/]+")
_MOST_WORDS = 8
_PATIENCE = 0.04
_STEPS = 20_000

Found = dict[tuple[str, str | None], tuple[int, Person]]


@dataclass(frozen=True, slots=True)
class Pattern:
    """Parts of the indexed text that must all be there."""

    parts: tuple[str, ...]

    @property
    def match(self) -> str:
        """What the index of every three signs is asked."""
        wanted = dict.fromkeys(each for part in self.parts for each in trigrams(part))
        return " AND ".join('"' + each.replace('"', '""') + '"' for each in wanted)

    @property
    def to_compare(self) -> tuple[str, ...]:
        """The parts of which the index does not tell whether they stand there in one piece."""
        return tuple(part for part in self.parts if len(part) > 3)

    def fits(self, text: str) -> bool:
        """Whether a text has them all."""
        return all(part in text for part in self.parts)


def search(
    index: sqlite3.Connection, text: str, at_most: int, others: Iterable[tuple[str, Person]] = ()
) -> tuple[Person, ...]:
    """The best `at_most` people: active ones first, then those whose words fit best.

    Args:
        index: Everybody.
        text: What was typed.
        at_most: How many are wanted.
        others: People who are not in the index, each with the text of their words.
    """
    text = text[:256]
    found: Found = {}
    others = tuple(others)
    until = monotonic() + _PATIENCE
    index.set_progress_handler(lambda: monotonic() > until, _STEPS)
    try:
        for rank, patterns in enumerate(_ways(text)):
            for pattern in patterns:
                for person in _fitting(index, pattern, max(at_most * _LOOK_AT, _LOOK_AT_LEAST), others):
                    found.setdefault((person.customer.id, person.contact), (rank, person))
            if sum(person.active for _, person in found.values()) >= at_most or monotonic() > until:
                break
    finally:
        index.set_progress_handler(None, 0)
    begin = " ".join(words_in(text))
    ranked = sorted(found.values(), key=lambda each: _rank(each[0], each[1], begin))
    return tuple(person for _, person in ranked[:at_most])


def _fitting(
    index: sqlite3.Connection, pattern: Pattern, at_most: int, others: Sequence[tuple[str, Person]]
) -> Iterator[Person]:
    yield from (person for words, person in others if pattern.fits(words))
    compared = pattern.to_compare
    with _patience():
        for entry in index.execute(
            _FIND.format(compared=_COMPARED * len(compared)), (pattern.match, *compared, at_most)
        ):
            yield person_of(entry)


@contextmanager
def _patience() -> Iterator[None]:
    """Take what was found so far for all, where a question takes longer than somebody who types waits."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
            raise


def _ways(text: str) -> Iterator[list[Pattern]]:
    """What to look for, the best first: whole words, words that begin so, what stands anywhere."""
    words = words_in(text)[:_MOST_WORDS]
    if not words:
        return
    joined = "".join(words)
    ways: list[list[str]] = [words]
    if _NUMBER.fullmatch(text):
        ways = [[digits] for digits in dict.fromkeys((joined, joined.lstrip("0"))) if digits]
    elif len(words) > 1:
        ways.append([joined])
    for look in (whole, beginning, _anywhere):
        yield [Pattern(tuple(map(look, way))) for way in ways]


def _anywhere(word: str) -> str:
    return word if len(word) > 2 else beginning(word)


def _rank(way: int, person: Person, begin: str) -> tuple[bool, int, bool, str, str]:
    names = (person.contact or "", person.customer.name, person.customer.id)
    return (
        not person.active,
        way,
        not any(" ".join(words_in(name)).startswith(begin) for name in names),
        folded(person.customer.name),
        folded(person.contact or ""),
    )
