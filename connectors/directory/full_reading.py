"""Reads everything that the source has into an index that may hold some of it already."""

import json
import sqlite3
from collections.abc import Sequence
from itertools import islice

from connectors.directory.about import tell
from connectors.directory.counts import Counting, Progress
from connectors.directory.filling import Filling
from connectors.directory.rows import ContactReader, ContactRow, hash_of
from screenpop.errors import UnreadableAnswer
from screenpop.phone_numbers import NumberReader
from screenpop.ports.source import Source

_AT_ONCE = 2_000
_SAFE_EVERY = 100_000
_BY_HASH = "create index if not exists entry_hash on entry (hash)"
_SEEN = "create temp table seen (hash integer primary key)"
_THERE = """select hash, max(trouble) is null from entry where hash in (select value from json_each(?)) group by hash"""
_NOW_SEEN = "insert or ignore into seen select value from json_each(?) order by value"
_UNSEEN = "hash not in (select hash from seen)"
_GONE = f"""select count(distinct hash) from entry as old where {_UNSEEN} and not exists (
                select 1 from entry as new where new.customer_id = old.customer_id and new.contact is old.contact
                and new.hash in (select hash from seen))"""  # noqa: S608 # words of our own
_FORGET = f"delete from entry where {_UNSEEN}"  # noqa: S608 # words of our own


class FullReading:
    """One reading, from the source's first row to its last."""

    def __init__(self, index: sqlite3.Connection, reader: NumberReader, progress: Progress | None) -> None:
        self._index = index
        self._filling = Filling(index, reader)
        self._progress = progress
        self._contacts = ContactReader()
        self._begun_with = index.execute("select 1 from entry limit 1").fetchone() is not None
        self._changed_at = ""
        self.counts = Counting()

    def read(self, source: Source, question: str) -> None:
        """Read all rows, safe every so often; then forget what the source did not give.

        Raises:
            SourceError: The source broke off, a column is missing, or no row at all can be read.
        """
        index, counts = self._index, self.counts
        if self._begun_with:
            index.execute(_BY_HASH)
            index.execute(_SEEN)
        index.execute("begin")
        rows = iter(source.stream(question, {}))
        safe = 0
        while part := list(map(self._contacts.read, islice(rows, _AT_ONCE))):
            self._take(part)
            if self._progress:
                self._progress(counts.read)
            if counts.read - safe >= _SAFE_EVERY:
                tell(index, safe=counts.read)
                index.execute("commit")
                index.execute("begin")
                safe = counts.read
        counts.raise_if_no_number_was_read(knows_somebody=self._begun_with)
        gone = self._forget_the_rest() if self._begun_with else 0
        self._filling.make_findable(gone=gone)
        if self._changed_at:
            tell(index, since=self._changed_at)
        index.execute("commit")

    def _take(self, part: Sequence[ContactRow | UnreadableAnswer]) -> None:
        counts, add = self.counts, self._filling.add
        hashes = [hash_of(each) if isinstance(each, ContactRow) else 0 for each in part]
        there = self._there(hashes) if self._begun_with else {}
        for each, hashed in zip(part, hashes, strict=True):
            counts.read += 1
            if not isinstance(each, ContactRow):
                counts.refuse(each)
                continue
            readable = there.get(hashed)
            if readable is None:
                readable = add(each, hashed)
                counts.changed += 1
                if self._begun_with:
                    there[hashed] = readable
            counts.keep(each.customer_id, readable=readable)
            if each.changed_at and each.changed_at > self._changed_at:
                self._changed_at = each.changed_at
        self._filling.flush()

    def _there(self, hashes: Sequence[int]) -> dict[int, bool]:
        """Which of these rows the index has already, and whether their numbers could be read."""
        as_json = json.dumps(hashes)
        self._index.execute(_NOW_SEEN, (as_json,))
        return {hashed: bool(readable) for hashed, readable in self._index.execute(_THERE, (as_json,))}

    def _forget_the_rest(self) -> int:
        (self.counts.deleted,) = self._index.execute(_GONE).fetchone()
        return self._index.execute(_FORGET).rowcount
