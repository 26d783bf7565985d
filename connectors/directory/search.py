"""Finds people and companies by what somebody types of a name, a customer number or a telephone number.

The index of every three signs (see `words`) can give too much but never too little: what it gives is compared. Where
more people fit than anybody would look at, the first of them are ranked: whole words before words that begin so, and
these before what stands inside a word.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import itemgetter

from connectors.directory.words import EDGE, beginning, text_of_words, trigrams, whole, words_in
from screenpop.customers import Person
from screenpop.folding import folded

_LOOK_AT = 5
_LOOK_AT_LEAST = 200
_NUMBER = re.compile(r"[\s\d+().\-/]+")
_MOST_WORDS = 8


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


class Wish:
    """What somebody typed: one or several ways to take it, each of some words that must all be found."""

    def __init__(self, text: str) -> None:
        """Take the text apart."""
        self.words = words_in(text[:256])[:_MOST_WORDS]
        joined = "".join(self.words)
        ways = [self.words]
        if _NUMBER.fullmatch(text):
            ways = [[digits] for digits in dict.fromkeys((joined, joined.lstrip("0")))]
        elif len(self.words) > 1:
            ways.append([joined])
        self._ways = [way for way in ways if all(way)] if self.words else []
        self.wholes, self.begun, self.inside = map(self._patterns, (whole, beginning, _anywhere))

    def fit(self, text: str) -> int:
        """How well a text fits: 0 whole words, 1 words that begin so, 2 inside words, 3 not at all."""
        fits = (
            any(pattern.fits(text) for pattern in patterns)
            for patterns in (self.wholes, self.begun, self.inside)
        )
        return next((place for place, fit in enumerate(fits) if fit), 3)

    def _patterns(self, look: Callable[[str], str]) -> list[Pattern]:
        return [Pattern(tuple(map(look, way))) for way in self._ways]


Find = Callable[[Pattern, int], Iterable[tuple[str, Person]]]
"""So many of those whose words may fit a pattern, with their words, active people first."""


class Search:
    """One search, which ends in time whatever was typed."""

    def __init__(self, find: Find, text: str, at_most: int) -> None:
        self._find = find
        self._wish = Wish(text[:256])
        self._at_most = at_most
        self._look_at = max(at_most * _LOOK_AT, _LOOK_AT_LEAST)
        self._found: dict[tuple[str, str | None], tuple[tuple[object, ...], Person]] = {}

    def wants(self, text: str) -> bool:
        """Whether these words fit."""
        return self._wish.fit(text) < 3

    def consider(self, text: str, person: Person) -> None:
        """Take somebody in whose words these are, if they fit."""
        fit = self._wish.fit(text)
        if fit < 3:
            self._found.setdefault(
                (person.customer.id, person.contact), (self._rank(fit, text, person), person)
            )

    def best(self) -> tuple[Person, ...]:
        """The best people: active ones first, then those whose words fit best."""
        self._look_for(self._wish.begun)
        # More people begin so than are looked at: whoever fits wholly may not be among the first of them.
        self._look_for(self._wish.wholes if self._has_many() else self._wish.inside)
        ranked = sorted(self._found.values(), key=itemgetter(0))
        return tuple(person for _, person in ranked[: self._at_most])

    def _has_many(self) -> bool:
        active = sum(person.active for _, person in self._found.values())
        return len(self._found) >= self._look_at and active >= self._at_most

    def _look_for(self, patterns: Iterable[Pattern]) -> None:
        for pattern in patterns:
            for text, person in self._find(pattern, self._look_at):
                self.consider(text, person)

    def _rank(self, fit: int, text: str, person: Person) -> tuple[object, ...]:
        begin = f"{EDGE * 2}{(EDGE * 2).join(self._wish.words)}"
        begins = text.startswith(begin) or text_of_words(person.contact or "", ()).startswith(begin)
        customer, contact = folded(person.customer.name), folded(person.contact or "")
        return not person.active, fit, not begins, customer, contact, person.customer.id


def _anywhere(word: str) -> str:
    return word if len(word) > 2 else beginning(word)
