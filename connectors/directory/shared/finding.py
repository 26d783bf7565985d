"""Finds by words on the team's server: what stands anywhere where pg_trgm is installed, else how words begin."""

from collections.abc import Iterable, Iterator
from functools import partial
from time import monotonic

from connectors.directory.entries import person_of
from connectors.directory.search import Find, Pattern
from connectors.directory.store import Asked
from connectors.directory.tables import PERSON
from connectors.directory.words import EDGE
from screenpop.customers import Person

_BY = "select value from about where name = 'search'"
_FIND = f"select folded, {PERSON} from entry where {{parts}} order by id limit ?"  # noqa: S608 # names of our own columns; what was typed is bound
_LIKE = "folded like ?"
_PATIENCE = 0.03  # for whoever types: what one question has found by then is all
_IN = "id in (select entry from word where word like ?)"


def finder_in(asked: Asked) -> Find:
    """The way to find that the last import has prepared."""
    row = asked.execute(_BY).fetchone()
    find = partial(_anywhere if row and row[0] == "trigrams" else _begun, asked)
    until = monotonic() + _PATIENCE

    def find_in_time(pattern: Pattern, at_most: int) -> Iterable[tuple[str, Person]]:
        return find(pattern, at_most) if monotonic() < until else ()

    return find_in_time


def _anywhere(asked: Asked, pattern: Pattern, at_most: int) -> Iterator[tuple[str, Person]]:
    parts = " and ".join([_LIKE] * len(pattern.parts))
    likes = [f"%{_escaped(part)}%" for part in pattern.parts]
    return _people(asked, _FIND.format(parts=parts), [*likes, at_most])


def _begun(asked: Asked, pattern: Pattern, at_most: int) -> Iterator[tuple[str, Person]]:
    if not all(part.startswith(EDGE) for part in pattern.parts):
        return iter(())
    parts = " and ".join([_IN] * len(pattern.parts))
    likes = [_escaped(part.strip(EDGE)) + ("" if part.endswith(EDGE) else "%") for part in pattern.parts]
    return _people(asked, _FIND.format(parts=parts), [*likes, at_most])


def _people(asked: Asked, question: str, parameters: list[object]) -> Iterator[tuple[str, Person]]:
    for text, *entry in asked.execute(question, parameters):
        yield text, person_of(entry)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
