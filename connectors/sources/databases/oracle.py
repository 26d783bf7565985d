"""Oracle: a read-only transaction, a time-out of each call, privileges and roles that are read.

The statements are held by tests that record them; no server of this kind has answered them yet.
"""

from sqlalchemy import Connection

from connectors.sources.databases.dialect import Dialect, Limits, asked

_MAY_WRITE = """
select case when exists (select 1 from session_privs
                         where regexp_like(privilege, '^(INSERT|UPDATE|DELETE|CREATE|ALTER|DROP) ANY TABLE$')
                            or privilege = 'CREATE TABLE')
  or exists (select 1 from user_tables)
  or exists (select 1 from user_tab_privs
             where grantee = user and privilege in ('INSERT', 'UPDATE', 'DELETE', 'ALTER'))
  or exists (select 1 from role_tab_privs r
             where r.privilege in ('INSERT', 'UPDATE', 'DELETE', 'ALTER')
               and r.owner not in (select u.username from all_users u where u.oracle_maintained = 'Y'))
then 1 else 0 end from dual
"""
_CATALOGUE = """
select nullif(c.owner, sys_context('userenv', 'current_schema')), c.table_name, c.column_name, c.data_type, null
from all_tab_columns c
where c.owner not in (select u.username from all_users u where u.oracle_maintained = 'Y')
order by case when c.owner = sys_context('userenv', 'current_schema') then 0 else 1 end, c.owner,
         c.table_name, c.column_id
"""


def _prepare(connection: Connection, limits: Limits) -> None:
    driver = connection.connection.driver_connection
    driver.call_timeout = limits.milliseconds or 0  # type: ignore[union-attr] # of oracledb and cx_Oracle alike
    connection.exec_driver_sql("set transaction read only")


ORACLE = Dialect(
    _prepare,
    probe="select 1 from dual",
    may_write=asked(_MAY_WRITE),
    catalogue=_CATALOGUE,
    connect_arguments={"oracledb": {"tcp_connect_timeout": 2.0}},
)
