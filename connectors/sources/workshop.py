"""Temporary tables in a PostgreSQL server: made in transactions of our own, filled in ones that only read."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from zoneinfo import available_timezones

from sqlalchemy import Connection, text

_COLUMNS = """
select attname, pg_catalog.format_type(atttypid, null) from pg_catalog.pg_attribute
where attrelid = 'pg_temp.{name}'::regclass and attnum > 0 order by attnum"""
_WHOLE = {"stream_results": False}  # what gives no rows cannot be asked for them part by part
_MEMORY = "256MB"  # for each sort and hash, where the server's own default is for questions of a second


class PostgreSQLWorkshop:
    """Names are ours, questions come from the settings or from learning; see `screenpop.ports.source.Workshop`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._zone = _zone()
        connection.rollback()

    @property
    def days_end_as_here(self) -> bool:
        """Points in time fall on this computer's days."""
        return self._zone is not None

    def see(self, name: str, question: str) -> Mapping[str, str]:
        """Give a question a name."""
        self._begin(may_write=True)
        view = text(f"create temporary view {name} as {question.strip().rstrip(';')}")
        self._connection.execute(view, execution_options=_WHOLE)
        self._connection.commit()
        self._begin(may_write=False)
        rows = self._connection.exec_driver_sql(_COLUMNS.format(name=name)).fetchall()
        self._connection.commit()
        return {str(column): str(kind) for column, kind in rows}

    def make(self, name: str, columns: Mapping[str, str], question: str) -> None:
        """Fill a table; the login may make temporary ones, which touches nothing of the database."""
        told = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
        self._begin(may_write=True)
        self._do(f"create temporary table {name} ({told})")
        self._connection.commit()
        self._begin(may_write=False)
        into = ", ".join(f'"{column}"' for column in columns)
        self._do(
            f"insert into {name} ({into}) select {into} from ({question}) as given"  # noqa: S608 # ours, see above
        )
        self._do(f"analyze {name}")
        self._connection.commit()

    def rows(self, question: str, *, at_once: int) -> Iterator[Sequence[Sequence[object]]]:
        """The answer to a question, so many rows at once."""
        self._begin(may_write=False)
        with self._connection.exec_driver_sql(question) as result:
            yield from result.partitions(at_once)
        self._connection.commit()

    def drop(self, name: str) -> None:
        """Let go of a table."""
        self._begin(may_write=True)
        self._do(f"drop table {name}")
        self._connection.commit()

    def _begin(self, *, may_write: bool) -> None:
        self._do(
            f"select set_config('transaction_read_only', '{'off' if may_write else 'on'}', true),"
            f" set_config('statement_timeout', '0', true), set_config('work_mem', '{_MEMORY}', true)"
            + (f", set_config('TimeZone', '{self._zone}', true)" if self._zone else "")
        )

    def _do(self, statement: str) -> None:
        self._connection.exec_driver_sql(statement, execution_options=_WHOLE).close()


def _zone() -> str | None:
    """The name of this computer's time zone; None where it is not told, as on Windows."""
    named = os.environ.get("TZ", "").lstrip(":")
    if not named and os.name == "posix":
        file = Path("/etc/localtime")
        named = str(file.resolve()).partition("zoneinfo/")[2] if file.exists() else "UTC"
    return named if named in available_timezones() else None
