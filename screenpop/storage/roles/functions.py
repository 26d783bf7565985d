"""What only functions may do: colleagues' drafts, counting failed checks, a person's data, erasing.

They run as the record's owner and judge by who is logged in. Their search path is fixed, and nobody may execute
them whom `grants` does not name.
"""

from screenpop.storage.colleagues.desk_states import GONE_AFTER
from screenpop.storage.roles import person

_DEFINER = "security definer set search_path = pg_catalog, screenpop, pg_temp set timezone = 'UTC'"

_GONE_BEFORE = f"clock_timestamp() - interval '{GONE_AFTER.total_seconds():.0f} seconds'"
_PARAMETERS = {"customer": "of_customer", "number": "of_number", "legs": "select unnest(legs_of)"}


def _in_a_function(sql: str) -> str:
    return sql.format(
        **_PARAMETERS,
        erasure="this_erasure",
        notes_before="notes_before",
        views_before="views_before",
        at_most="at_most",
        gone_before=_GONE_BEFORE,
    )


def _all(statements: tuple[str, ...]) -> str:
    return "".join(f"    {_in_a_function(statement)};\n" for statement in statements)


_DRAFTS = f"""
create or replace function screenpop.drafts(of_customer text)
returns table (agent text, since text, note text)
language sql stable {_DEFINER}
as $$
    select d.agent, c ->> 'since', c ->> 'note'
    from screenpop.desks d
    cross join lateral jsonb_path_query(d.state::jsonb, '$.calls[*]') c
    where c ->> 'customer_id' = of_customer and c ->> 'note' <> '' and d.agent <> screenpop.my_agent()
      and d.seen_at > {_GONE_BEFORE}
      and (screenpop.agents_read() = 'all' or screenpop.agents_read() = 'customers' and exists (
          select 1 from screenpop.agent_customers m
          where m.agent = screenpop.my_agent() and m.customer_id = of_customer))
$$;
comment on function screenpop.drafts(text) is
    'What colleagues are writing of a customer whom the reader may read';
"""

_FAILED_CHECKS = f"""
create or replace function screenpop.failed_checks(of_customer text, within interval, besides uuid[])
returns table (failures bigint, unlocked uuid)
language sql stable {_DEFINER}
as $$
    with unlocking as (
        select u.id, u.at from screenpop.checks_made u
        where u.customer_id = of_customer and u.check_name = '' and u.was_right
          and u.at > clock_timestamp() - within
        order by u.at desc, u.id desc limit 1)
    select count(c.id), (select id from unlocking)
    from screenpop.checks_made c
    where c.customer_id = of_customer and not c.was_right and c.id <> all(besides)
      and c.at > coalesce((select at from unlocking), clock_timestamp() - within)
      and screenpop.my_agent() is not null
$$;
comment on function screenpop.failed_checks(text, interval, uuid[]) is
    'How many wrong answers all agents heard of a customer, and the entry that unlocked the customer last';
"""

_HAS_CLAIMED = f"""
create or replace function screenpop.has_claimed(of_promise uuid) returns boolean
language sql stable {_DEFINER}
as $$
    select exists (select 1 from screenpop.promises_taken t
                   where t.promise = of_promise and t.agent = screenpop.my_agent())
$$;
comment on function screenpop.has_claimed(uuid) is
    'Whether the reader has ever claimed this promise: they may see who has it now';
"""

_GIVEN_AND_PERMITTED = f"""
create or replace function screenpop.given_and_permitted(of_customer text)
returns table (kind text, what text, said text, allowed boolean, at timestamptz, id uuid)
language sql stable {_DEFINER}
as $$
    select 'gesture', g.gesture, null::text, null::boolean, g.at, g.id
    from screenpop.gestures_given g
    where g.customer_id = of_customer and screenpop.my_agent() is not null
    union all
    select 'permission', p.channel, p.contact, p.allowed, p.at, p.id
    from screenpop.permissions_noted p
    where p.customer_id = of_customer and screenpop.my_agent() is not null
$$;
comment on function screenpop.given_and_permitted(text) is
    'What a customer was given by anybody, and allows or forbids; it binds every agent, whatever the policy says';
"""

_GESTURES_SPENT = f"""
create or replace function screenpop.gestures_spent(since timestamptz)
returns table (gesture text, currency text, worth numeric, times bigint)
language sql stable {_DEFINER}
as $$
    select g.gesture, g.currency, g.worth, count(*)
    from screenpop.gestures_given g
    where g.at >= since and screenpop.my_agent() is not null
    group by g.gesture, g.currency, g.worth
$$;
comment on function screenpop.gestures_spent(timestamptz) is
    'What gestures have cost since then, all agents together: their budget is the company''s';
"""

_MUST_BE_RETENTION = """
    if screenpop.my_role() is distinct from 'retention' then
        raise exception 'only the role retention may do this' using errcode = 'insufficient_privilege';
    end if;
"""

