"""The directory's files and tables.

`directory.db` is small and is written to: it names the index that counts, and holds what agents picked and whom
they took in. Each import makes a new index in a file of its own that never changes afterwards, so readers need no
locks, a reader in the middle of an import notices nothing, and a failed import leaves nothing behind that counts.
"""

import sqlite3
from pathlib import Path

LAYOUT = 5
"""Goes up when the tables of an index change; an index of another layout has to be imported again."""

STATE = """
create table if not exists current (one integer primary key check (one = 1), file text not null, layout integer);
create table if not exists choice (
    number text primary key, customer_id text not null, contact text, at text not null
) without rowid;
create table if not exists prospect (
    id text primary key, number text, name text not null, company text not null, note text not null,
    agent text not null, at text not null, customer_id text
) without rowid;
create index if not exists prospect_number on prospect (number) where number is not null;
"""

# One entry for each number that a row of the source holds; `digits` and `trunk` are E.164 without the plus.
# `extension` is dialled behind `digits`.
# `hash` is the row's, `origin` what the source calls it, `trouble` says that its number could not be read.
# People who have left have identifiers from LEFT on: whoever is found first is there.
# Words of an entry that is gone stay in `word`; they find nothing.
ENTRIES = """
create table if not exists entry (
    id integer primary key, digits integer, short text, extension text, trunk integer,
    customer_id text not null, customer text not null, contact text,
    active integer not null, role text, since text, refs text, language text, finance integer,
    marketing text, folded text, hash integer not null, origin text, trouble integer
);
create table if not exists about (name text primary key, value text) without rowid;
"""

_KNOWS_CUSTOMERS = "select 1 from pragma_table_info('prospect') where name = 'customer_id'"
"""A file of an earlier version has no such column."""

LEFT = 1 << 40

WORDS = (
    """create virtual table word using fts5 (
           folded, content = '', columnsize = 0, detail = none, tokenize = 'trigram case_sensitive 1')""",
    "insert into word (word, rank) values ('hashsize', 16777216)",
)

INDEXES = """
create index if not exists entry_digits on entry (digits) where digits is not null;
create index if not exists entry_short on entry (short) where short is not null;
create index if not exists entry_trunk on entry (trunk) where trunk is not null;
create index if not exists entry_customer on entry (customer_id);
create index if not exists entry_hash on entry (hash);
create index if not exists entry_origin on entry (origin) where origin is not null;
create index if not exists entry_trouble on entry (trouble) where trouble;
"""

PERSON = "customer_id, customer, contact, active, short is not null, role, since, refs, language, finance, marketing"
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
        if not state.execute(_KNOWS_CUSTOMERS).fetchone():
            state.execute("alter table prospect add column customer_id text")
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
