"""The directory's files and tables.

`directory.db` is small and is written to: it names the index that counts and holds what agents picked. Each
import makes a new index in a file of its own that never changes afterwards, so readers need no locks, a reader
in the middle of an import notices nothing, and a failed import leaves nothing behind that counts.
"""

import sqlite3
from pathlib import Path

LAYOUT = 1
"""Goes up when the tables of an index change; an index of another layout has to be imported again."""

STATE = """
create table if not exists current (one integer primary key check (one = 1), file text not null, layout integer);
create table if not exists choice (
    number text primary key, customer_id text not null, contact text, at text not null
) without rowid;
"""

# One row for each number that a row of the source holds; `digits` and `trunk` are E.164 without the plus.
ENTRIES = """
create table entry (
    id integer primary key, digits integer, short text, trunk integer,
    customer_id text not null, customer text not null, contact text,
    active integer not null, role text, since text, refs text
);
create virtual table word using fts5 (
    folded, content = '', columnsize = 0, detail = none, prefix = '1 2 3', tokenize = 'ascii'
);
"""

INDEXES = """
create index entry_digits on entry (digits) where digits is not null;
create index entry_short on entry (short) where short is not null;
create index entry_trunk on entry (trunk) where trunk is not null;
create index entry_customer on entry (customer_id);
"""

PERSON = "customer_id, customer, contact, active, short is not null, role, since, refs"
"""What `entries.person_of` reads."""


CACHE_KIB = 512
"""Of pages for each connection. SQLite's own measure, 2 MB, makes no look-up quicker: the system keeps the file."""


def open_state(path: Path) -> sqlite3.Connection:
    """Open `directory.db`, making it if it is not there; for one thread at a time."""
    if not path.exists():
        path.touch(mode=0o600)
    state = sqlite3.connect(path, timeout=2.0, isolation_level=None, check_same_thread=False)
    try:
        state.execute("pragma journal_mode = wal")
        state.executescript(STATE)
    except BaseException:
        state.close()
        raise
    return state


def open_index(path: Path) -> sqlite3.Connection:
    """Open an index that is complete."""
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    index = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
    try:
        index.execute(f"pragma cache_size = -{CACHE_KIB}")
    except BaseException:
        index.close()
        raise
    return index
