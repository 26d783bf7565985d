"""Writes the entries of an index, and at the end the words by which they are found."""

import sqlite3

from connectors.directory.about import tell, told
from connectors.directory.making import Making
from connectors.directory.tables import LEFT, WORDS
from screenpop.phone_numbers import NumberReader

_ENTRY = f"into entry values ({', '.join('?' * 19)})"  # question marks
_LAST = "select coalesce((select max(id) from entry where id < ?), 0), coalesce(max(id), 0) from entry"
_NEW_WORDS = """insert into word (rowid, folded) select id, folded from entry
                where ((id > ? and id < ?) or id > ?) and folded is not null order by id"""
_HAS_WORDS = "select 1 from sqlite_master where name = 'word'"
_MANY_GONE = 0.2


class Filling:
    """Entries on their way into one index."""

    def __init__(self, index: sqlite3.Connection, reader: NumberReader) -> None:
        self._index = index
        active, left = index.execute(_LAST, (LEFT,)).fetchone()
        given_out = tuple(map(int, (told(index, "last") or "0 0").split()))
        self._making = Making(reader, (max(active, given_out[0]), max(left, given_out[1])))
        self.add = self._making.add

    def flush(self) -> None:
        """Write what was taken."""
        entries = self._making.taken()
        try:
            self._index.executemany(f"insert {_ENTRY}", entries)
        except UnicodeEncodeError:  # half a character, as JSON can hold one: it costs only itself
            self._index.executemany(f"replace {_ENTRY}", [tuple(map(_writable, each)) for each in entries])
        tell(self._index, last=" ".join(map(str, self._making.last)))

    def make_findable(self, *, gone: int = 0) -> None:
        """Index the words of the entries that are new; of all, if there is no index of words yet, or many are gone."""
        index = self._index
        left_over = int(told(index, "left_over") or 0) + gone
        there = index.execute("select count(*) from entry").fetchone()[0]
        if left_over > there * _MANY_GONE or not index.execute(_HAS_WORDS).fetchone():
            index.execute("drop table if exists word")
            for statement in WORDS:
                index.execute(statement)
            left_over, found_up_to = 0, (0, LEFT)
        else:
            active, last = (told(index, "found_up_to") or f"0 {LEFT}").split()
            found_up_to = (int(active), int(last))
        index.execute(_NEW_WORDS, (found_up_to[0], LEFT, found_up_to[1]))
        tell(index, left_over=left_over, found_up_to=" ".join(map(str, self._making.last)))


def _writable(value: object) -> object:
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
