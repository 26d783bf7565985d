"""What makes the record on PostgreSQL trustworthy: who is who, server time, and a chain over all entries.

A file has none of it: access to the file is access to everything.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ENTRIES = (
    "calls",
    "callers_found",
    "call_details",
    "party_changes",
    "pick_ups",
    "call_ends",
    "wrap_ups",
    "facts_learned",
    "offers_made",
    "customer_views",
    "line_changes",
    "erasures",
    "administration",
)

LIMITED_ALREADY = {"note", "value"}

TABLES = """
create table screenpop.member (
    login text primary key,
    agent text not null unique check (agent <> ''),
    role text not null check (role in ('agent', 'supervisor', 'auditor', 'retention'))
);
comment on table screenpop.member is 'Which agent a personal login is';

create table screenpop.site_policy (
    one boolean primary key default true check (one),
    agents_read text not null check (agents_read in ('own', 'customers', 'all'))
);
insert into screenpop.site_policy (agents_read) values ('customers');

create table screenpop.agent_customers (
    agent text not null,
    customer_id text not null,
    primary key (agent, customer_id)
);
comment on table screenpop.agent_customers is 'Whom an agent had on a call, kept by a trigger';

create table screenpop.administration (
    id uuid primary key default gen_random_uuid(),
    at timestamptz not null default clock_timestamp(),
    recorded_at timestamptz,
    login text not null default session_user,
    what text not null
);
comment on table screenpop.administration is 'What was done to roles and the policy';

create table screenpop.erasures (
    id uuid primary key default gen_random_uuid(),
    at timestamptz not null default clock_timestamp(),
    recorded_at timestamptz,
    login text not null default session_user,
    reason text not null check (reason <> ''),
    deleted integer not null,
    redacted integer not null,
    erased_digest text not null
);
comment on table screenpop.erasures is 'Each lawful erasure; erased_digest is the SHA-256 over its rows in erased';

create table screenpop.erased (
    erasure uuid not null references screenpop.erasures (id) deferrable initially deferred,
    kind text not null,
    id uuid not null,
    how text not null check (how in ('deleted', 'redacted')),
    primary key (kind, id, erasure)
);
create index ix_erased_erasure on screenpop.erased (erasure);

create table screenpop.chain (
    seq bigint primary key,
    recorded_at timestamptz not null,
    login text not null,
    kind text not null,
    id uuid not null,
    form smallint not null,
    digest bytea not null,
    previous bytea not null,
    hash bytea not null
);
create index ix_chain_kind_id_seq on screenpop.chain (kind, id, seq);
comment on table screenpop.chain is 'One link for each entry; hash covers the link and the one before it';

create table screenpop.chain_salts (
    seq bigint primary key,
    salt bytea not null
);
comment on table screenpop.chain_salts is 'What a digest was salted with; erased with the row it belongs to';

create table screenpop.chain_head (
    one boolean primary key default true check (one),
    seq bigint not null,
    hash bytea not null
);
insert into screenpop.chain_head (seq, hash) values (0, '\\x0000000000000000000000000000000000000000000000000000000000000000');
"""

WORDS = """
create index ix_wrap_ups_at_noted on screenpop.wrap_ups (at) where note <> '';
alter table screenpop.calls add constraint ck_calls_direction check (direction in ('in', 'out'));
alter table screenpop.calls add constraint ck_calls_trust
    check (trust in ('confirmed', 'unconfirmed', 'failed', 'withheld'));
alter table screenpop.party_changes add constraint ck_party_changes_trust
    check (trust in ('confirmed', 'unconfirmed', 'failed', 'withheld'));
alter table screenpop.call_ends add constraint ck_call_ends_ending
    check (ending in ('ended', 'answered_elsewhere', 'missed', 'declined', 'no_answer', 'busy', 'unknown'));
alter table screenpop.offers_made add constraint ck_offers_made_outcome
    check (outcome in ('offered', 'accepted', 'declined'));
alter table screenpop.customer_views add constraint ck_customer_views_look
    check (look in ('card', 'history', 'reveal', 'export'));
"""

FIXED = "set search_path = pg_catalog, screenpop, pg_temp"

FUNCTIONS = f"""
create function screenpop.my_agent() returns text
language sql stable security definer {FIXED}
as $$ select agent from screenpop.member where login = session_user $$;
comment on function screenpop.my_agent() is 'Who is logged in; the login counts, whatever role it has set';

create function screenpop.my_role() returns text
language sql stable security definer {FIXED}
as $$ select role from screenpop.member where login = session_user $$;

create function screenpop.agents_read() returns text
language sql stable security definer {FIXED}
as $$ select agents_read from screenpop.site_policy $$;

create function screenpop.chain_turn() returns trigger
language plpgsql security definer {FIXED}
as $$
begin
    perform 1 from screenpop.chain_head for update;  -- one after the other, so that no link is missed
    return null;
end $$;

create function screenpop.guard_entry() returns trigger
language plpgsql security definer {FIXED}
as $$
declare
    me text := screenpop.my_agent();
    known boolean;
    mine boolean;
