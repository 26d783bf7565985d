"""The tables of the record.

Rows are only ever inserted: a correction is a new row, and the newest row of a call counts. Ids are UUIDv7,
made where the fact was captured, so that keeping or shipping a row twice keeps it once. Columns called
`words` hold folded text for searching. The view `call_log` puts the rows of a call together; its text stands
in the migrations. Only Core is used: `sqlalchemy.orm` would cost the desktop 34 MB.
"""

from datetime import UTC, datetime

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    Uuid,
)

LONGEST_NOTE = 20_000


class UtcTime(TypeDecorator[datetime]):
    """A point in time, kept in UTC; SQLite keeps no time zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 # SQLAlchemy's signature
        """Turn an aware time into UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 # SQLAlchemy's signature
        """Give an aware time in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def _id() -> Column[object]:
    return Column("id", Uuid, primary_key=True)


def _call() -> Column[object]:
    return Column("call", Uuid, ForeignKey("calls.id"), nullable=False)


def _at() -> Column[datetime]:
    return Column("at", UtcTime, nullable=False)


calls = Table(
    "calls",
    metadata,
    _id(),
    Column("call_id", Text, nullable=False),
    _at(),
    Column("agent", Text, nullable=False),
    Column("direction", String(8), nullable=False),
    Column("number", Text),
    Column("presented", Text),
    Column("name", Text),
    Column("withheld", Boolean, nullable=False),
    Column("did", Text),
    Column("queue", Text),
    Column("trust", String(16), nullable=False),
    Column("words", Text, nullable=False),
)
Index(None, calls.c.at, calls.c.id)
Index(None, calls.c.agent, calls.c.at, calls.c.id)
Index(None, calls.c.number, calls.c.at, calls.c.id)
Index(None, calls.c.presented, calls.c.at, calls.c.id)
Index(None, calls.c.call_id)

callers_found = Table(
    "callers_found",
    metadata,
    _id(),
    _call(),
    _at(),
    Column("customer_id", Text, nullable=False),
    Column("customer", Text, nullable=False),
    Column("contact", Text),
    Column("words", Text, nullable=False),
)
Index(None, callers_found.c.call, callers_found.c.id)
Index(None, callers_found.c.customer_id)

call_details = Table(
    "call_details",
    metadata,
    _id(),
    _call(),
    _at(),
    Column("name", Text),
    Column("did", Text),
    Column("queue", Text),
    Column("words", Text),
)
Index(None, call_details.c.call, call_details.c.id)

party_changes = Table(
    "party_changes",
    metadata,
    _id(),
    _call(),
    _at(),
    Column("number", Text),
    Column("presented", Text),
    Column("name", Text),
    Column("withheld", Boolean, nullable=False),
    Column("trust", String(16), nullable=False),
    Column("transferred_by", Text),
    Column("words", Text, nullable=False),
)
Index(None, party_changes.c.call, party_changes.c.id)
Index(None, party_changes.c.number)
Index(None, party_changes.c.presented)

pick_ups = Table("pick_ups", metadata, _id(), _call(), _at())
Index(None, pick_ups.c.call, pick_ups.c.id)

call_ends = Table("call_ends", metadata, _id(), _call(), _at(), Column("ending", String(32), nullable=False))
Index(None, call_ends.c.call, call_ends.c.id)

wrap_ups = Table(
    "wrap_ups",
    metadata,
    _id(),
    _call(),
    _at(),
    Column("agent", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("disposition", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("words", Text, nullable=False),
    CheckConstraint(f"length(note) <= {LONGEST_NOTE}", name="note_length"),
)
Index(None, wrap_ups.c.call, wrap_ups.c.id)

call_log = Table(
    "call_log",
    MetaData(),  # a view: not among the tables that migrations are compared with
    Column("id", Uuid),
    Column("call_id", Text),
    Column("offered_at", UtcTime),
    Column("answered_at", UtcTime),
    Column("ended_at", UtcTime),
    Column("agent", Text),
    Column("direction", String),
    Column("number", Text),
    Column("presented", Text),
    Column("name", Text),
    Column("did", Text),
    Column("queue", Text),
    Column("customer_id", Text),
    Column("customer", Text),
    Column("contact", Text),
    Column("ending", String),
    Column("reason", Text),
    Column("disposition", Text),
    Column("note", Text),
    Column("name_words", Text),
    Column("customer_words", Text),
    Column("wrap_up_words", Text),
)
