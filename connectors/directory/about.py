"""What an index says of itself: which question filled it, up to when, and how far its words go."""

import sqlite3
from hashlib import blake2b

from screenpop.phone_numbers import NumberReader
from screenpop.ports.source import Source

_PUT = "insert into about values (?, ?) on conflict (name) do update set value = excluded.value"


def told(index: sqlite3.Connection, name: str) -> str | None:
    """What the index says; None if it says nothing."""
    row = index.execute("select value from about where name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])


def tell(index: sqlite3.Connection, **said: object) -> None:
    """Have the index say something from now on."""
    index.executemany(_PUT, [(name, str(value)) for name, value in said.items()])


def mark_of(source: Source, question: str, reader: NumberReader, layout: int) -> str:
    """What an import is known by: who is asked what, how numbers are read, and into which tables."""
    said = repr((layout, source.name, question, reader.signature))
    return blake2b(said.encode(errors="replace"), digest_size=8).hexdigest()
