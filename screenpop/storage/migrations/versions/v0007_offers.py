"""What was suggested, what was given out of goodwill and what customers allow; on a server, what was learnt, too.

`offers_made.method` is null in what was written before: a row's canonical text leaves out what is null, so that the
chain's digests of old rows hold.
"""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ENTRIES = ("offers_shown", "gestures_given", "permissions_noted")

_WORDS = """
alter table screenpop.offers_made add constraint ck_offers_made_method_length check (length(method) <= 1000);
alter table screenpop.permissions_noted add constraint ck_permissions_noted_channel
    check (channel in ('all', 'phone', 'email', 'post', 'message'));
alter table screenpop.gestures_given add constraint ck_gestures_given_worth
    check (worth <> 'NaN' and (worth is null) = (currency is null));
"""

_LEARNER = """
alter table screenpop.member drop constraint member_role_check;
alter table screenpop.member add constraint member_role_check
    check (role in ('agent', 'supervisor', 'auditor', 'retention', 'learner'));
"""

_LEARNT = """
create table screenpop.learnt_runs (
    run bigint generated always as identity primary key,
    as_of date not null,
    report text not null,
    began_at timestamptz not null default clock_timestamp(),
    finished_at timestamptz
);
comment on table screenpop.learnt_runs is
    'Each run of learning; the newest finished one counts, others are remains that the next run clears away';

create table screenpop.learnt_products (
    run bigint not null,
    product text not null,
    name text not null,
    category text,
    primary key (run, product)
);

create table screenpop.learnt_offers (
    run bigint not null,
    customer text not null,
    list text not null,
    place integer not null,
    product text not null,
    score double precision not null,
    reason text not null,
    method text not null,
    primary key (run, customer, list, place)
);

create table screenpop.learnt_worth (
    run bigint not null,
    customer text not null,
    segment text not null,
    since date not null,
    trend text,
    leaving boolean not null,
    important boolean not null,
    why text not null,
    primary key (run, customer)
);

create table screenpop.learnt_scores (
    run bigint not null,
    customer text not null,
    segment text not null,
    recency integer not null,
    frequency integer not null,
    monetary integer not null,
    alive double precision,
    purchases double precision,
    value double precision,
    currency text,
    primary key (run, customer)
);

create table screenpop.learnt_pairs (
    run bigint not null,
    product text not null,
    partner text not null,
    share double precision not null,
    customers integer not null,
    closeness double precision not null,
    primary key (run, product, partner)
);

create table screenpop.learnt_rhythms (
    run bigint not null,
    customer text not null,
    product text not null,
    times integer not null,
    gap double precision,
    last date not null,
    usual double precision not null,
    primary key (run, customer, product)
);
"""


def upgrade() -> None:
    """Add tables and indexes; on a server the guards and the chain as of all entries, and what was learnt."""
    _tables()
    if op.get_context().dialect.name != "postgresql":
        return
    run = op.get_bind().exec_driver_sql
    for statement in _on_a_server():
        run(statement, execution_options={"no_parameters": True})


def _tables() -> None:
    op.add_column("offers_made", sa.Column("method", sa.Text))
    told_last = ["call", "product", "id", "outcome"]
    op.create_index(f"ix_offers_made_{'_'.join(told_last)}", "offers_made", told_last)
    _entry(
        "offers_shown",
        sa.Column("products", sa.Text, nullable=False),
        sa.Column("held_out", sa.Boolean, nullable=False),
        sa.CheckConstraint("length(products) <= 20000", name="ck_offers_shown_products_length"),
    )
    _entry(
        "gestures_given",
        sa.Column("gesture", sa.Text, nullable=False),
        sa.Column("worth", sa.Numeric(18, 4).with_variant(sa.Text(), "sqlite")),
        sa.Column("currency", sa.Text),
    )
    _entry(
        "permissions_noted",
        sa.Column("contact", sa.Text),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("allowed", sa.Boolean, nullable=False),
    )
    op.create_index("ix_permissions_noted_channel_customer_id", "permissions_noted", ["channel", "customer_id"])


def _entry(name: str, *rest: SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("call", sa.Uuid),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("off_ms", sa.Integer, nullable=False, server_default="0"),
        sa.Column("recorded_at", sa.DateTime(timezone=True)),
        sa.Column("agent", sa.Text, nullable=False),
        sa.Column("customer_id", sa.Text, nullable=False),
        *rest,
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.ForeignKeyConstraint(["call"], ["calls.id"], name=f"fk_{name}_call"),
    )
    op.create_index(f"ix_{name}_customer_id_id", name, ["customer_id", "id"])
    op.create_index(f"ix_{name}_at_id", name, ["at", "id"])


def _on_a_server() -> Iterator[str]:
    yield _WORDS
    yield _LEARNER
    for table in ENTRIES:
        yield from _guarded(table)
    yield _LEARNT


def _guarded(table: str) -> Iterator[str]:
    """The server's clock, limits of texts, turns, guard and chain; see the steps 0004 and 0005."""
    for column in sa.inspect(op.get_bind()).get_columns(table, schema="screenpop"):
        name = column["name"]
        if isinstance(column["type"], sa.Text) and name != "products":
            yield (
                f"alter table screenpop.{table} add constraint ck_{table}_{name}_length"
                f" check (length({name}) <= 1000)"
            )
    yield f"""
        alter table screenpop.{table} alter column recorded_at set default clock_timestamp();
        alter table screenpop.{table} alter column recorded_at set not null;
        alter table screenpop.{table} add constraint ck_{table}_at_not_ahead
            check (at <= recorded_at + interval '5 minutes');
        create trigger a_turn before insert on screenpop.{table}
            for each statement execute function screenpop.chain_turn();
        create trigger a_guard before insert on screenpop.{table}
            for each row execute function screenpop.guard_entry('agent');
        create trigger a_link after insert on screenpop.{table}
            for each row execute function screenpop.chain_entry();
        """
