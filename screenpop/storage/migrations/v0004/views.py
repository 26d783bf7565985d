"""What the rows of one leg say together, and what the legs of one call do; the same in both databases."""

CALL_FACTS = """
create view call_facts as
select
    c.id,
    c.call_id,
    c.at as offered_at,
    coalesce(p.at, e.at) as rang_to,
    p.at as answered_at,
    e.at as ended_at,
    w.at as wrapped_at,
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
    coalesce((select d.linked from call_details d where d.call = c.id and d.linked is not null
              order by d.id desc limit 1), c.linked) as linked,
    coalesce((select d.brand from call_details d where d.call = c.id and d.brand is not null
              order by d.id desc limit 1), c.brand) as brand,
    coalesce((select d.waited_ms from call_details d where d.call = c.id and d.waited_ms is not null
              order by d.id desc limit 1), c.waited_ms) as waited_ms,
    coalesce((select d.keyed from call_details d where d.call = c.id and d.keyed is not null
              and (x.id is null or d.id > x.id) order by d.id desc limit 1),
             case when x.id is null then c.keyed end) as keyed,
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
    w.words as wrap_up_words,
    case when c.withheld then null else coalesce(c.number, c.presented) end as caller
from calls c
left join party_changes x on x.id = (select id from party_changes where call = c.id order by id desc limit 1)
left join pick_ups p on p.id = (select id from pick_ups where call = c.id order by id desc limit 1)
left join call_ends e on e.id = (select id from call_ends where call = c.id order by id desc limit 1)
left join callers_found f on f.id = (select id from callers_found where call = c.id order by id desc limit 1)
    and (x.id is null or f.id > x.id)
left join wrap_ups w on w.id = (select id from wrap_ups where call = c.id order by id desc limit 1)
"""

_REPLACED = "(s.answered_at is not null and coalesce(s.number, s.presented, '') <> coalesce(s.caller, ''))"

SUMS = """
create view call_sums as
select
    f.call,
    s.id,
    s.call_id,
    f.offered_at,
    coalesce(s.answered_at, (select max(l.rang_to) from legs l where l.call = f.call)) as rang_to,
    s.answered_at,
    case when s.answered_at is not null then s.ended_at
         else (select max(l.ended_at) from legs l where l.call = f.call) end as ended_at,
    w.wrapped_at,
    s.agent,
    f.direction,
    case when {replaced} then s.number else f.number end as number,
    case when {replaced} then s.presented else f.presented end as presented,
    case when {replaced} then s.name else coalesce(f.name, s.name) end as name,
    coalesce(f.did, s.did) as did,
    coalesce(f.queue, s.queue) as queue,
    coalesce(f.linked, s.linked) as linked,
    coalesce(f.brand, s.brand) as brand,
    coalesce(f.waited_ms, s.waited_ms) as waited_ms,
    case when {replaced} then s.keyed else coalesce(f.keyed, s.keyed) end as keyed,
    c.customer_id,
    c.customer,
    c.contact,
    case when s.answered_at is not null then case when s.ending is not null then 'ended' end
         else (select l.ending from legs l where l.call = f.call and l.ending is not null
               order by case l.ending when 'ended' then 0 when 'answered_elsewhere' then 1 when 'missed' then 2
                                      when 'no_answer' then 3 when 'declined' then 4 when 'busy' then 5 else 6 end
               limit 1) end as ending,
    w.reason,
    w.disposition,
    w.note,
    (select count(*) from legs l where l.call = f.call) as legs,
    (select {gathered} from (
        select l.name_words as said from legs l where l.call = f.call
        union select l.customer_words from legs l where l.call = f.call
        union select l.wrap_up_words from legs l where l.call = f.call
        union select l.number from legs l where l.call = f.call
        union select l.presented from legs l where l.call = f.call
    ) texts where said <> '') as words
from legs f
join legs s on s.id = (select l.id from legs l where l.call = f.call
                       order by (l.answered_at is null), coalesce(l.answered_at, l.offered_at), l.id limit 1)
left join legs w on w.id = case when s.wrapped_at is not null then s.id
    else (select l.id from legs l where l.call = f.call and l.wrapped_at is not null
          order by l.wrapped_at desc, l.id desc limit 1) end
left join legs c on c.id = case when s.customer_id is not null or {replaced} then s.id
    else (select l.id from legs l where l.call = f.call and l.customer_id is not null
          order by l.offered_at, l.id limit 1) end
where f.id = f.call
""".replace("{replaced}", _REPLACED)
"""`gathered` is how the database puts texts together."""

FACTS = (
    "call_id, offered_at, rang_to, answered_at, ended_at, wrapped_at, agent, direction, number, presented, name, did,"
    " queue, linked, brand, waited_ms, keyed, customer_id, customer, contact, ending, reason, disposition, note"
)
"""The columns of a leg, and of a call."""

OF_A_LEG = f"{FACTS}, name_words, customer_words, wrap_up_words, caller"
OF_ALL_LEGS = f"{FACTS}, legs, words"

OF_A_CALL = ("callers_found", "call_details", "party_changes", "pick_ups", "call_ends", "wrap_ups")
"""The tables whose rows belong to a leg."""
