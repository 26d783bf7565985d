"""The views in which other departments read the record: no agent is named, and no filter of theirs sees more."""

READING_SCHEMA = """
create schema if not exists screenpop_read;
alter schema screenpop_read owner to screenpop_owner;
create or replace view screenpop_read.calls with (security_barrier) as
    select call as id, offered_at, answered_at, ended_at, direction, number, did, queue, customer_id, customer, contact,
           ending, reason, disposition, note
    from screenpop.call_log;
create or replace view screenpop_read.facts with (security_barrier) as
    select customer_id, fact, value, at from (
        select distinct on (customer_id, fact) customer_id, fact, value, at
        from screenpop.facts_learned order by customer_id, fact, id desc) newest
    where value <> '';
create or replace view screenpop_read.offers with (security_barrier) as
    select distinct on (customer_id, coalesce(call, id), product)
           customer_id, list, product, outcome, at
    from screenpop.offers_made order by customer_id, coalesce(call, id), product, id desc;
create or replace view screenpop_read.permissions with (security_barrier) as
    select distinct on (customer_id, contact, channel) customer_id, contact, channel, allowed, at
    from screenpop.permissions_noted order by customer_id, contact, channel, at desc, id desc;
create or replace view screenpop_read.gestures with (security_barrier) as
    select customer_id, gesture, worth, currency, at from screenpop.gestures_given;
alter view screenpop_read.calls owner to screenpop_owner;
alter view screenpop_read.facts owner to screenpop_owner;
alter view screenpop_read.offers owner to screenpop_owner;
alter view screenpop_read.permissions owner to screenpop_owner;
alter view screenpop_read.gestures owner to screenpop_owner;
comment on schema screenpop_read is 'What other departments may read of the record: no agent is named';
comment on view screenpop_read.calls is 'One row a call';
comment on view screenpop_read.facts is 'What is known of each customer, as it was told last';
comment on view screenpop_read.offers is 'What customers were offered, and how it fared last';
comment on view screenpop_read.permissions is
    'On which channel customers may be approached, as each contact said it last; what was never spoken of is missing';
comment on view screenpop_read.gestures is 'What customers were given out of goodwill';
"""
