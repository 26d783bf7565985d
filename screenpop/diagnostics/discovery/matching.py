"""Which columns of which tables could answer a question, by what they are called and by what they hold."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, get_type_hints

from pydantic import ValidationError

from screenpop.diagnostics.discovery import vocabulary
from screenpop.diagnostics.discovery.samples import Sample
from screenpop.diagnostics.discovery.views import Place, View, views_of
from screenpop.money import known_currencies
from screenpop.ports.questions import Question
from screenpop.ports.rows import Currency, MaybeCurrency, is_required, reader_of

_READS = 0.9
_JOIN_COSTS = 0.3
_MAY_LACK_ONE_OF = 4
_SOME_KNOWN = 3
_MOSTLY = 0.5
_CURRENCY_BY_CONTENT = 0.4
_MAY_REFER = {"customer_id", "customer", "basket", "product", "number"}
"""Fields that another table's key may be; a person's name, say, is never a number that refers to one."""


@dataclass(frozen=True, slots=True)
class Found:
    """A column that fits a field: how well, and how many of its values were read as what it must hold."""

    place: Place
    likeness: float
    read: int
    of: int


@dataclass(frozen=True, slots=True)
class Match:
    """The tables that answer a question best; a field without a column is None."""

    view: View
    columns: Mapping[str, Found | None]
    key: Place | None
    certain: bool
    score: float

    @property
    def lacking(self) -> tuple[str, ...]:
        """Fields that nothing fits."""
        return tuple(name for name, found in self.columns.items() if found is None)


def best_match(question: Question, samples: Sequence[Sample], customers: frozenset[str]) -> Match | None:
    """The tables that answer a question best; None if hardly anything fits.

    Args:
        question: Its row says which columns there must be.
        samples: The source's tables.
        customers: Numbers of customers whom the site has: a column that holds some says whose its rows are.
    """
    matches = [_match(question, view, customers) for view in views_of(samples)]
    good = [match for match in matches if match is not None]
    return max(good, key=lambda match: match.score, default=None)


def _match(question: Question, view: View, customers: frozenset[str]) -> Match | None:
    kinds = get_type_hints(question.row, include_extras=True)
    key, certain = (None, False) if question.about_everybody else _key(view, customers)
    if key is None and not question.about_everybody:
        return None
    taken = {key.written} if key else set()
    columns: dict[str, Found | None] = {}
    named = vocabulary.likeness(view.main.table.name, vocabulary.TABLES.get(question.key, ""))
    score, lacking = 1.5 * named, 0
    for field in fields(question.row):
        required = is_required(field)
        places = (place for place in view.places if place.written not in taken and _may_be(field.name, place))
        found = _best(_wanted(question, field.name), kinds[field.name], places)
        if found:
            taken.add(found.place.written)
            score += (2.0 if required else 0.5) * found.likeness
        elif required:
            lacking += 1
        if found or required:
            columns[field.name] = found
    if not _is_enough(question, columns, lacking, named=bool(named)):
        return None
    score += 2.0 * certain - 2.0 * lacking - _JOIN_COSTS * len(view.joined) + bool(view.main.rows)
    return Match(view, columns, key, certain, score)


def _is_enough(question: Question, columns: Mapping[str, Found | None], lacking: int, *, named: bool) -> bool:
    """One required column of four may be missing; what needs hardly any must be called so, too."""
    if question.key == "contacts" and columns["number"] is None:
        return False
    required = sum(is_required(field) for field in fields(question.row))
    there = sum(found is not None for found in columns.values())
    if not question.required and not named:
        return False
    if required < _MAY_LACK_ONE_OF - 1:  # so little many tables have
        return not lacking and named and there > 1
    return lacking <= (required >= _MAY_LACK_ONE_OF) and there > 0


def _may_be(field: str, place: Place) -> bool:
    return place.column.references is None or field in _MAY_REFER


def _wanted(question: Question, field: str) -> str:
    if question.key == "contacts" and field == "number":
        return vocabulary.COLUMNS["phone"]
    return vocabulary.COLUMNS.get(field, field.replace("_", ""))


def _best(known: str, kind: Any, places: Iterable[Place]) -> Found | None:
    found = [each for place in places if (each := _fit(known, kind, place)) is not None]
    return max(found, key=lambda each: (each.likeness, each.read), default=None)


def _fit(known: str, kind: Any, place: Place) -> Found | None:
    alike = vocabulary.likeness(place.column.name, known, place.sample.table.name)
    is_currency = kind in (Currency, MaybeCurrency)
    if not alike and not is_currency:
        return None
    values = place.sample.values(place.column)
    read = sum(_reads(kind, value) for value in values)
    if values and read < _READS * len(values):
        return None
    if not alike:
        alike = _CURRENCY_BY_CONTENT if values and all(map(_is_a_currency, values)) else 0.0
    return Found(place, alike, read, len(values)) if alike else None


def _is_a_currency(value: object) -> bool:
    """Whether there is money called so: three letters alone may as well say "yes"."""
    return value is None or str(value).strip().upper() in known_currencies()


def _reads(kind: Any, value: object) -> bool:
    try:
        return reader_of(kind).validate_python(value) is not None
    except ValidationError:
        return False


def _key(view: View, customers: frozenset[str]) -> tuple[Place | None, bool]:
    """The column that says whose a row is, and whether it holds numbers of known customers."""
    best: tuple[float, Place, bool] | None = None
    for place in view.places:
        alike = vocabulary.likeness(place.column.name, vocabulary.KEYS)
        values = {str(value) for value in place.sample.values(place.column)}
        known = len(values & customers)
        share = known / len(values) if values else 0.0
        certain = known >= _SOME_KNOWN and (alike > 0 or share > _MOSTLY)
        worth = alike + share + certain
        if (alike or certain) and (best is None or worth > best[0]):
            best = worth, place, certain
    return (best[1], best[2]) if best else (None, False)
