"""PostgreSQL: a read-only transaction with a statement time-out, and a login that has no right to write."""

import socket

from sqlalchemy import Connection

from connectors.sources.databases.dialect import Dialect, Limits, asked

_MAY_WRITE = """
select exists (
    select from pg_catalog.pg_roles as r where r.rolsuper and pg_catalog.pg_has_role(r.oid, 'MEMBER')
) or exists (
    select from pg_catalog.pg_class as c join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
    join pg_catalog.pg_roles as r on pg_catalog.pg_has_role(r.oid, 'MEMBER')
    where c.relkind in ('r', 'p', 'v', 'f') and n.nspname <> 'information_schema'
      and left(n.nspname, 3) <> 'pg_'
      and pg_catalog.has_schema_privilege(r.oid, n.oid, 'USAGE')
      and (pg_catalog.has_table_privilege(r.oid, c.oid, 'DELETE, TRUNCATE')
           or pg_catalog.has_any_column_privilege(r.oid, c.oid, 'INSERT, UPDATE')))
"""
_CATALOGUE = """
select case when pg_catalog.pg_table_is_visible(c.oid) then null else n.nspname end, c.relname, a.attname,
       pg_catalog.format_type(a.atttypid, a.atttypmod),
       (select f.relname || '.' || o.attname
        from pg_catalog.pg_constraint as k join pg_catalog.pg_class as f on f.oid = k.confrelid
        join pg_catalog.pg_attribute as o on o.attrelid = k.confrelid and o.attnum = k.confkey[1]
        where k.contype = 'f' and k.conrelid = c.oid and k.conkey = array[a.attnum] limit 1)
from pg_catalog.pg_class as c
join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
join pg_catalog.pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
where c.relkind in ('r', 'p', 'v', 'm', 'f') and not c.relispartition and n.nspname <> 'information_schema'
  and left(n.nspname, 3) <> 'pg_' and pg_catalog.has_schema_privilege(n.oid, 'USAGE')
  and pg_catalog.has_column_privilege(c.oid, a.attnum, 'SELECT')
order by not pg_catalog.pg_table_is_visible(c.oid), n.nspname, c.relname, a.attnum
"""
_LIBPQ = {
    "connect_timeout": 2,
    "tcp_user_timeout": 10_000,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "application_name": "screenpop",
}


def _prepare(connection: Connection, limits: Limits) -> None:
    connection.exec_driver_sql(  # both by one journey, which may be a long one
        "select set_config('transaction_read_only', 'on', true),"
        f" set_config('statement_timeout', '{limits.milliseconds or 0}', true)"
    ).close()


def _cut(driver: object) -> None:
    wire = socket.socket(fileno=driver.fileno())  # type: ignore[attr-defined] # of psycopg and psycopg2 alike
    try:
        wire.shutdown(socket.SHUT_RDWR)
    finally:
        wire.detach()  # the driver closes it


def _bury(_driver: object, cursor: object) -> None:
    cursor.close()  # type: ignore[attr-defined] # SQLAlchemy leaves it open, of which psycopg complains


POSTGRESQL = Dialect(
    _prepare,
    may_write=asked(_MAY_WRITE),
    catalogue=_CATALOGUE,
    cut=_cut,
    bury=_bury,
    connect_arguments={
        "psycopg": {**_LIBPQ, "prepare_threshold": None},  # a pooler between us may know nothing of them
        "psycopg2": _LIBPQ,
    },
)
