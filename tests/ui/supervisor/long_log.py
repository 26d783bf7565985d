"""A record of very many calls, put into its tables as its triggers would have: entries one by one would take hours."""

import sqlite3
from contextlib import closing
from pathlib import Path

from screenpop.storage.database import Database

_NUMBERED = """
with recursive counted(n) as (select 0 union all select n + 1 from counted where n + 1 < :count)
insert into legs (
    id, call, call_id, offered_at, rang_to, answered_at, ended_at, agent, direction, number, presented, did, queue,
    waited_ms, customer_id, customer, contact, ending, disposition, note, customer_words, wrap_up_words, caller,
    rings_to, elsewhere)
select
    printf('%032x', n + 1), printf('%032x', n + 1), 'call-' || n,
    datetime('2025-01-01', (n * 40) || ' seconds') || '.000000',
    datetime('2025-01-01', (n * 40 + 9) || ' seconds') || '.000000',
    case when n % 7 then datetime('2025-01-01', (n * 40 + 9) || ' seconds') || '.000000' end,
    datetime('2025-01-01', (n * 40 + 130) || ' seconds') || '.000000',
    'agent' || (n % 40), case when n % 9 = 4 then 'out' else 'in' end,
    '+48' || (500000000 + n * 7919 % 60000), '+48' || (500000000 + n * 7919 % 60000), '+4822555010' || (n % 4),
    case n % 3 when 0 then 'Sales' when 1 then 'Service' end, 1000 * (n % 90),
    'K' || (n * 7919 % 60000), 'Company ' || (n * 7919 % 60000), 'Person ' || (n % 997),
    case when n % 7 then 'ended' else 'missed' end, case n % 4 when 0 then 'Solved' when 1 then 'Call back' end,
    case when n % 5 = 0 then 'asks for the proof of delivery of order ' || n end,
    'company ' || (n * 7919 % 60000), case when n % 5 = 0 then 'order ' || n end,
    '+48' || (500000000 + n * 7919 % 60000),
    datetime('2025-01-01', (n * 40 + 9) || ' seconds') || '.000000', 0
from counted
"""
_AS_CALLS = """
insert into call_log (
    call, id, call_id, offered_at, rang_to, answered_at, ended_at, agent, direction, number, presented, did, queue,
    waited_ms, customer_id, customer, contact, ending, disposition, note, legs, words)
select
    call, id, call_id, offered_at, rang_to, answered_at, ended_at, agent, direction, number, presented, did, queue,
    waited_ms, customer_id, customer, contact, ending, disposition, note, 1,
    customer_words || char(10) || coalesce(wrap_up_words, '') || char(10) || number
from legs
"""


def fill(path: Path, count: int) -> None:
    """Make a record file with so many calls, 40 seconds apart."""
    with closing(Database(path)) as database:
        database.open()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma synchronous = off")
        made = connection.execute(
            "select name, sql from sqlite_master where tbl_name in ('legs', 'call_log') and sql is not null"
            " and type in ('index', 'trigger') order by type"
        ).fetchall()
        for name, sql in made:
            connection.execute(
                f"drop {'index' if sql.lower().startswith('create index') else 'trigger'} {name}"
            )
        connection.execute(_NUMBERED, {"count": count})
        connection.execute(_AS_CALLS)
        if connection.execute("select 1 from sqlite_master where name = 'call_words'").fetchone():
            connection.execute("insert into call_words (call_words) values ('rebuild')")
        for _name, sql in made:
            connection.execute(sql)
        connection.commit()
