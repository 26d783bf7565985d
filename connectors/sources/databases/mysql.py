"""MySQL and MariaDB: a read-only transaction, a time-out of the session, grants that are read line by line."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

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
_ROLES_OF_MARIADB = (
    "select distinct role_name from information_schema.applicable_roles where grantee like '%%@%%'"
)
_ROLES_OF_MYSQL = re.compile(r"GRANT (?P<roles>[`'\"].+) TO [`'\"]", re.DOTALL)
_COLUMNS = re.compile(r"\([^)]*\)")
_GRACE = 0.3  # seconds that are left to the server's own time-out
_CONNECT = {"connect_timeout": 2}
_GREETING = 3  # seconds: a server that listens and says nothing


def _prepare(connection: Connection, limits: Limits) -> None:
    driver: Any = connection.connection.driver_connection
    if hasattr(driver, "_read_timeout"):  # PyMySQL has no other way to change it
        driver._read_timeout = None if limits.seconds is None else limits.seconds + _GRACE  # noqa: SLF001 # as above
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
    connection.exec_driver_sql("set session transaction read only")  # MariaDB drops tables in any lesser one


def _is_mariadb(connection: Connection) -> bool:
    return bool(getattr(connection.dialect, "is_mariadb", False))


def _may_write(connection: Connection) -> bool:
    """Whether any grant, to the login itself or to a role that it may take up, is for more than reading."""
    lines = _lines(connection, "show grants")
    if _is_mariadb(connection):
        taken_up = connection.exec_driver_sql("select current_role()").scalar()
        for role in connection.exec_driver_sql(_ROLES_OF_MARIADB).scalars().all():
            connection.exec_driver_sql(f"set role {_quoted(str(role))}")
            lines += _lines(connection, "show grants")
        connection.exec_driver_sql(f"set role {_quoted(str(taken_up)) if taken_up else 'none'}")
    elif roles := [match["roles"] for line in lines if (match := _ROLES_OF_MYSQL.match(line))]:
        lines += _lines(connection, f"show grants for current_user() using {', '.join(roles)}")
    return any(right not in _ONLY_READ for right in _rights(lines))


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


def _lines(connection: Connection, question: str) -> list[str]:
    return [str(line) for line in connection.exec_driver_sql(question).scalars()]


def _rights(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        if match := _GRANT.match(line):
            for right in _COLUMNS.sub("", match["rights"]).split(","):
                yield right.strip().upper()


def _bury(driver: object, _cursor: object) -> None:
    result: Any = getattr(driver, "_result", None)
    if hasattr(result, "unbuffered_active"):
        result.unbuffered_active = False  # PyMySQL would read the remaining rows of a connection that is gone


MYSQL = Dialect(
    _prepare,
    may_write=_may_write,
    catalogue=_CATALOGUE,
    bury=_bury,
    connect_arguments={"pymysql": {**_CONNECT, "read_timeout": _GREETING}, "mysqldb": _CONNECT},
)
