"""Oracle: a read-only transaction."""

from sqlalchemy import Connection

from connectors.sources.databases.dialect import Dialect, Stopped

_CATALOGUE = """
select nullif(c.owner, sys_context('userenv', 'current_schema')), c.table_name, c.column_name, c.data_type, null
from all_tab_columns c
where c.owner not in (select u.username from all_users u where u.oracle_maintained = 'Y')
order by case when c.owner = sys_context('userenv', 'current_schema') then 0 else 1 end, c.owner,
         c.table_name, c.column_id
"""


def _prepare(connection: Connection, _seconds: float | None, _stopped: Stopped) -> None:
    connection.exec_driver_sql("set transaction read only")


ORACLE = Dialect(_prepare, probe="select 1 from dual", catalogue=_CATALOGUE)
