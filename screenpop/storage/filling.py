"""Fills a new record's file with many entries at once: what calls they make is worked out at the end.

Row by row the triggers would work out each leg five times.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Connection, Table, insert, text

from screenpop.record.entries import Entry
from screenpop.storage.database import Database
from screenpop.storage.entry_rows import row_of
from screenpop.storage.migrations.v0004.sqlite import FILL
from screenpop.storage.schema import metadata

_TRIGGERS = (
    "select name, sql from sqlite_schema where type = 'trigger' and name like 'legs\\_of\\_%' escape '\\'"
)
_ON_ITS_WAY = timedelta(seconds=1)


def fill(file: Path, entries: Iterable[Entry]) -> None:
    """Put entries into a file that has none.

    Raises:
        RecordUnavailable: The file cannot be made.
        NotKept: An entry breaks a rule of the database; none is kept then.
    """
    database = Database(file)
    try:
        with database.writing() as connection:
            triggers = connection.execute(text(_TRIGGERS)).all()
            for name, _ in triggers:
                connection.exec_driver_sql(f"drop trigger {name}")
            _insert(connection, entries)
            connection.exec_driver_sql(FILL)
            for _, statement in triggers:
                connection.exec_driver_sql(statement)
    finally:
        database.close()


def _insert(connection: Connection, entries: Iterable[Entry]) -> None:
    rows: dict[Table, list[Mapping[str, object]]] = defaultdict(list)
    for entry in entries:
        table, values = row_of(entry)
        rows[table].append({**values, "recorded_at": entry.at + _ON_ITS_WAY})
    for table in metadata.sorted_tables:
        if table in rows:
            connection.execute(insert(table), rows[table])
