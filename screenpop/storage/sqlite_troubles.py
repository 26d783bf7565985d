"""What SQLite complains of, in the words of somebody who can do something about it."""

import sqlite3
from pathlib import Path

from screenpop.sentences import Sentence, say


def code_of(error: BaseException | None) -> int:
    """SQLite's primary result code."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF


def is_damage(error: BaseException | None) -> bool:
    """The file is no database any more, or not a whole one."""
    return code_of(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def told(error: BaseException | None, path: Path) -> Sentence:
    """Say what is wrong with one of the record's files."""
    match code_of(error):
        case sqlite3.SQLITE_FULL:
            return say("The disk is full ({file}). Make room, then save again.", file=path)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return say("Another program holds the call log ({file}). Try again in a moment.", file=path)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return say("The call log may not be written ({file}). Its permissions must allow it.", file=path)
        case sqlite3.SQLITE_CANTOPEN:
            return say("The call log cannot be opened ({file}). Does its folder exist?", file=path)
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return say(
                "The call log is damaged ({file}). Keep the file, and ask your administrator for a backup.",
                file=path,
            )
        case sqlite3.SQLITE_IOERR:
            return say("The disk reports an error ({file}). Tell your administrator.", file=path)
        case sqlite3.SQLITE_CONSTRAINT:
            return say("The call log does not hold the call that this belongs to ({file}).", file=path)
        case _:
            return say("The call log does not work ({file}): {detail}", file=path, detail=str(error))
