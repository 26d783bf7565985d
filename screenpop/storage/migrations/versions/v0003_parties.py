"""Who came on a call later, by a transfer: a party of its own, whom nothing of the earlier one is told of."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
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
    case when x.id is null then c.number else x.number end as number,
    case when x.id is null then c.presented else x.presented end as presented,
    coalesce((select d.name from call_details d where d.call = c.id and d.name is not null
              and (x.id is null or d.id > x.id) order by d.id desc limit 1),
             case when x.id is null then c.name else x.name end) as name,
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
              and (x.id is null or d.id > x.id) order by d.id desc limit 1),
             case when x.id is null then c.words else x.words end) as name_words,
    f.words as customer_words,
    w.words as wrap_up_words
from calls c
left join party_changes x on x.id = (select id from party_changes where call = c.id order by id desc limit 1)
left join pick_ups p on p.id = (select id from pick_ups where call = c.id order by id desc limit 1)
left join call_ends e on e.id = (select id from call_ends where call = c.id order by id desc limit 1)
left join callers_found f on f.id = (select id from callers_found where call = c.id order by id desc limit 1)
    and (x.id is null or f.id > x.id)
left join wrap_ups w on w.id = (select id from wrap_ups where call = c.id order by id desc limit 1)
"""


MOVE = """
insert into party_changes (id, call, at, number, presented, name, withheld, trust, words)
select id, call, at, number, presented, name, false, 'unconfirmed', coalesce(words, '')
from call_details where number is not null or presented is not null
"""


def upgrade() -> None:
    """Add the table, move what details told of numbers into it, and make the view anew."""
    op.create_table(
        "party_changes",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("call", sa.Uuid, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.Text),
        sa.Column("presented", sa.Text),
        sa.Column("name", sa.Text),
        sa.Column("withheld", sa.Boolean, nullable=False),
        sa.Column("trust", sa.String(16), nullable=False),
        sa.Column("transferred_by", sa.Text),
        sa.Column("words", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_party_changes"),
        sa.ForeignKeyConstraint(["call"], ["calls.id"], name="fk_party_changes_call"),
    )
    op.create_index("ix_party_changes_call_id", "party_changes", ["call", "id"])
    op.create_index("ix_party_changes_number", "party_changes", ["number"])
    op.create_index("ix_party_changes_presented", "party_changes", ["presented"])
    op.execute("drop view call_log")
    op.execute(MOVE)
    for column in ("number", "presented"):
        op.drop_index(f"ix_call_details_{column}", "call_details")
        op.drop_column("call_details", column)
    op.execute(CALL_LOG)
