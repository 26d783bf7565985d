"""Whether `legs`, `call_log` and `promises_due`, which people read, say what the entries say.

They are no part of the chain themselves.
"""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import Connection, TextClause, text

from screenpop.storage.migrations.v0004.postgresql import CALL_SUMS
from screenpop.storage.migrations.v0004.views import CALL_FACTS, OF_A_LEG, OF_ALL_LEGS

_PATH = "set local search_path = screenpop, pg_temp"
_PROJECTIONS = (("legs", "id", CALL_FACTS, OF_A_LEG), ("call_log", "call", CALL_SUMS, OF_ALL_LEGS))

_OF_LEGS = text("""
    select l.id from legs l
    where l.rings_to <> coalesce(l.rang_to, l.offered_at + interval '3 minutes')
       or l.elsewhere <> exists (
           select from legs o where o.call = l.call and o.id <> l.id and o.answered_at is not null)""")
"""Legs that are wrong about until when they count as ringing, by which they are joined, or about whether another leg of
their call was answered, which their agent's log tells."""

_DUE = text("""
    with recursive claims as (
        select t.promise, t.agent, t.taken_by, row_number() over (partition by t.promise order by c.seq) as place
        from promises_taken t join chain c on c.kind = 'promises_taken' and c.id = t.id
    ), held as (
        select p.id, 0::bigint as place, p.taken_by from promises p
        where not exists (select from promises_settled s where s.promise = p.id)
        union all
        select h.id, c.place, case when h.taken_by is null or h.taken_by = c.agent then c.taken_by else h.taken_by end
        from held h join claims c on c.promise = h.id and c.place = h.place + 1
    ), should as (
        select p.id, p.call, p.agent, p.kind, p.due, p.what, h.taken_by, p.customer_id, p.customer, p.contact, p.number
        from promises p join (select distinct on (id) id, taken_by from held order by id, place desc) h on h.id = p.id
    )
    select coalesce(kept.id, should.id) from (
        select id, call, agent, kind, due, what, taken_by, customer_id, customer, contact, number from promises_due
    ) kept full join should on should.id = kept.id where kept is distinct from should""")
"""Who has a promise is told by the order in which claims came in."""


def wrong_projections(connection: Connection) -> Iterator[tuple[str, UUID]]:
    """The table and id of each row that is missing, too many, or says something else."""
    connection.exec_driver_sql(_PATH)
    for table, key, view, columns in _PROJECTIONS:
        for id_ in connection.execute(_asked(table, key, view, columns)).scalars():
            yield table, id_
    for id_ in connection.execute(_OF_LEGS).scalars():
        yield "legs", id_
    for id_ in connection.execute(_DUE).scalars():
        yield "promises_due", id_


def _asked(table: str, key: str, view: str, columns: str) -> TextClause:
    question = view.partition(" as\n")[2]
    kept, should = (
        ", ".join(f"{name}.{column}" for column in columns.split(", ")) for name in ("kept", "should")
    )
    return text(
        f"select coalesce(kept.{key}, should.{key}) from {table} kept full join ({question}) should"
        f" on should.{key} = kept.{key} where row({kept}) is distinct from row({should})"
    )
