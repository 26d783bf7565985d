"""How PostgreSQL keeps `legs` and `call_log`.

The functions run as their owner, because agents may write neither table, and see only the record's own schema. One
transaction at a time renews legs: two that bring legs of one call would not see each other's. Triggers run in the
order of their names; whatever else takes turns does so before `z_legs`, or two transactions could wait for each other.
"""

from collections.abc import Iterator

from screenpop.storage.migrations.v0004.views import CALL_FACTS, OF_A_CALL, OF_A_LEG, OF_ALL_LEGS, SUMS

CALL_SUMS = SUMS.format(gathered="string_agg(said, chr(10) order by said)")

_COLUMNS = [*OF_A_LEG.split(", "), "rings_to"]

_SAME_CALL = """
create function same_call(leg uuid) returns setof uuid language plpgsql stable
set search_path = screenpop, pg_temp as $$ begin return query
    with recursive same(id) as (
        select leg
        union
        select n.id from same join legs l on l.id = same.id and l.direction = 'in' cross join lateral (
            select m.id from legs m where m.linked = l.linked and m.direction = 'in'
            union all
            select m.id from legs m
            where m.caller = l.caller and m.direction = 'in' and (l.linked is null or m.linked is null)
              and m.agent <> l.agent and m.rings_to >= l.offered_at and m.offered_at <= l.rings_to
        ) n
    )
    select same.id from same;
end $$
"""
_SUM_UP = f"""
create function sum_up(touched uuid[]) returns void language plpgsql
set search_path = screenpop, pg_temp as $$ begin
    delete from call_log c where c.call = any(touched)
        and not exists (select from legs l where l.id = c.call and l.call = c.call);
    insert into call_log (call, id, {OF_ALL_LEGS})
    select call, id, {OF_ALL_LEGS} from call_sums where call = any(touched)
    on conflict (call) do update set
    {", ".join(f"{column} = excluded.{column}" for column in ["id", *OF_ALL_LEGS.split(", ")])};
    update legs set elsewhere = not elsewhere
    where call = any(touched) and elsewhere <> exists (
        select from legs o where o.call = legs.call and o.id <> legs.id and o.answered_at is not null);
end $$
"""
_REJOIN = """
create function rejoin(wanted uuid[]) returns void language plpgsql set search_path = screenpop, pg_temp as $$
declare
    touched uuid[] := array(select l.call from legs l where l.id = any(wanted));
    parted uuid[] := wanted;
    same uuid[];
    first uuid;
begin
    while cardinality(parted) > 0 loop
        same := array(select same_call(parted[1]));
        select l.id into first from legs l where l.id = any(same) order by l.offered_at, l.id limit 1;
        update legs set call = first where id = any(same) and call <> first;
        parted := array(select one from unnest(parted) one where one <> all(same));
    end loop;
    perform sum_up(touched || array(select l.call from legs l where l.id = any(wanted)));
end $$
"""
_KEEP_LEG = f"""
create function keep_leg(leg uuid) returns void language plpgsql set search_path = screenpop, pg_temp as $$
declare
    was legs;
    now legs;
begin
    perform pg_advisory_xact_lock(hashtext('screenpop'), hashtext('legs'));
    select * into was from legs where id = leg;
    insert into legs (id, call, {", ".join(_COLUMNS)})
    select id, id, {OF_A_LEG}, coalesce(rang_to, offered_at + interval '3 minutes')
    from call_facts where id = leg
    on conflict (id) do update set {", ".join(f"{column} = excluded.{column}" for column in _COLUMNS)}
    returning * into now;
    if was.id is null then
        perform rejoin(array(select same_call(leg)));
    elsif (was.caller, was.linked, was.rings_to) is distinct from (now.caller, now.linked, now.rings_to) then
        perform rejoin(array(select l.id from legs l where l.call = was.call union select same_call(leg)));
    else
        perform sum_up(array[now.call]);
    end if;
end $$
"""
_DROP_LEG = """
create function drop_leg(leg uuid) returns void language plpgsql set search_path = screenpop, pg_temp as $$
declare
    was legs;
begin
    perform pg_advisory_xact_lock(hashtext('screenpop'), hashtext('legs'));
    delete from legs where id = leg returning * into was;
    perform sum_up(array[was.call]);
    perform rejoin(array(select l.id from legs l where l.call = was.call));
end $$
"""
_ON_A_ROW = """
create function on_a_row() returns trigger language plpgsql
security definer set search_path = screenpop, pg_temp as $$
begin
    if tg_op = 'INSERT' then perform keep_leg(new.call); else perform keep_leg(old.call); end if;
    return null;
end $$
"""
_ON_A_CALL = """
create function on_a_call() returns trigger language plpgsql
security definer set search_path = screenpop, pg_temp as $$
begin
    if tg_op = 'INSERT' then perform keep_leg(new.id); else perform drop_leg(old.id); end if;
    return null;
end $$
"""
_BY_TRIGRAMS = """
do $$ declare
    place name := (select n.nspname from pg_extension e join pg_namespace n on n.oid = e.extnamespace
                   where e.extname = 'pg_trgm');
begin
    if place is not null then
        execute format('create index ix_call_log_trigrams on call_log using gin (words %I.gin_trgm_ops)', place);
    end if;
end $$
"""
_RARE_CALLS = """
create function rare_calls(first text, second text, at_most integer) returns setof bigint language plpgsql stable
security definer set search_path = screenpop, pg_temp set enable_seqscan = off as $$ begin return query
    select c.place from call_log c where c.words like first or c.words like second limit at_most;
end $$
"""
"""Row level security lets nobody use the index: a comparison of text might tell of rows that are hidden. Only who
reads all calls may have this asked for them."""


def statements() -> Iterator[str]:
    """All of it, in order."""
    yield CALL_FACTS
    yield CALL_SUMS
    yield from (_SAME_CALL, _SUM_UP, _REJOIN, _KEEP_LEG, _DROP_LEG, _ON_A_ROW, _ON_A_CALL)
    yield _BY_TRIGRAMS
    yield _RARE_CALLS
    for table in OF_A_CALL:
        yield _trigger(table, "on_a_row")
    yield _trigger("calls", "on_a_call")
    yield "revoke execute on all functions in schema screenpop from public"


FILL = "select keep_leg(id) from (select id from calls order by at, id) c"

ENTRIES = ("calls", *OF_A_CALL, "facts_learned", "offers_made", "customer_views", "line_changes")


def of_the_clock() -> Iterator[str]:
    """The server says when it got a row, and takes none from the future; clocks may be off by five minutes."""
    for table in ENTRIES:
        yield f"alter table {table} alter column recorded_at set default clock_timestamp()"
        yield (
            f"alter table {table} add constraint ck_{table}_at_not_ahead"
            " check (at <= recorded_at + interval '5 minutes')"
        )


def _trigger(table: str, function: str) -> str:
    return (
        f"create trigger z_legs after insert or delete on {table} for each row execute function {function}()"
    )
