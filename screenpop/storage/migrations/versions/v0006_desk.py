"""What the agent's desk adds: checks that callers answered, and promises with who took and who settled them.

What is due, and who sees to it, triggers keep in `promises_due`. A claim counts if nobody had the promise when it came
in, or if whoever had it wrote it: of two agents who claim the same thing, the first one has it.
"""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ENTRIES = ("checks_made", "promises", "promises_taken", "promises_settled")

_OF_WHAT_IS_DUE = "id, call, due, kind, what, agent, taken_by, customer_id, customer, contact, number"
_NEW = ", ".join(f"new.{column}" for column in _OF_WHAT_IS_DUE.split(", "))

_MADE = f"insert into promises_due ({_OF_WHAT_IS_DUE}) values ({_NEW})"
_TAKEN = (
    "update promises_due set taken_by = new.taken_by"
    " where id = new.promise and (taken_by is null or taken_by = new.agent)"
)
_SETTLED = "delete from promises_due where id = new.promise"
_ERASED = "delete from promises_due where id = old.id"

_KEEP_DUE = f"""
create function screenpop.keep_due() returns trigger
language plpgsql security definer set search_path = pg_catalog, screenpop, pg_temp
as $$
begin
    case tg_table_name
    when 'promises_taken' then
        {_TAKEN};
        if found and new.taken_by = new.agent then
            insert into agent_customers (agent, customer_id)
            select new.agent, d.customer_id from promises_due d
            where d.id = new.promise and d.customer_id is not null
            on conflict do nothing;
        end if;
    when 'promises_settled' then
        {_SETTLED};
    else
        if tg_op = 'INSERT' then {_MADE}; else {_ERASED}; end if;
    end case;
    return null;
end $$;
"""

_WORDS = """
alter table screenpop.promises add constraint ck_promises_kind check (kind in ('call_back', 'promise'));
alter table screenpop.promises add constraint ck_promises_due
    check (due between timestamptz '1970-01-01 00:00:00+00' and timestamptz '9999-12-31 00:00:00+00');
alter table screenpop.promises_settled add constraint ck_promises_settled_ended_as
    check (ended_as in ('kept', 'dropped'));
"""


def upgrade() -> None:
    """Add tables and indexes; on a server the guards and the chain as of all entries."""
    _tables()
    run = op.get_bind().exec_driver_sql
    server = op.get_context().dialect.name == "postgresql"
    for statement in _on_a_server() if server else _in_a_file():
        run(statement, execution_options={"no_parameters": True})


def _tables() -> None:
    _entry(
        "checks_made",
        *_of_a_call(),
        sa.Column("customer_id", sa.Text, nullable=False),
        sa.Column("check_name", sa.Text, nullable=False),
        sa.Column("was_right", sa.Boolean, nullable=False),
        sa.ForeignKeyConstraint(["call"], ["calls.id"], name="fk_checks_made_call"),
    )
    _index("checks_made", "customer_id", "id")
    _index("checks_made", "at", "id")
    _entry(
        "promises",
        *_of_a_call(),
        *_promised(),
        sa.Column("words", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["call"], ["calls.id"], name="fk_promises_call"),
        sa.CheckConstraint("length(what) <= 2000", name="ck_promises_what_length"),
    )
    _index("promises", "customer_id", "id")
    _index("promises", "number")
    _index("promises", "call")
    _of_a_promise("promises_taken", sa.Column("taken_by", sa.Text))
    _of_a_promise("promises_settled", sa.Column("ended_as", sa.String(16), nullable=False))
    _index("promises_settled", "at")
    op.create_table(
        "promises_due",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("call", sa.Uuid),
        sa.Column("agent", sa.Text, nullable=False),
        *_promised(),
        sa.PrimaryKeyConstraint("id", name="pk_promises_due"),
    )
    _index("promises_due", "due", "id")
    _index("promises_due", "customer_id", "due")


def _of_a_promise(name: str, column: sa.Column[object]) -> None:
    _entry(
        name,
        sa.Column("promise", sa.Uuid, nullable=False),
        *_when(),
        sa.Column("agent", sa.Text, nullable=False),
        column,
        sa.ForeignKeyConstraint(["promise"], ["promises.id"], name=f"fk_{name}_promise"),
    )
    _index(name, "promise", "id")


def _entry(name: str, *rest: SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Uuid, nullable=False),
        *rest,
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
    )


def _of_a_call() -> tuple[SchemaItem, ...]:
    return (sa.Column("call", sa.Uuid), *_when(), sa.Column("agent", sa.Text, nullable=False))


def _when() -> tuple[SchemaItem, ...]:
    return (
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("off_ms", sa.Integer, nullable=False, server_default="0"),
        sa.Column("recorded_at", sa.DateTime(timezone=True)),
    )


def _promised() -> tuple[SchemaItem, ...]:
    return (
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("taken_by", sa.Text),
        sa.Column("customer_id", sa.Text),
        sa.Column("customer", sa.Text),
        sa.Column("contact", sa.Text),
        sa.Column("number", sa.Text),
    )


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def _in_a_file() -> Iterator[str]:
    for table, event, does in (
        ("promises", "insert", _MADE),
        ("promises_taken", "insert", _TAKEN),
        ("promises_settled", "insert", _SETTLED),
        ("promises", "delete", _ERASED),
    ):
        yield f"create trigger {table}_due_{event} after {event} on {table} begin {does}; end"


def _on_a_server() -> Iterator[str]:
    yield _WORDS
    for table in ENTRIES:
        yield from _guarded(table)
    yield _KEEP_DUE
    for table in ("promises", "promises_taken", "promises_settled"):
        when = "insert or delete" if table == "promises" else "insert"
        yield (
            f"create trigger z_due after {when} on screenpop.{table}"
            " for each row execute function screenpop.keep_due()"
        )
    yield "revoke execute on function screenpop.keep_due() from public"


def _guarded(table: str) -> Iterator[str]:
    """The server's clock, limits of texts, turns, guard and chain; see the steps 0004 and 0005."""
    for column in sa.inspect(op.get_bind()).get_columns(table, schema="screenpop"):
        name = column["name"]
        if isinstance(column["type"], sa.Text) and name != "what":
            longest = 400_000 if name == "words" else 1_000
            yield (
                f"alter table screenpop.{table} add constraint ck_{table}_{name}_length"
                f" check (length({name}) <= {longest})"
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
