"""What a company shares: facts, offers, looks, lines; legs put together as calls; a server beside the file."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

from screenpop.storage.migrations.v0004 import postgresql, sqlite

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_OF_CALLS = ("calls", "callers_found", "call_details", "party_changes", "pick_ups", "call_ends", "wrap_ups")


def upgrade() -> None:
    """Add columns and tables, then views, functions and triggers, then fill in the legs of what there is."""
    op.execute("drop view call_log")
    for table in _OF_CALLS:
        op.add_column(table, sa.Column("off_ms", sa.Integer, nullable=False, server_default="0"))
        op.add_column(table, sa.Column("recorded_at", sa.DateTime(timezone=True)))
    for table in ("calls", "call_details"):
        for column, kind in (
            ("linked", sa.Text()),
            ("brand", sa.Text()),
            ("waited_ms", sa.Integer()),
            ("keyed", sa.Text()),
        ):
            op.add_column(table, sa.Column(column, kind))
    _of_customers()
    _of_desks()
    _legs()
    _call_log()
    said = postgresql if op.get_context().dialect.name == "postgresql" else sqlite
    for statement in (*said.statements(), said.FILL, *said.of_the_clock()):
        op.get_bind().exec_driver_sql(statement, execution_options={"no_parameters": True})


def _of_a_customer(name: str, *columns: SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("call", sa.Uuid),
        *_when(),
        sa.Column("agent", sa.Text, nullable=False),
        sa.Column("customer_id", sa.Text, nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.ForeignKeyConstraint(["call"], ["calls.id"], name=f"fk_{name}_call"),
    )


def _when() -> tuple[SchemaItem, ...]:
    return (
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("off_ms", sa.Integer, nullable=False, server_default="0"),
        sa.Column("recorded_at", sa.DateTime(timezone=True)),
    )


def _of_customers() -> None:
    _of_a_customer(
        "facts_learned",
        sa.Column("fact", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.CheckConstraint("length(value) <= 500", name="ck_facts_learned_value_length"),
    )
    _index("facts_learned", "customer_id", "fact", "id")
    _of_a_customer(
        "offers_made",
        sa.Column("list", sa.String(16), nullable=False),
        sa.Column("product", sa.Text, nullable=False),
        sa.Column("outcome", sa.String(16), nullable=False),
    )
    _index("offers_made", "customer_id", "id")
    _index("offers_made", "at")
    _of_a_customer(
        "customer_views",
        sa.Column("look", sa.String(16), nullable=False),
        sa.Column("what", sa.Text, nullable=False),
    )
    _index("customer_views", "customer_id", "id")
    _index("customer_views", "at", "id")


def _of_desks() -> None:
    op.create_table(
        "line_changes",
        sa.Column("id", sa.Uuid, nullable=False),
        *_when(),
        sa.Column("agent", sa.Text, nullable=False),
        sa.Column("line", sa.Text, nullable=False),
        sa.Column("up", sa.Boolean, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_line_changes"),
    )
    _index("line_changes", "agent", "at")
    op.create_table(
        "desks",
        sa.Column("agent", sa.Text, nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("agent", name="pk_desks"),
    )


def _facts() -> tuple[SchemaItem, ...]:
    time, text = sa.DateTime(timezone=True), sa.Text()
    return (
        sa.Column("call_id", text, nullable=False),
        sa.Column("offered_at", time, nullable=False),
        *(sa.Column(name, time) for name in ("rang_to", "answered_at", "ended_at", "wrapped_at")),
        sa.Column("agent", text, nullable=False),
        sa.Column("direction", sa.String(8), nullable=False),
        *(sa.Column(name, text) for name in ("number", "presented", "name", "did", "queue", "linked", "brand")),
        sa.Column("waited_ms", sa.Integer),
        *(sa.Column(name, text) for name in ("keyed", "customer_id", "customer", "contact")),
        sa.Column("ending", sa.String(32)),
        *(sa.Column(name, text) for name in ("reason", "disposition", "note")),
    )


def _legs() -> None:
    op.create_table(
        "legs",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("call", sa.Uuid, nullable=False),
        *_facts(),
        *(sa.Column(name, sa.Text) for name in ("name_words", "customer_words", "wrap_up_words", "caller")),
        sa.Column("rings_to", sa.DateTime(timezone=True), nullable=False),
        sa.Column("elsewhere", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.PrimaryKeyConstraint("id", name="pk_legs"),
    )
    for columns in (
        ("offered_at", "id"),
        ("call", "offered_at"),
        ("agent", "offered_at", "id"),
        ("number", "offered_at"),
        ("caller", "rings_to"),
        ("caller", "offered_at"),
        ("linked",),
        ("call_id",),
        ("customer_id", "offered_at"),
    ):
        _index("legs", *columns)


def _call_log() -> None:
    op.create_table(
        "call_log",
        sa.Column("place", sa.BigInteger().with_variant(sa.Integer, "sqlite"), nullable=False),
        sa.Column("call", sa.Uuid, nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        *_facts(),
        sa.Column("legs", sa.Integer, nullable=False),
        sa.Column("words", sa.Text),
        sa.PrimaryKeyConstraint("place", name="pk_call_log"),
        sa.UniqueConstraint("call", name="uq_call_log_call"),
    )
    _index("call_log", "offered_at", "id")
    for column in ("number", "presented", "customer_id", "did", "queue", "ending", "disposition"):
        _index("call_log", column, "offered_at", "id")


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))
