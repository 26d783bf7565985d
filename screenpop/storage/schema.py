"""The tables of the record.

Rows are only ever inserted: a correction is a new row, and the newest row of a call counts. Ids are UUIDv7,
made where the fact was captured, so that keeping or shipping a row twice keeps it once. Columns called
`words` hold folded text for searching. The view `call_facts` puts the rows of one leg together, and triggers keep what
it says in the table `legs`, with the call that each leg is part of; others keep one row a call in the table `call_log`.
Both can be made anew from the rows; the text of it stands in the migrations. `off_ms` is by how much the desk's clock
was wrong; `at` is put right already. Only Core is used: `sqlalchemy.orm` would cost the desktop 34 MB.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Numeric,
    String,
    Table,
    Text,
    TypeDecorator,
    Uuid,
    false,
)

from screenpop.storage.spool.keepable import LONGEST_FACT, LONGEST_NOTE, LONGEST_PRODUCTS, LONGEST_PROMISE


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

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None]:  # noqa: ARG002 # SQLAlchemy's signature
        """Give an aware time in UTC; an export reads millions, so nobody else's processor stands between."""
        if dialect.name == "sqlite":
            return _from_file
        return lambda kept: None if kept is None else kept.astimezone(UTC)


def _from_file(kept: str | None) -> datetime | None:
    """Without a zone, unless another tool wrote it."""
    if kept is None:
        return None
    return datetime.fromisoformat(kept if kept[-6] == "+" else f"{kept}+00:00")


class Amount(TypeDecorator[Decimal]):
    """An amount of money to four places; SQLite, which has no decimal numbers, keeps it as text."""

    impl = Numeric(18, 4).with_variant(Text(), "sqlite")
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Decimal | str | None:
        """Write it out for a file."""
        return str(value) if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Decimal | str | None, dialect: Dialect) -> Decimal | None:  # noqa: ARG002 # SQLAlchemy's signature
        """Read it as it was written."""
        return None if value is None else Decimal(value)


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def _id() -> Column[object]:
    return Column("id", Uuid, primary_key=True)


def _call() -> Column[object]:
    return Column("call", Uuid, ForeignKey("calls.id"), nullable=False)


def _when() -> tuple[Column[object], ...]:
    """When it happened; by how much the desk's clock was off; when the shared database got it."""
    return (
        Column("at", UtcTime, nullable=False),
        Column("off_ms", Integer, nullable=False, server_default="0"),
        Column("recorded_at", UtcTime),
    )


calls = Table(
    "calls",
    metadata,
    _id(),
    Column("call_id", Text, nullable=False),
    *_when(),
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
    Column("linked", Text),
    Column("brand", Text),
    Column("waited_ms", Integer),
    Column("keyed", Text),
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
    *_when(),
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
    *_when(),
    Column("name", Text),
    Column("did", Text),
    Column("queue", Text),
    Column("words", Text),
    Column("linked", Text),
    Column("brand", Text),
    Column("waited_ms", Integer),
    Column("keyed", Text),
)
Index(None, call_details.c.call, call_details.c.id)

