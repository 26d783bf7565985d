"""Asks the index of every three signs, and compares what it gives."""

import sqlite3
from collections.abc import Iterator
from time import monotonic

from connectors.directory.entries import person_of
from connectors.directory.search import Pattern
from connectors.directory.tables import PERSON
from screenpop.customers import Person

_FIND = f"""select entry.folded, {PERSON} from word join entry on entry.id = word.rowid
            where word match ? {{compared}} order by word.rowid limit ?"""  # noqa: S608 # names of our own columns; what was typed is bound
_COMPARED = "and instr(entry.folded, ?) > 0 "
_PATIENCE = 0.02
_STEPS = 2_000


class TrigramIndex:
    """The index, for one search: whoever types does not wait, so what was found in time is all."""

    def __init__(self, index: sqlite3.Connection) -> None:
        self._index = index
        self._until = monotonic() + _PATIENCE

    def find(self, pattern: Pattern, at_most: int) -> Iterator[tuple[str, Person]]:
        """Those who fit the pattern, active people first."""
        if monotonic() > self._until:
            return
        compared = pattern.to_compare
        asked = _FIND.format(compared=_COMPARED * len(compared))
        self._index.set_progress_handler(lambda: monotonic() > self._until, _STEPS)
        try:
            for text, *entry in self._index.execute(asked, (pattern.match, *compared, at_most)):
                yield text, person_of(tuple(entry))
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
                raise
        finally:
            self._index.set_progress_handler(None, 0)
