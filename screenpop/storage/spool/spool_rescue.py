"""Reads what can still be read of a damaged spool.

First by SQLite: from both ends towards the damage, then row by row in it. What SQLite does not find any more is
looked for in the bytes: a row's checksum stands right before its body, so that a whole one is known wherever it
lies. Such a row may have been delivered before; then it is delivered again, which changes nothing.
"""

import itertools
import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from screenpop.storage.spool.spool_rows import SpoolRow, checksum_of, row_of

_MOST_SINGLY = 10_000
_BODY = re.compile(rb'([0-9a-f]{64})(\{"kind": [^\0]*\})')


def text_of(raw: bytes) -> str:
    """Damaged text is no reason to stop; its checksum tells."""
    return raw.decode("utf-8", "surrogateescape")


def readable_rows(path: Path) -> Iterator[SpoolRow]:
    """Every row that is still what was written, each once. What was set aside waits once more."""
    found, is_all = _found_by_sqlite(path)
    seen = set[str]()
    for checksum, body in found if is_all else itertools.chain(found, _found_in_bytes(path)):
        if checksum_of(body) == checksum and checksum not in seen:
            seen.add(checksum)
            yield row_of(body)
    if not is_all:
        yield from (row for row in rows_of_log(path) if row.checksum not in seen)


def _found_by_sqlite(path: Path) -> tuple[Sequence[tuple[str, str]], bool]:
    """Checksums and bodies, and whether these are all."""
    asked = "select checksum, body, place from entries"
    rows = list[tuple[str, str, int]]()
    is_all = _read(path, f"{asked} order by place", (), rows)
    if not is_all:
        _read(path, f"{asked} order by place desc", (), rows)
        places = {place for _, _, place in rows}
        between = range(min(places, default=0), max(places, default=0))
        for place in itertools.islice((place for place in between if place not in places), _MOST_SINGLY):
            _read(path, f"{asked} where place = ?", (place,), rows)
    return [(str(checksum), str(body)) for checksum, body, _ in rows], is_all


def _read(path: Path, question: str, values: Sequence[int], into: list[tuple[str, str, int]]) -> bool:
    """False if it broke off before the end."""
    if not path.exists() or path.stat().st_size == 0:
        return False  # SQLite would begin a new file, and remove its write-ahead log
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as broken:
            broken.text_factory = text_of
            for row in broken.execute(question, values):
                into.append(row)  # noqa: PERF402 # what came before the break is kept
    except sqlite3.Error:
        return False
    return True


def rows_of_log(path: Path) -> Sequence[SpoolRow]:
    """What the write-ahead log of this file holds. SQLite leaves out all that comes after a flipped bit in it."""
    log = path.with_name(f"{path.name}-wal")
    return [row_of(body) for checksum, body in _found_in_bytes(log) if checksum_of(body) == checksum]


def _found_in_bytes(file: Path) -> Iterator[tuple[str, str]]:
    if file.exists():
        for match in _BODY.finditer(file.read_bytes()):
            yield match[1].decode("ascii"), _first_object(match[2])


def _first_object(raw: bytes) -> str:
    text = raw.decode("ascii", "replace")
    try:
        _, end = json.JSONDecoder().raw_decode(text)
    except ValueError:
        return ""
    return text[:end]