party_changes = Table(
    "party_changes",
    metadata,
    _id(),
    _call(),
    *_when(),
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

pick_ups = Table("pick_ups", metadata, _id(), _call(), *_when())
Index(None, pick_ups.c.call, pick_ups.c.id)

call_ends = Table(
    "call_ends", metadata, _id(), _call(), *_when(), Column("ending", String(32), nullable=False)
)
Index(None, call_ends.c.call, call_ends.c.id)

wrap_ups = Table(
    "wrap_ups",
    metadata,
    _id(),
    _call(),
    *_when(),
    Column("agent", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("disposition", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("words", Text, nullable=False),
    CheckConstraint(f"length(note) <= {LONGEST_NOTE}", name="note_length"),
)
Index(None, wrap_ups.c.call, wrap_ups.c.id)

facts_learned = Table(
    "facts_learned",
    metadata,
    _id(),
    Column("call", Uuid, ForeignKey("calls.id")),
    *_when(),
    Column("agent", Text, nullable=False),
    Column("customer_id", Text, nullable=False),
    Column("fact", Text, nullable=False),
    Column("value", Text, nullable=False),
    CheckConstraint(f"length(value) <= {LONGEST_FACT}", name="value_length"),
)
Index(None, facts_learned.c.customer_id, facts_learned.c.fact, facts_learned.c.id)

offers_made = Table(
    "offers_made",
    metadata,
    _id(),
    Column("call", Uuid, ForeignKey("calls.id")),
    *_when(),
    Column("agent", Text, nullable=False),
    Column("customer_id", Text, nullable=False),
    Column("list", String(16), nullable=False),
    Column("product", Text, nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("method", Text),
)
Index(None, offers_made.c.customer_id, offers_made.c.id)
Index(None, offers_made.c.at)
Index(None, offers_made.c.call, offers_made.c.product, offers_made.c.id, offers_made.c.outcome)


def _of_a_customer() -> tuple[Column[object], ...]:
    return (
        _id(),
        Column("call", Uuid, ForeignKey("calls.id")),
        *_when(),
        Column("agent", Text, nullable=False),
        Column("customer_id", Text, nullable=False),
    )


offers_shown = Table(
    "offers_shown",
    metadata,
    *_of_a_customer(),
    Column("products", Text, nullable=False),
    Column("held_out", Boolean, nullable=False),
    CheckConstraint(f"length(products) <= {LONGEST_PRODUCTS}", name="products_length"),
)
"""`products` is JSON: [[list, product, method], …], in the order of the card."""
Index(None, offers_shown.c.customer_id, offers_shown.c.id)
Index(None, offers_shown.c.at, offers_shown.c.id)

gestures_given = Table(
    "gestures_given",
    metadata,
    *_of_a_customer(),
    Column("gesture", Text, nullable=False),
    Column("worth", Amount),
    Column("currency", Text),
)
Index(None, gestures_given.c.customer_id, gestures_given.c.id)
Index(None, gestures_given.c.at, gestures_given.c.id)

permissions_noted = Table(
    "permissions_noted",
    metadata,
    *_of_a_customer(),
    Column("contact", Text),
    Column("channel", String(16), nullable=False),
    Column("allowed", Boolean, nullable=False),
)
Index(None, permissions_noted.c.customer_id, permissions_noted.c.id)
Index(None, permissions_noted.c.at, permissions_noted.c.id)
Index(None, permissions_noted.c.channel, permissions_noted.c.customer_id)

customer_views = Table(
    "customer_views",
    metadata,
    _id(),
    Column("call", Uuid, ForeignKey("calls.id")),
    *_when(),
    Column("agent", Text, nullable=False),
    Column("customer_id", Text, nullable=False),
    Column("look", String(16), nullable=False),
    Column("what", Text, nullable=False),
)
Index(None, customer_views.c.customer_id, customer_views.c.id)
Index(None, customer_views.c.at, customer_views.c.id)

checks_made = Table(
    "checks_made",
    metadata,
    _id(),
    Column("call", Uuid, ForeignKey("calls.id")),
    *_when(),
    Column("agent", Text, nullable=False),
    Column("customer_id", Text, nullable=False),
    Column("check_name", Text, nullable=False),
    Column("was_right", Boolean, nullable=False),
)
Index(None, checks_made.c.customer_id, checks_made.c.id)
Index(None, checks_made.c.at, checks_made.c.id)


def _promised() -> tuple[Column[object], ...]:
    return (
        Column("kind", String(16), nullable=False),
        Column("due", UtcTime, nullable=False),
        Column("what", Text, nullable=False),
        Column("taken_by", Text),
        Column("customer_id", Text),
        Column("customer", Text),
        Column("contact", Text),
        Column("number", Text),
    )


promises = Table(
    "promises",
    metadata,
    _id(),
    Column("call", Uuid, ForeignKey("calls.id")),
    *_when(),
    Column("agent", Text, nullable=False),
    *_promised(),
    Column("words", Text, nullable=False),
    CheckConstraint(f"length(what) <= {LONGEST_PROMISE}", name="what_length"),
)
Index(None, promises.c.customer_id, promises.c.id)
Index(None, promises.c.number)
Index(None, promises.c.call)

promises_taken = Table(
    "promises_taken",
    metadata,
    _id(),
    Column("promise", Uuid, ForeignKey("promises.id"), nullable=False),
    *_when(),
    Column("agent", Text, nullable=False),
    Column("taken_by", Text),
)
Index(None, promises_taken.c.promise, promises_taken.c.id)

promises_settled = Table(
    "promises_settled",
    metadata,
    _id(),
    Column("promise", Uuid, ForeignKey("promises.id"), nullable=False),
    *_when(),
    Column("agent", Text, nullable=False),
    Column("ended_as", String(16), nullable=False),
)
Index(None, promises_settled.c.promise, promises_settled.c.id)
Index(None, promises_settled.c.at)

promises_due = Table(
    "promises_due",
    metadata,
    _id(),
    Column("call", Uuid),
    Column("agent", Text, nullable=False),
    *_promised(),
)
"""What is promised and not settled, one row a promise, kept by triggers. `agent` made it; `taken_by` is who sees to it:
a claim counts if nobody had it when the claim came in, or if whoever had it let go of it."""
Index(None, promises_due.c.due, promises_due.c.id)
Index(None, promises_due.c.customer_id, promises_due.c.due)

line_changes = Table(
    "line_changes",
    metadata,
    _id(),
    *_when(),
    Column("agent", Text, nullable=False),
    Column("line", Text, nullable=False),
    Column("up", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
)
Index(None, line_changes.c.agent, line_changes.c.at)

desks = Table(
    "desks",
    metadata,
    Column("agent", Text, primary_key=True),
    Column("seen_at", UtcTime, nullable=False),
    Column("state", Text, nullable=False),
)
"""What each desk does now: one row an agent, written over and over, no part of the record. `state` is JSON."""


def _leg() -> tuple[Column[object], ...]:
    return (
        Column("call_id", Text, nullable=False),
        Column("offered_at", UtcTime, nullable=False),
        Column("rang_to", UtcTime),
        Column("answered_at", UtcTime),
        Column("ended_at", UtcTime),
        Column("wrapped_at", UtcTime),
        Column("agent", Text, nullable=False),
        Column("direction", String(8), nullable=False),
        Column("number", Text),
        Column("presented", Text),
        Column("name", Text),
        Column("did", Text),
        Column("queue", Text),
        Column("linked", Text),
        Column("brand", Text),
        Column("waited_ms", Integer),
        Column("keyed", Text),
        Column("customer_id", Text),
        Column("customer", Text),
        Column("contact", Text),
        Column("ending", String(32)),
        Column("reason", Text),
        Column("disposition", Text),
        Column("note", Text),
    )


legs = Table(
    "legs",
    metadata,
    _id(),
    Column("call", Uuid, nullable=False),
    *_leg(),
    Column("name_words", Text),
    Column("customer_words", Text),
    Column("wrap_up_words", Text),
    Column("caller", Text),
    Column("rings_to", UtcTime, nullable=False),
    Column("elsewhere", Boolean, nullable=False, server_default=false()),
)
"""Each leg with all that its rows say, kept by triggers. `call` is the earliest leg of the call that it is part of;
`rang_to` is when it stopped ringing, None while it rings; `elsewhere` tells that another leg of the call was answered.
Legs are put together by who called first (`caller`: the number, or as presented; None if withheld) and by how long
they ring (`rings_to`: three minutes where nobody knows yet)."""
Index(None, legs.c.offered_at, legs.c.id)
Index(None, legs.c.call, legs.c.offered_at)
Index(None, legs.c.agent, legs.c.offered_at, legs.c.id)
Index(None, legs.c.number, legs.c.offered_at)
Index(None, legs.c.caller, legs.c.rings_to)
Index(None, legs.c.caller, legs.c.offered_at)
Index(None, legs.c.linked)
Index(None, legs.c.call_id)
Index(None, legs.c.customer_id, legs.c.offered_at)

call_log = Table(
    "call_log",
    metadata,
    Column("place", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("call", Uuid, nullable=False, unique=True),
    Column("id", Uuid, nullable=False),
    *_leg(),
    Column("legs", Integer, nullable=False),
    Column("words", Text),
)
"""One row a call, kept by triggers: what its first leg says of the caller, what the leg that was answered first says
of the rest. `id` is that leg's, else the first one's. `ending` is the call's: ended if anybody answered, else the
best known of its legs'. `words` holds what any of its legs may be found by; an index of three letters each finds what
stands anywhere in it, where the database can: `call_words` in a file, by `place`; pg_trgm on a server."""
Index(None, call_log.c.offered_at, call_log.c.id)
Index(None, call_log.c.number, call_log.c.offered_at, call_log.c.id)
Index(None, call_log.c.presented, call_log.c.offered_at, call_log.c.id)
Index(None, call_log.c.customer_id, call_log.c.offered_at, call_log.c.id)
Index(None, call_log.c.did, call_log.c.offered_at, call_log.c.id)
Index(None, call_log.c.queue, call_log.c.offered_at, call_log.c.id)
Index(None, call_log.c.ending, call_log.c.offered_at, call_log.c.id)
Index(None, call_log.c.disposition, call_log.c.offered_at, call_log.c.id)
