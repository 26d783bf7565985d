"""Fills the directory from its source: a new index, built beside the one that serves, and put in its place at once.

A full import begins on a copy of the index that serves, or on what an import that was killed has left: rows that
are there already are recognised by a hash of what they say, and cost little. What the source no longer gives is
taken out at the end. So an import goes on where it was in whatever order the rows come; the source itself is read
from its first row again. A source that can tell what has changed is asked for that alone.
"""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

from connectors.directory.about import mark_of, tell
from connectors.directory.changes import apply_changes
from connectors.directory.counts import Imported, Progress
from connectors.directory.full_reading import FullReading
from connectors.directory.index_files import IndexFiles
from connectors.directory.tables import INDEXES, LAYOUT
from screenpop.errors import SourceUnavailable
from screenpop.phone_numbers import NumberReader
from screenpop.ports.source import Source
from screenpop.sentences import say

_CLOCKS_DIFFER = timedelta(minutes=10)


def import_contacts(
    path: Path,
    source: Source,
    question: str,
    reader: NumberReader,
    *,
    changes: str | None = None,
    full: bool = False,
    progress: Progress | None = None,
) -> Imported:
    """Make the directory say what the source says; what agents picked and noted stays.

    Args:
        path: `directory.db` in the data folder.
        source: Who knows the numbers.
        question: What to ask it for everybody: the settings' `contacts`.
        reader: Reads numbers as this site writes them.
        changes: What to ask it for what has changed since `:since`, if it can tell.
        full: Ask for everybody although there are changes to ask for.
        progress: Is told how many rows have been read.

    Raises:
        SourceError: The source cannot be asked, or its answer lacks a column; the old index goes on serving.
    """
    files = IndexFiles(path, mark_of(source, question, reader, LAYOUT))
    now = f"{datetime.now(UTC) - _CLOCKS_DIFFER:%Y-%m-%d %H:%M:%S}"
    try:
        serving = files.serving()
        since = files.since(serving) if serving and changes and not full else None
        with files.at_work(serving, go_on=since is None) as index:
            if changes and since is not None:
                counts = apply_changes(index, source, changes, reader, since=since, now=now)
            else:
                tell(index, since=now)
                reading = FullReading(index, reader, progress)
                reading.read(source, question)
                counts = reading.counts
            index.executescript(INDEXES)
    except (sqlite3.Error, OSError) as error:
        raise SourceUnavailable(say("The directory cannot be written: {why}.", why=error)) from error
    return counts.result()
