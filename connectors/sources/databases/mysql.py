"""MySQL and MariaDB: a read-only transaction, a time-out of the session, grants that are read."""

from sqlalchemy import Connection

from connectors.sources.databases.dialect import Dialect, Stopped

_CATALOGUE = """
select case when c.table_schema = database() then null else c.table_schema end, c.table_name, c.column_name,
       c.column_type,
       (select min(concat(k.referenced_table_name, '.', k.referenced_column_name))
        from information_schema.key_column_usage as k
        where k.table_schema = c.table_schema and k.table_name = c.table_name
          and k.column_name = c.column_name and k.referenced_table_name is not null)
from information_schema.columns as c
where c.table_schema not in ('information_schema', 'mysql', 'performance_schema', 'sys')
  and find_in_set('select', c.privileges)
order by c.table_schema <> coalesce(database(), ''), c.table_schema, c.table_name, c.ordinal_position
"""
_CONNECT = {"connect_timeout": 2}


def _prepare(connection: Connection, _seconds: float | None, _stopped: Stopped) -> None:
    connection.exec_driver_sql("set session transaction read only")
    connection.rollback()  # it holds from the next transaction on


MYSQL = Dialect(
    _prepare,
    catalogue=_CATALOGUE,
    connect_arguments={"pymysql": _CONNECT, "mysqldb": _CONNECT},
)
