"""What an agent is writing, kept on this computer in a small SQLite file of its own until it is saved.

Each draft is on the disk when `keep` returns, as an entry of the spool is. A file that is found damaged is moved aside
as `drafts.db.damaged-<time>`, and told; a new one is begun.
"""

import logging
import os
import sqlite3
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from screenpop.errors import NotKept, RecordUnavailable
from screenpop.ports.drafts import KeptDraft
from screenpop.promises import Intended
from screenpop.sentences import Sentence, say
from screenpop.storage.sqlite_troubles import is_damage, told

log = logging.getLogger(__name__)

DRAFTS_FILE = "drafts.db"
_SIDE_FILES = ("", "-wal", "-shm")
_BUSY_SECONDS = 2.0
_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "fullfsync = ON",  # macOS: through the drive's own cache
    "secure_delete = ON",  # what is saved or given up is nobody's business here any more
    "cache_size = -256",
)
_LAYOUT = """CREATE TABLE drafts (
    call text primary key,
    at text not null,
    reason text not null,
    disposition text not null,
    note text not null,
    due text,
    what text,
    is_mine integer,
    is_call_back integer
)"""
T = TypeVar("T")


class DraftFile:
    """Drafts in a SQLite file, made when the first one is kept. Its threads wait for one another."""

    def __init__(self, path: Path, tell: Callable[[Sentence], None] = lambda _: None) -> None:
        """Open nothing yet; `tell` hears of a damaged file."""
        self._path = path
        self._tell = tell
        self._connection: sqlite3.Connection | None = None
        self._one_thread = threading.RLock()

    def keep(self, draft: KeptDraft, /) -> None:
        """Have it on the disk when it returns; an empty one is dropped.

        Raises:
            NotKept: It is not kept.
        """
        if draft.is_empty:
            self.drop(draft.call)
            return
        row = (str(draft.call), draft.at.isoformat(), draft.reason, draft.disposition, draft.note)
        self._change(
            "insert or replace into drafts values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*row, *_row_of(draft.follow_up)),
        )

    def drop(self, call: UUID, /) -> None:
        """The call is wrapped up, or nothing more will be.

        Raises:
            NotKept: It is still there.
        """
        if self._path.exists():
            self._change("delete from drafts where call = ?", (str(call),))

    def all(self) -> Sequence[KeptDraft]:
        """Those that are left, the newest first.

        Raises:
            RecordUnavailable: They cannot be read.
        """
        if not self._path.exists():
            return ()
        asked = "select * from drafts order by at desc"
        return self._do(lambda drafts: [_draft_of(row) for row in drafts.execute(asked)])

    def close(self) -> None:
        """Let go of the file; it is opened again if it is needed."""
        with self._one_thread:
            self._disconnect()

    def _change(self, statement: str, values: tuple[str | bool | None, ...]) -> None:
        try:
            self._do(lambda drafts: drafts.execute(statement, values))
        except RecordUnavailable as error:
            raise NotKept(error.sentence) from error

    def _do(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do something with the file; with a new one, if it is damaged."""
        with self._one_thread:
            try:
                try:
                    return work(self._connected())
                except (sqlite3.DatabaseError, ValueError) as error:
                    if isinstance(error, sqlite3.DatabaseError) and not is_damage(error):
                        raise
                    self._set_aside()
                    return work(self._connected())
            except sqlite3.Error as error:
                self._disconnect()
                raise RecordUnavailable(told(error, self._path)) from error
            except OSError as error:
                self._disconnect()
                raise RecordUnavailable(
                    say(
                        "What is being written cannot be kept ({file}): {detail}",
                        file=self._path,
                        detail=error.strerror,
                    )
                ) from error

    def _connected(self) -> sqlite3.Connection:
        if self._connection is None or not self._path.exists():
            self._disconnect()
            self._connection = _opened(self._path)
        return self._connection

    def _set_aside(self) -> None:
        self._disconnect()
        aside = self._path.with_name(f"{self._path.name}.damaged-{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}")
        for side in _SIDE_FILES:
            with suppress(FileNotFoundError):
                self._path.with_name(self._path.name + side).rename(aside.with_name(aside.name + side))
        sentence = say(
            "What was being written before was damaged on this disk; its file is set aside ({file}).",
            file=aside,
        )
        log.error("%s", sentence)
        self._tell(sentence)

    def _disconnect(self) -> None:
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None


def _row_of(follow_up: Intended | None) -> tuple[str | bool | None, ...]:
    if follow_up is None:
        return (None, None, None, None)
    return follow_up.due.isoformat(), follow_up.what, follow_up.mine, follow_up.call_back


def _draft_of(row: Sequence[Any]) -> KeptDraft:
    call, at, reason, disposition, note, due, what, is_mine, is_call_back = row
    follow_up = None
    if due is not None:
        follow_up = Intended(datetime.fromisoformat(due), what, bool(is_mine), bool(is_call_back))
    return KeptDraft(UUID(call), datetime.fromisoformat(at), reason, disposition, note, follow_up)


def _opened(path: Path) -> sqlite3.Connection:
    """Open the file, or make it for its owner alone.

    Raises:
        sqlite3.DatabaseError: It is damaged, or cannot be opened.
        OSError: It cannot be made.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    drafts = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        for pragma in _PRAGMAS:
            drafts.execute(f"pragma {pragma}")
        (tables,) = drafts.execute("select count(*) from sqlite_schema").fetchone()
        if not tables:
            drafts.execute(_LAYOUT)
        _refuse_damage(drafts)
    except BaseException:
        drafts.close()
        raise
    return drafts


def _refuse_damage(drafts: sqlite3.Connection) -> None:
    layout = drafts.execute("select sql from sqlite_schema where name = 'drafts'").fetchone()
    if layout != (_LAYOUT,) or drafts.execute("pragma quick_check(1)").fetchone() != ("ok",):
        damage = sqlite3.DatabaseError("damaged")
        damage.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise damage
