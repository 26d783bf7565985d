"""Exports and erases what the record holds of one person, and erases what is old enough.

On a server functions do it, for logins in the role retention, and the chain stays provable. A file's rows are
erased here, in the same words, and overwritten on the disk.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select, text

from screenpop.storage import schema
from screenpop.storage.colleagues.desk_states import GONE_AFTER
from screenpop.storage.migrations.v0004.views import OF_A_LEG
from screenpop.storage.roles import person

_AT_MOST = 1_000
_ERASED = "create temp table if not exists erased (erasure text, kind text, id, how text)"


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose data it is: a customer's or a number's."""

    customer: str | None = None
    number: str | None = None


def export_person(connection: Connection, who: Subject) -> Mapping[str, list[dict[str, Any]]]:
    """All that the record holds of them, by table; a server keeps on record that it was asked for."""
    if connection.dialect.name == "postgresql":
        asked = text("select screenpop.export_person(:customer, :number)")
        exported: Mapping[str, list[dict[str, Any]]] = connection.execute(asked, _names(who)).scalar_one()
        return exported
    legs = _in_a_file(person.LEGS)
    wanted = {kind: f"{column} in ({legs})" for kind, column in person.OF_THE_LEGS.items()}
    wanted |= {kind: _in_a_file(which, legs) for kind, which in person.OF_THE_CUSTOMER.items()}
    return {kind: _rows(connection, kind, which, who) for kind, which in wanted.items()}


def _rows(connection: Connection, kind: str, which: str, who: Subject) -> list[dict[str, Any]]:
    table = schema.metadata.tables[kind]
    columns = [column for column in table.columns if column.name != "words"]
    asked = select(*columns).where(text(which)).order_by(table.c.at, table.c.id)
    return [
        {column.name: _plain(value) for column, value in zip(columns, row, strict=True)}
        for row in connection.execute(asked, _names(who))
    ]


def _plain(value: object) -> object:
    """As JSON writes it."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="microseconds")
    if isinstance(value, Decimal):
        return float(value)
    return str(value) if isinstance(value, UUID) else value


def erase_person(connection: Connection, who: Subject, reason: str) -> Mapping[str, int]:
    """Erase it; tells how many rows of each table."""
    if connection.dialect.name == "postgresql":
        asked = text("select screenpop.erase_person(:customer, :number, :reason)")
        return _told(connection.execute(asked, {**_names(who), "reason": reason}).scalar_one())
    return _erase_in_a_file(connection, person.OF_A_PERSON, _names(who))


def erase_old(connection: Connection, *, notes_months: int, views_months: int) -> Mapping[str, int]:
    """Erase notes and views older than that: on a server at most a thousand of each, so that agents do not wait."""
    if connection.dialect.name == "postgresql":
        asked = text("select screenpop.erase_old(:notes, :views, :at_most)")
        values = {"notes": notes_months, "views": views_months, "at_most": _AT_MOST}
        return _told(connection.execute(asked, values).scalar_one())
    now = datetime.now(UTC)
    limits: dict[str, Any] = {
        "notes_before": _before(now, notes_months),
        "views_before": _before(now, views_months),
    }
    return _erase_in_a_file(connection, person.OF_OLD_AGE, {**limits, "at_most": -1})


def _names(who: Subject) -> dict[str, Any]:
    return {"customer": who.customer, "number": who.number}


def _told(counts: str | Mapping[str, int]) -> Mapping[str, int]:
    told: Mapping[str, int] = json.loads(counts) if isinstance(counts, str) else counts
    return told


def _before(now: datetime, months: int) -> str:
    """So many months before now, as a file writes it; from the 31st at the latest the 28th."""
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    return _written(now.replace(year=year, month=month + 1, day=min(now.day, 28)))


def _written(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S.%f")


def _in_a_file(sql: str, legs: str = "select id from erased_legs") -> str:
    names = ("customer", "number", "notes_before", "views_before", "at_most", "gone_before")
    return sql.format(erasure="'this'", legs=legs, **{name: f":{name}" for name in names})


def _erase_in_a_file(
    connection: Connection, chosen: tuple[str, ...], values: Mapping[str, Any]
) -> Mapping[str, int]:
    connection.exec_driver_sql("pragma secure_delete = on")  # what goes is overwritten, not only let go of
    connection.exec_driver_sql(_ERASED)
    connection.exec_driver_sql("create temp table if not exists erased_legs (id)")
    for table in ("erased", "erased_legs"):
        connection.exec_driver_sql(f"delete from temp.{table}")
    if "customer" in values:
        connection.execute(text(f"insert into erased_legs {_in_a_file(person.LEGS)}"), values)
    for statement in chosen:
        connection.execute(text(_in_a_file(statement)), values)
    gone_before = _written(datetime.now(UTC) - GONE_AFTER)
    connection.execute(text(_in_a_file(person.GONE_DESKS)), {"gone_before": gone_before})
    for statement in person.CARRY_OUT:
        connection.execute(text(_in_a_file(statement)), values)
    connection.exec_driver_sql(
        f"update legs set ({OF_A_LEG}) = (select {OF_A_LEG} from call_facts f where f.id = legs.id)"
        " where id in (select id from erased where kind = 'calls'"
        " union select call from wrap_ups where id in (select id from erased where kind = 'wrap_ups'))"
    )
    if connection.exec_driver_sql("select 1 from sqlite_master where name = 'call_words'").scalar():
        # the index marks what is gone, and lets go of it only when it is made anew
        connection.exec_driver_sql("insert into call_words (call_words) values ('rebuild')")
    counts = connection.exec_driver_sql("select kind, count(*) as number from erased group by kind").all()
    for table in ("erased", "erased_legs"):
        connection.exec_driver_sql(f"drop table temp.{table}")
    return {row.kind: row.number for row in counts}
