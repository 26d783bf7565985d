"""Fills the team's directory: all is copied beside its tables, and what differs is changed in one transaction."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from connectors.directory.about import mark_of
from connectors.directory.counts import Counting, Imported, Progress
from connectors.directory.making import Making
from connectors.directory.rows import ContactReader, ContactRow, hash_of
from connectors.directory.shared.server import LentConnection, Server, writable
from connectors.directory.shared.tables import (
    BY_TRIGRAMS,
    BY_WORDS,
    ENTRIES,
    INDEXES,
    LAYOUT,
    SCHEMA,
    STATE,
    WORDS,
)
from connectors.directory.tables import LEFT
from screenpop.errors import SourceUnavailable
from screenpop.phone_numbers import NumberReader
from screenpop.ports.source import Source
from screenpop.sentences import say

_ONE_AT_A_TIME = 0x5C4EE9  # our own key among PostgreSQL's advisory locks
_AT_ONCE = 2_000
_CLOCKS_DIFFER = timedelta(minutes=10)
_TELL = "insert into about values (?, ?) on conflict (name) do update set value = excluded.value"
_LAST = """select coalesce(max(id) filter (where id < ?), 0), coalesce(max(id), 0) from entry"""
_INCOMING = "create temp table incoming (like entry) on commit drop"
_NAMED = "create temp table named (origin text, customer_id text) on commit drop"
_OF_NAMED = """(origin in (select origin from named where origin is not null)
                or customer_id in (select customer_id from named where origin is null))"""
_NOT_INCOMING = "not exists (select 1 from incoming as same where same.hash = old.hash)"
"""Not as `not in`: PostgreSQL would compare each entry with each incoming row, hours of a million."""
_GONE = f"""select count(distinct hash) from entry as old where {{scope}} and {_NOT_INCOMING}
            and not exists (select 1 from incoming as new where new.customer_id = old.customer_id
                            and new.contact is not distinct from old.contact)"""  # noqa: S608 # words of our own
_FORGET = f"delete from entry as old where {{scope}} and {_NOT_INCOMING}"  # noqa: S608 # words of our own
_KNOWN = "delete from incoming where hash in (select hash from entry)"
_WORDS = """insert into word select distinct word, id from incoming,
            unnest(string_to_array(trim(both chr(1) from folded), chr(1) || chr(1))) as word where folded is not null"""


def import_shared(
    server: Server,
    source: Source,
    question: str,
    reader: NumberReader,
    *,
    changes: str | None = None,
    full: bool = False,
    progress: Progress | None = None,
) -> Imported:
    """As `importing.import_contacts`, for a team; the login must own the schema, or be allowed to make it.

    Raises:
        SourceError: Source or server cannot be asked; what was known goes on counting.
    """
    mark = mark_of(source, question, reader, LAYOUT)
    now = f"{datetime.now(UTC) - _CLOCKS_DIFFER:%Y-%m-%d %H:%M:%S}"
    with server.importing() as lent:
        if not _first(lent, "select pg_try_advisory_xact_lock(?)", _ONE_AT_A_TIME):
            raise SourceUnavailable(say("Another import of the directory is at work."))
        _prepare(lent)
        since = _told(lent, "since") if changes and not full and _told(lent, "mark") == mark else None
        lent.execute(_INCOMING)
        making = Making(reader, tuple(lent.execute(_LAST, (LEFT,)).fetchone()))
        if changes and since:
            reading = _Reading(lent, making, progress, only_named=True)
            reading.read(source.stream(changes, {"since": since}))
        else:
            reading = _Reading(lent, making, progress, only_named=False)
            reading.read(source.stream(question, {}))
        _take_over(lent, reading.counts, only_named=reading.only_named)
        known_up_to = max(reading.newest, since or "") if reading.newest else now
        if reading.counts.read or since is None:
            lent.execute(_TELL, ("since", known_up_to))
        lent.execute(_TELL, ("mark", mark))
    return reading.counts.result()


class _Reading:
    """Rows of the source on their way to the server."""

    def __init__(
        self, lent: LentConnection, making: Making, progress: Progress | None, *, only_named: bool
    ) -> None:
        self._lent = lent
        self._making = making
        self._progress = progress
        self.only_named = only_named
        self.newest = ""
        self.counts = Counting()

    def read(self, rows: Iterable[Any]) -> None:
        contacts = map(ContactReader().read, rows)
        if self.only_named:
            self._lent.execute(_NAMED)
        while part := list(islice(contacts, _AT_ONCE)):
            known = [each for each in part if isinstance(each, ContactRow)]
            for each in part:
                self.counts.read += 1
                if not isinstance(each, ContactRow):
                    self.counts.refuse(each)
                elif not (self.only_named and each.deleted):
                    readable = self._making.add(each, hash_of(each))
                    self.counts.keep(each.customer_id, readable=readable)
            self.newest = max([self.newest, *(each.changed_at for each in known if each.changed_at)])
            _copy(self._lent, "incoming", self._making.taken())
            if self.only_named:
                _copy(self._lent, "named", ((each.row_id, each.customer_id) for each in known))
            if self._progress:
                self._progress(self.counts.read)
        if self.only_named:
            self.counts.raise_if_nothing_was_read()
        else:
            knows_somebody = _first(self._lent, "select exists (select from entry)")
            self.counts.raise_if_no_number_was_read(knows_somebody=bool(knows_somebody))


def _prepare(lent: LentConnection) -> None:
    """Make the tables, if they are not there or of another layout."""
    there = _first(lent, "select to_regclass(?) is not null", f"{SCHEMA}.about")
    if there and _told(lent, "layout") == str(LAYOUT):
        return
    if not _first(lent, "select to_regnamespace(?) is not null", SCHEMA):
        lent.execute(f"create schema {SCHEMA}")
    for statement in (*ENTRIES, *STATE):
        lent.execute(statement)
    trigrams = _has_trigrams(lent)
    if not trigrams:
        lent.execute(WORDS)
    lent.execute(_TELL, ("search", "trigrams" if trigrams else "words"))
    lent.execute(_TELL, ("layout", str(LAYOUT)))


def _has_trigrams(lent: LentConnection) -> bool:
    """Whether pg_trgm is there, or can be had: whoever owns the database may install it."""
    if _first(lent, "select 1 from pg_extension where extname = ?", "pg_trgm"):
        return True
    from sqlalchemy.exc import DBAPIError  # noqa: PLC0415 # loaded by now

    try:
        with lent.connection.begin_nested():
            lent.execute("create extension pg_trgm schema public")
    except DBAPIError:
        return False
    return True


def _take_over(lent: LentConnection, counts: Counting, *, only_named: bool) -> None:
    """Make the entries what has come in, and write only what differs."""
    scope = _OF_NAMED if only_named else "true"
    lent.execute("create index on incoming (hash)")
    lent.execute("analyze incoming")
    counts.deleted = _first(lent, _GONE.format(scope=scope))
    lent.execute(_FORGET.format(scope=scope))
    lent.execute(_KNOWN)
    counts.changed = _first(lent, "select count(distinct hash) from incoming")
    lent.execute("insert into entry select * from incoming")
    by_words = _told(lent, "search") == "words"
    if by_words:
        lent.execute(_WORDS)
    lent.execute("set local maintenance_work_mem = '256MB'")
    for statement in (*INDEXES, *(BY_WORDS if by_words else (BY_TRIGRAMS,))):
        lent.execute(statement)
    lent.execute("analyze entry")


def _copy(lent: LentConnection, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    driver: Any = lent.connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"copy {table} from stdin") as copy:
        for row in rows:
            copy.write_row([writable(value) for value in row])


def _told(lent: LentConnection, name: str) -> str | None:
    found = _first(lent, "select value from about where name = ?", name)
    return None if found is None else str(found)


def _first(lent: LentConnection, question: str, *parameters: object) -> Any:
    row = lent.execute(question, parameters).fetchone()
    return row and row[0]
