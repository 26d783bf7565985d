"""The calls, what became of them, and the view that puts them together."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

CALL_LOG = """
create view call_log as
select
    c.id,
    c.call_id,
    c.at as offered_at,
    p.at as answered_at,
    e.at as ended_at,
    c.agent,
    c.direction,
    coalesce((select d.number from call_details d where d.call = c.id and d.number is not null
              order by d.id desc limit 1), c.number) as number,
    coalesce((select d.presented from call_details d where d.call = c.id and d.presented is not null
              order by d.id desc limit 1), c.presented) as presented,
    coalesce((select d.name from call_details d where d.call = c.id and d.name is not null
              order by d.id desc limit 1), c.name) as name,
    coalesce((select d.did from call_details d where d.call = c.id and d.did is not null
              order by d.id desc limit 1), c.did) as did,
    coalesce((select d.queue from call_details d where d.call = c.id and d.queue is not null
              order by d.id desc limit 1), c.queue) as queue,
    f.customer_id,
    f.customer,
    f.contact,
    e.ending,
    w.reason,
    w.disposition,
    w.note,
    coalesce((select d.words from call_details d where d.call = c.id and d.words is not null
              order by d.id desc limit 1), c.words) as name_words,
    f.words as customer_words,
    w.words as wrap_up_words
from calls c
left join pick_ups p on p.id = (select id from pick_ups where call = c.id order by id desc limit 1)
left join call_ends e on e.id = (select id from call_ends where call = c.id order by id desc limit 1)
left join callers_found f on f.id = (select id from callers_found where call = c.id order by id desc limit 1)
left join wrap_ups w on w.id = (select id from wrap_ups where call = c.id order by id desc limit 1)
"""


def _of_a_call(name: str, *columns: SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("call", sa.Uuid, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.ForeignKeyConstraint(["call"], ["calls.id"], name=f"fk_{name}_call"),
    )
    op.create_index(f"ix_{name}_call_id", name, ["call", "id"])


def upgrade() -> None:
    """Create all of it."""
    op.create_table(
        "calls",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("call_id", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agent", sa.Text, nullable=False),
        sa.Column("direction", sa.String(8), nullable=False),
        sa.Column("number", sa.Text),
        sa.Column("presented", sa.Text),
        sa.Column("name", sa.Text),
        sa.Column("withheld", sa.Boolean, nullable=False),
        sa.Column("did", sa.Text),
        sa.Column("queue", sa.Text),
        sa.Column("trust", sa.String(16), nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_calls"),
    )
    op.create_index("ix_calls_at_id", "calls", ["at", "id"])
    op.create_index("ix_calls_agent_at_id", "calls", ["agent", "at", "id"])
    op.create_index("ix_calls_number", "calls", ["number"])
    op.create_index("ix_calls_presented", "calls", ["presented"])
    op.create_index("ix_calls_call_id", "calls", ["call_id"])
    _of_a_call(
        "callers_found",
        sa.Column("customer_id", sa.Text, nullable=False),
        sa.Column("customer", sa.Text, nullable=False),
        sa.Column("contact", sa.Text),
        sa.Column("words", sa.Text, nullable=False),
    )
    op.create_index("ix_callers_found_customer_id", "callers_found", ["customer_id"])
    _of_a_call(
        "call_details",
        sa.Column("number", sa.Text),
        sa.Column("presented", sa.Text),
        sa.Column("name", sa.Text),
        sa.Column("did", sa.Text),
        sa.Column("queue", sa.Text),
        sa.Column("words", sa.Text),
    )
    op.create_index("ix_call_details_number", "call_details", ["number"])
    op.create_index("ix_call_details_presented", "call_details", ["presented"])
    _of_a_call("pick_ups")
    _of_a_call("call_ends", sa.Column("ending", sa.String(32), nullable=False))
    _of_a_call(
        "wrap_ups",
        sa.Column("agent", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("disposition", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.CheckConstraint("length(note) <= 20000", name="ck_wrap_ups_note_length"),
    )
    op.execute(CALL_LOG)
