"""MySQL and MariaDB: a read-only transaction, a time-out of the session, grants that are read line by line."""

import re
import socket
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection

from connectors.sources.databases.dialect import Dialect, Limits

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
_ONLY_READ = {
    "USAGE",
    "SELECT",
    "SHOW VIEW",
    "SHOW DATABASES",
    "SHOW CREATE ROUTINE",
    "SHOW_ROUTINE",
    "PROCESS",
    "EXECUTE",
    "LOCK TABLES",
    "CREATE TEMPORARY TABLES",
    "REPLICATION CLIENT",
    "BINLOG MONITOR",
    "SLAVE MONITOR",
    "REPLICA MONITOR",
}
_GRANT = re.compile(r"GRANT (?P<rights>.+?) ON .+? TO ", re.DOTALL)
_ROLES = re.compile(r"GRANT (?P<roles>[`'\"].+) TO [`'\"]", re.DOTALL)
_COLUMNS = re.compile(r"\([^)]*\)")
_MOST_ROLES = 50
_CONNECT = {"connect_timeout": 2}


def _prepare(connection: Connection, limits: Limits) -> None:
    milliseconds = limits.milliseconds or 0
    time = (
        f"max_statement_time = {milliseconds / 1000:.3f}"
        if _is_mariadb(connection)
        else f"max_execution_time = {milliseconds}"
    )
    rows = (
        "default" if limits.rows is None else limits.rows + 1
    )  # else all the others are sent before the end
    connection.exec_driver_sql(f"set session {time}, sql_select_limit = {rows}")
    connection.exec_driver_sql("start transaction read only")


def _is_mariadb(connection: Connection) -> bool:
    return bool(getattr(connection.dialect, "is_mariadb", False))


def _may_write(connection: Connection) -> bool:
    lines = _lines(connection, "show grants")
    roles = [match["roles"] for line in lines if (match := _ROLES.match(line))]
    if roles and not _is_mariadb(connection):
        lines = _lines(connection, f"show grants for current_user() using {', '.join(roles)}")
        roles = []
    seen: set[str] = set()
    while roles:
        role = roles.pop()
        if role in seen:
            continue
        seen.add(role)
        of_role = _lines(connection, f"show grants for {role}")
        lines += of_role
        roles += [match["roles"] for line in of_role if (match := _ROLES.match(line))]
        if len(seen) > _MOST_ROLES:
            return True
    return any(right not in _ONLY_READ for right in _rights(lines))


def _lines(connection: Connection, question: str) -> list[str]:
    return [str(line) for line in connection.exec_driver_sql(question).scalars()]


def _rights(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        if match := _GRANT.match(line):
            for right in _COLUMNS.sub("", match["rights"]).split(","):
                yield right.strip().upper()


def _cut(driver: object) -> None:
    wire = getattr(driver, "_sock", None)  # PyMySQL tells no other way to its socket
    if isinstance(wire, socket.socket):
        wire.shutdown(socket.SHUT_RDWR)


MYSQL = Dialect(
    _prepare,
    may_write=_may_write,
    catalogue=_CATALOGUE,
    cut=_cut,
    connect_arguments={"pymysql": _CONNECT, "mysqldb": _CONNECT},
)
