"""Writes one SQLite file at a stroke."""

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path


def write(file: Path, schema: str, rows: Mapping[str, Iterable[tuple[object, ...]]], indexes: str) -> None:
    """Put a new file in the place of the old one when it is complete.

    Args:
        file: Where.
        schema: Makes the tables.
        rows: For each table what is in it; the columns as the table has them.
        indexes: Made when the rows are there.
    """
    fresh = file.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with closing(sqlite3.connect(fresh, isolation_level=None)) as database:
        database.executescript("pragma journal_mode = off; pragma synchronous = off;" + schema)
        database.execute("begin")
        for table, content in rows.items():
            columns = database.execute("select count(*) from pragma_table_info(?)", (table,)).fetchone()[0]
            places = ", ".join("?" * columns)
            database.executemany(f'insert into "{table}" values ({places})', content)  # noqa: S608 # our own tables
        database.execute("commit")
        database.executescript(indexes)
    fresh.replace(file)


def decimals(minor: int) -> str:
    """An amount in hundredths as text with a point."""
    sign = "-" if minor < 0 else ""
    return f"{sign}{abs(minor) // 100}.{abs(minor) % 100:02}"
