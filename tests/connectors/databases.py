"""SQLite files for tests, and sources that read them as the settings would have it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from connectors.sources.addresses import address_of
from connectors.sources.sql import SqlSource

_made: list[SqlSource] = []


def make_database(file: Path, script: str) -> Path:
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(script)
        connection.commit()
    return file


def make_source(
    folder: Path,
    script: str = "",
    *,
    url: str = "sqlite:///ledger.db",
    password: Callable[[], str | None] = lambda: None,
    allow_writer: bool = False,
) -> SqlSource:
    if script:
        make_database(folder / "ledger.db", script)
    _made.append(SqlSource("ledger", address_of(url, "ledger", folder), password, allow_writer=allow_writer))
    return _made[-1]


def close_sources() -> None:
    """Close whatever sources were made; closing one twice does no harm."""
    while _made:
        _made.pop().close()
