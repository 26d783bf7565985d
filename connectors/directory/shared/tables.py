"""The tables on the team's server, in a schema of their own.

An import changes them in one transaction: whoever asks meanwhile sees everything as it was. Agents' logins need
no more than to read them, and to write `choice` and `prospect`.
"""

SCHEMA = "screenpop_directory"

LAYOUT = 3
"""Goes up when the tables change; an import makes them anew then, and keeps what agents picked and noted."""

ENTRIES = (
    "drop table if exists entry, word, about",
    """create table entry (
           id bigint primary key, digits bigint, short text, extension text, trunk bigint,
           customer_id text not null, customer text not null, contact text,
           active boolean not null, role text, since text, refs text, language text, finance boolean,
           marketing text, folded text, hash bigint not null, origin text, trouble boolean)""",
    "create table about (name text primary key, value text)",
)

INDEXES = (
    "create index if not exists entry_digits on entry (digits) where digits is not null",
    "create index if not exists entry_short on entry (short) where short is not null",
    "create index if not exists entry_trunk on entry (trunk) where trunk is not null",
    "create index if not exists entry_customer on entry (customer_id)",
    "create index if not exists entry_hash on entry (hash)",
    "create index if not exists entry_origin on entry (origin) where origin is not null",
)
"""Made after the rows of a first import, which takes a tenth of the time."""

STATE = (
    """create table if not exists choice (
           number text primary key, customer_id text not null, contact text, at text not null)""",
    """create table if not exists prospect (
           id text primary key, number text, name text not null, company text not null, note text not null,
           agent text not null, at text not null, customer_id text)""",
    "alter table prospect add column if not exists customer_id text",
    "create index if not exists prospect_number on prospect (number) where number is not null",
)

BY_TRIGRAMS = """create index if not exists entry_folded on entry using gin (folded gin_trgm_ops)
                 where folded is not null"""
"""Where the extension pg_trgm is: finds what stands anywhere."""

WORDS = "create table word (word text not null, entry bigint not null references entry on delete cascade)"

BY_WORDS = (
    "create index if not exists word_entry on word (entry)",
    "create index if not exists word_word on word (word text_pattern_ops)",
)
"""Where it is not: finds how words begin."""
