"""The files of the data folder: how large they are, and how many rows of what our own databases hold."""

import re
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from screenpop.diagnostics.support.own_words import OwnWords
from screenpop.diagnostics.support.shapes import Plain

_DATABASE = re.compile(r"(record|spool|drafts|learnt|directory(-[0-9a-f]{8})?)\.db")
_OURS = re.compile(
    rf"{_DATABASE.pattern}(-wal|-shm|-journal|\.mending|\.shipping|\.damaged-[0-9TZ.]{{16,24}}(-wal|-shm)?)?"
    r"|bell(\.lock)?|directory\.import|learn\.lock|prospects-offered\.txt|settings\.toml|written-by\.json|logs|crashes"
    r"|card-place\.json|seats\.json|window-hidden"
)
_PATIENCE = 5.0
_EACH = 100_000


def told_folder(data: Path, system: str) -> dict[str, Plain]:
    """How full the disk is, and the files: those that are ours by name, others together."""
    if not data.is_dir():
        return {"is_there": False}
    disk, others, theirs = shutil.disk_usage(data), 0, 0
    ours: dict[str, Plain] = {}
    for file in sorted(data.iterdir()):
        size = file.stat().st_size if file.is_file() else 0
        if _OURS.fullmatch(file.name):
            ours[file.name] = {"bytes": size, "mode": f"{file.stat().st_mode & 0o777:o}"}
        else:
            others, theirs = others + 1, theirs + size
    return {
        "is_there": True,
        "file_system": system,
        "mode": f"{data.stat().st_mode & 0o777:o}",
        "free_mb": disk.free // 1_000_000,
        "files": ours,
        "other_entries": others,
        "bytes_of_others": theirs,
    }


def told_databases(data: Path, words: OwnWords) -> dict[str, Plain]:
    """Each database of ours that is there."""
    if not data.is_dir():
        return {}
    found = (file for file in sorted(data.iterdir()) if _DATABASE.fullmatch(file.name) and file.is_file())
    return {file.name: _told(file, words) for file in found}


def _told(file: Path, words: OwnWords) -> Plain:
    try:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True, timeout=2)) as database:
            until = time.monotonic() + _PATIENCE
            database.set_progress_handler(lambda: time.monotonic() > until, _EACH)
            pragmas = ("user_version", "application_id", "page_count", "page_size", "freelist_count")
            told: dict[str, Plain] = {pragma: _number(database, f"pragma {pragma}") for pragma in pragmas}
            told["rows"] = dict(_rows(database, words))
            told["shape"] = _shape(database, words)
            return told
    except sqlite3.Error as error:
        return {"cannot_be_read": type(error).__name__, "code": getattr(error, "sqlite_errorcode", None)}


def _rows(database: sqlite3.Connection, words: OwnWords) -> Iterator[tuple[str, Plain]]:
    tables = database.execute("select name from sqlite_schema where type = 'table' order by name").fetchall()
    for (name,) in tables:
        if not words.is_known(name):
            continue
        try:
            yield name, _number(database, f'select count(*) from "{name}"')  # noqa: S608 # a word of our own code
        except sqlite3.OperationalError:
            yield name, None  # too many to be counted in a moment, or not to be read


def _shape(database: sqlite3.Connection, words: OwnWords) -> str | None:
    """Which of our own migrations it was brought to last."""
    try:
        found = database.execute("select version_num from alembic_version").fetchone()
    except sqlite3.OperationalError:
        return None  # it has none
    return found[0] if found and isinstance(found[0], str) and words.is_known(found[0]) else "?"


def _number(database: sqlite3.Connection, asked: str) -> int | None:
    found = database.execute(asked).fetchone()
    return found[0] if found and isinstance(found[0], int) else None