begin
    if new.at > clock_timestamp() + interval '5 seconds' then
        raise exception 'an entry of the future is refused' using errcode = 'check_violation';
    end if;
    if new.at < timestamptz '1970-01-01 00:00:00+00' then  -- '-infinity' and BC are times that no client can read
        raise exception 'an entry from before 1970 is refused' using errcode = 'check_violation';
    end if;
    if me is not null then
        execute format('select true from screenpop.%I where id = $1', tg_table_name) into known using new.id;
        if known then
            execute format(
                case when tg_argv[0] = 'agent' then 'select agent = $2 from screenpop.%I where id = $1'
                else 'select c.agent = $2 from screenpop.%I e join screenpop.calls c on c.id = e.call where e.id = $1'
                end, tg_table_name) into mine using new.id, me;
            if mine is not true then
                raise exception 'new row violates row-level security policy for table "%"', tg_table_name
                    using errcode = 'insufficient_privilege';
            end if;
        end if;
    end if;
    new.recorded_at := clock_timestamp();
    return new;
end $$;

create function screenpop.chain_append(of_kind text, of_id uuid, body text, written_at timestamptz) returns void
language plpgsql security definer {FIXED} set timezone = 'UTC'
as $$
declare
    head screenpop.chain_head;
    salt bytea := uuid_send(gen_random_uuid());
    digest bytea := sha256(salt || convert_to(body, 'UTF8'));
    link bytea;
begin
    select * into strict head from screenpop.chain_head for update;
    head.seq := head.seq + 1;
    link := sha256(convert_to(concat_ws('|', 1, head.seq,
        to_char(written_at, 'YYYY-MM-DD"T"HH24:MI:SS.US'), of_kind, of_id,
        encode(digest, 'hex'), encode(head.hash, 'hex'), session_user), 'UTF8'));
    insert into screenpop.chain (seq, recorded_at, login, kind, id, form, digest, previous, hash)
    values (head.seq, written_at, session_user, of_kind, of_id, 1, digest, head.hash, link);
    insert into screenpop.chain_salts (seq, salt) values (head.seq, salt);
    update screenpop.chain_head set seq = head.seq, hash = link;
end $$;

create function screenpop.chain_entry() returns trigger
language plpgsql security definer {FIXED} set timezone = 'UTC'
as $$
begin
    perform screenpop.chain_append(
        tg_table_name, new.id, jsonb_strip_nulls(to_jsonb(new))::text, new.recorded_at);
    return null;
end $$;

create function screenpop.meet_customer() returns trigger
language plpgsql security definer {FIXED}
as $$
begin
    insert into screenpop.agent_customers (agent, customer_id)
    select agent, new.customer_id from screenpop.calls where id = new.call
    on conflict do nothing;
    return null;
end $$;

create function screenpop.guard_desk() returns trigger
language plpgsql security definer {FIXED}
as $$
begin
    if jsonb_typeof(new.state::jsonb) <> 'object' or length(new.state) > 1000000 then
        raise exception 'a desk''s state is a JSON object' using errcode = 'check_violation';
    end if;
    new.seen_at := clock_timestamp();
    return new;
end $$;
"""


def upgrade() -> None:
    """Add tables, functions and triggers; who may use them is a matter of `screenpop database grant`."""
    if op.get_bind().dialect.name != "postgresql":
        return
    _run(TABLES)
    _run(WORDS)
    for table in ENTRIES:
        _limit_texts(table)
    _run(FUNCTIONS)
    for table in ENTRIES:
        _run(
            f"""
            alter table screenpop.{table} alter column recorded_at set not null;
            create trigger a_turn before insert on screenpop.{table}
                for each statement execute function screenpop.chain_turn();
            create trigger a_guard before insert on screenpop.{table}
                for each row execute function screenpop.guard_entry({_whose(table)});
            create trigger a_link after insert on screenpop.{table}
                for each row execute function screenpop.chain_entry();
            """
        )
    _run(
        """
        create trigger a_meeting after insert on screenpop.callers_found
            for each row execute function screenpop.meet_customer();
        create trigger a_guard before insert or update on screenpop.desks
            for each row execute function screenpop.guard_desk();
        """
    )


def _limit_texts(table: str) -> None:
    """What a program of ours writes is no longer; `words` is folded, which may write one letter as several."""
    columns = sa.inspect(op.get_bind()).get_columns(table, schema="screenpop")
    for column in columns:
        name = column["name"]
        if isinstance(column["type"], sa.Text) and name not in LIMITED_ALREADY:
            longest = 400_000 if name == "words" else 1_000
            _run(
                f"alter table screenpop.{table} add constraint ck_{table}_{name}_length"
                f" check (length({name}) <= {longest})"
            )


def _whose(table: str) -> str:
    """By which column the row is an agent's."""
    columns = {column["name"] for column in sa.inspect(op.get_bind()).get_columns(table, schema="screenpop")}
    return "'agent'" if "agent" in columns else "'call'" if "call" in columns else "'login'"


def _run(statements: str) -> None:
    op.get_bind().exec_driver_sql(statements, execution_options={"no_parameters": True})
