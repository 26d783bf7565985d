"""A loaded database in memory, which goes on as long as somebody asks it."""

import sqlite3
import weakref
from itertools import count

from sqlalchemy import URL

from connectors.sources.addresses import Address
from connectors.sources.spreadsheet.files import Spotted
from connectors.sources.spreadsheet.process import Handed
from connectors.sources.sql import SqlSource

_numbers = count(1)


class LoadedTables:
    """The tables of some files. Each question has a connection of its own to one memory (SQLite's "memdb").

    The memory is given back when nobody holds this object any more: questions that are under way while newer
    tables take its place end in peace.

    Attributes:
        asked: The database, to be asked.
        memory: SQLite's name of it.
        files: The files as they were when they were read.
        report: What was read of them.
    """

    def __init__(self, source: str, files: tuple[Spotted, ...], handed: Handed) -> None:
        self.memory = f"file:/screenpop-{next(_numbers)}"
        kept = sqlite3.connect(f"{self.memory}?vfs=memdb", uri=True, check_same_thread=False)
        weakref.finalize(self, kept.close)
        passing = sqlite3.connect(":memory:")
        try:
            passing.deserialize(handed.database)
            passing.backup(kept)
        finally:
            passing.close()
        url = URL.create("sqlite", database=self.memory, query={"vfs": "memdb", "mode": "ro", "uri": "true"})
        self.asked = SqlSource(source, Address(url), lambda: None)
        weakref.finalize(self, self.asked.close)
        self.files = files
        self.report = handed.report
