"""SQL Server: it knows no read-only transaction, so all hangs on a login that has no right to write.

The statements are held by tests that record them; no server of this kind has answered them yet.
"""

from sqlalchemy import Connection

from connectors.sources.databases.dialect import Dialect, Limits, asked

_MAY_WRITE = """
select case when is_srvrolemember('sysadmin') = 1
  or exists (select * from fn_my_permissions(null, 'DATABASE')
             where permission_name in ('INSERT', 'UPDATE', 'DELETE', 'ALTER', 'CONTROL', 'CREATE TABLE'))
  or exists (select * from sys.objects as o
             cross apply (select quotename(schema_name(o.schema_id)) + '.' + quotename(o.name) as name) as n
             where o.type in ('U', 'V') and o.is_ms_shipped = 0
               and 1 in (has_perms_by_name(n.name, 'OBJECT', 'INSERT'),
                         has_perms_by_name(n.name, 'OBJECT', 'UPDATE'),
                         has_perms_by_name(n.name, 'OBJECT', 'DELETE')))
then 1 else 0 end
"""
_CATALOGUE = """
select nullif(s.name, schema_name()), o.name, c.name, type_name(c.user_type_id),
       (select min(p.name + '.' + r.name) from sys.foreign_key_columns as f
        join sys.objects as p on p.object_id = f.referenced_object_id
        join sys.columns as r on r.object_id = p.object_id and r.column_id = f.referenced_column_id
        where f.parent_object_id = c.object_id and f.parent_column_id = c.column_id)
from sys.objects as o
join sys.schemas as s on s.schema_id = o.schema_id
join sys.columns as c on c.object_id = o.object_id
where o.type in ('U', 'V') and o.is_ms_shipped = 0
  and has_perms_by_name(quotename(s.name) + '.' + quotename(o.name), 'OBJECT', 'SELECT') = 1
order by case when s.name = schema_name() then 0 else 1 end, s.name, o.name, c.column_id
"""
_LONGEST = 65  # seconds: no deadline of a department is later
_PYMSSQL = {"login_timeout": 2, "timeout": _LONGEST, "appname": "screenpop"}


def _prepare(connection: Connection, limits: Limits) -> None:
    connection.exec_driver_sql(f"set lock_timeout {limits.milliseconds or -1}")


SQLSERVER = Dialect(
    _prepare,
    may_write=asked(_MAY_WRITE),
    catalogue=_CATALOGUE,
    connect_arguments={"pymssql": _PYMSSQL, "pyodbc": {"timeout": 2}},
)