_CARRY_OUT = f"""
create or replace function screenpop.carry_out(this_erasure uuid, why text) returns jsonb
language plpgsql {_DEFINER}
as $$
declare
    one record;
begin
    if not exists (select 1 from screenpop.erased where erasure = this_erasure) then
        return '{{}}';
    end if;
{_all(person.CARRY_OUT)}
    delete from screenpop.chain_salts s using screenpop.chain c, screenpop.erased e
    where s.seq = c.seq and c.kind = e.kind and c.id = e.id and e.erasure = this_erasure;
    insert into screenpop.erasures (id, reason, deleted, redacted, erased_digest)
    select this_erasure, why, count(*) filter (where how = 'deleted'), count(*) filter (where how = 'redacted'),
           encode(sha256(convert_to(string_agg(concat_ws(' ', kind, id, how), E'\\n' order by kind collate "C", id),
                                    'UTF8')), 'hex')
    from screenpop.erased where erasure = this_erasure;
    for one in
        {
    " union all ".join(
        f"select e.kind, e.id, jsonb_strip_nulls(to_jsonb(t))::text as body from screenpop.{kind} t"
        f" join screenpop.erased e on e.erasure = this_erasure and e.kind = '{kind}' and e.id = t.id"
        for kind in person.REDACTED
    )
}
    loop
        perform screenpop.chain_append(one.kind, one.id, one.body, clock_timestamp());
    end loop;
    perform screenpop.keep_leg(l.id) from (
        select e.id from screenpop.erased e where e.erasure = this_erasure and e.kind = 'calls'
        union
        select w.call from screenpop.erased e join screenpop.wrap_ups w on w.id = e.id
        where e.erasure = this_erasure and e.kind = 'wrap_ups') l;
    return (select jsonb_object_agg(kind, rows)
            from (select kind, count(*) as rows from screenpop.erased where erasure = this_erasure group by kind) k);
end $$;
"""

_OF_WHAT_WAS_LEARNT = "\n".join(
    f"    delete from screenpop.{table} where customer = of_customer;"
    for table in person.LEARNT_OF_THE_CUSTOMER
)

_ERASE_PERSON = f"""
create or replace function screenpop.erase_person(of_customer text, of_number text, why text) returns jsonb
language plpgsql {_DEFINER}
as $$
declare
    this_erasure uuid := gen_random_uuid();
    legs_of uuid[];
begin
{_MUST_BE_RETENTION}
    if num_nonnulls(of_customer, of_number) <> 1 or coalesce(btrim(why), '') = '' then
        raise exception 'a customer or a number, and a reason' using errcode = 'invalid_parameter_value';
    end if;
    perform 1 from screenpop.chain_head for update;
    legs_of := array({_in_a_function(person.LEGS)});
{_all(person.OF_A_PERSON)}
    delete from screenpop.agent_customers where customer_id = of_customer;
{_OF_WHAT_WAS_LEARNT}
    {_in_a_function(person.GONE_DESKS)};
    return screenpop.carry_out(this_erasure, why);
end $$;
comment on function screenpop.erase_person(text, text, text) is 'Erases what the record holds of one person';
"""

_ERASE_OLD = f"""
create or replace function screenpop.erase_old(notes_months integer, views_months integer, at_most integer)
returns jsonb
language plpgsql {_DEFINER}
as $$
declare
    this_erasure uuid := gen_random_uuid();
    notes_before timestamptz := clock_timestamp() - make_interval(months => notes_months);
    views_before timestamptz := clock_timestamp() - make_interval(months => views_months);
begin
{_MUST_BE_RETENTION}
    if least(notes_months, views_months, at_most) < 1 or num_nulls(notes_months, views_months, at_most) > 0 then
        raise exception 'at least one month, and one row' using errcode = 'invalid_parameter_value';
    end if;
    perform 1 from screenpop.chain_head for update;
{_all(person.OF_OLD_AGE)}
    {_in_a_function(person.GONE_DESKS)};
    return screenpop.carry_out(this_erasure, format(
        'retention: notes %s months, views %s months', notes_months, views_months));
end $$;
comment on function screenpop.erase_old(integer, integer, integer) is 'Erases notes and views that are old enough';
"""


def _rows(kind: str, which: str) -> str:
    return (
        f"'{kind}', coalesce((select jsonb_agg(to_jsonb(t) - 'words' order by t.at, t.id)"
        f" from screenpop.{kind} t where {which}), '[]')"
    )


def _learnt_rows(table: str) -> str:
    """Of the run that counts."""
    return (
        f"'{table}', coalesce((select jsonb_agg(to_jsonb(t) - 'run') from screenpop.{table} t"
        " where t.customer = of_customer and t.run = (select max(r.run) from screenpop.learnt_runs r"
        " where r.finished_at is not null)), '[]')"
    )


_EXPORT_PERSON = f"""
create or replace function screenpop.export_person(of_customer text, of_number text) returns jsonb
language plpgsql {_DEFINER}
as $$
declare
    legs_of uuid[];
begin
{_MUST_BE_RETENTION}
    if num_nonnulls(of_customer, of_number) <> 1 then
        raise exception 'a customer or a number' using errcode = 'invalid_parameter_value';
    end if;
    legs_of := array({_in_a_function(person.LEGS)});
    insert into screenpop.customer_views (id, at, agent, customer_id, look, what)
    select gen_random_uuid(), clock_timestamp(), screenpop.my_agent(), customer_id, 'export', 'all of the record'
    from (select of_customer as customer_id where of_customer is not null
          union select customer_id from screenpop.callers_found where of_number is not null and call = any(legs_of)
          union select '' where of_number is not null) c;
    return jsonb_build_object(
        {", ".join(_rows(kind, f"t.{column} = any(legs_of)") for kind, column in person.OF_THE_LEGS.items())},
        {", ".join(_rows(kind, _in_a_function(which)) for kind, which in person.OF_THE_CUSTOMER.items())},
        {", ".join(map(_learnt_rows, person.LEARNT_OF_THE_CUSTOMER))});
end $$;
comment on function screenpop.export_person(text, text) is
    'All that the record holds of one person; that it was asked for is on record too';
"""

FUNCTIONS = "".join(
    (
        *(_DRAFTS, _HAS_CLAIMED, _FAILED_CHECKS, _GIVEN_AND_PERMITTED, _GESTURES_SPENT),
        *(_CARRY_OUT, _ERASE_PERSON, _ERASE_OLD, _EXPORT_PERSON),
    )
)
