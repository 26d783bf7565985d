"""DuckDB: a file that is opened read-only and for itself: no other files, no network, no extensions."""

from sqlalchemy import Connection

from connectors.sources.databases.dialect import Dialect, Limits

_CATALOGUE = """
select case when c.table_schema = current_schema() then null else c.table_schema end, c.table_name,
       c.column_name, c.data_type,
       (select min(k.referenced_table || '.' || k.referenced_column_names[1]) from duckdb_constraints() as k
        where k.constraint_type = 'FOREIGN KEY' and k.schema_name = c.table_schema
          and k.table_name = c.table_name and k.constraint_column_names = [c.column_name])
from information_schema.columns as c
where c.table_catalog = current_database() and c.table_schema not in ('information_schema', 'pg_catalog')
order by c.table_schema <> current_schema(), c.table_schema, c.table_name, c.ordinal_position
"""
_CONNECT = {
    "read_only": True,
    "config": {
        "enable_external_access": False,  # else a question could write files by "copy", and read any
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "lock_configuration": True,
    },
}


def _prepare(_connection: Connection, _limits: Limits) -> None:
    return


def _cut(driver: object) -> None:
    driver.interrupt()  # type: ignore[attr-defined] # duckdb_engine's wrapper, which has no types


DUCKDB = Dialect(
    _prepare,
    probe="select count(*) from duckdb_tables()",
    catalogue=_CATALOGUE,
    cut=_cut,
    grace=0.0,
    connect_arguments={"duckdb_engine": _CONNECT},
    keeps_open=False,
)
