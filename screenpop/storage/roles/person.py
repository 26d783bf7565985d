"""Which rows of the record are about one person, and what is erased: SQL that a file and a server share.

Braces stand for what each of them puts in: `{customer}` and `{number}` are the person, either may be null;
`{legs}` is a question for the ids of the legs; `{erasure}` is the erasure's own id. What is to go is written into
`erased` first, and then carried out, so that what is told afterwards is what was done.
"""

LEGS = """
select l.id from legs l where l.call in (
    select o.call from legs o where o.id in (
        select id from calls where number = {number} or presented = {number}
        union select call from party_changes where number = {number} or presented = {number}
        union select call from callers_found where customer_id = {customer}))
"""
"""Every leg of the calls on which the customer was found, or that came from the number or went there."""

OF_THE_LEGS = {
    "calls": "id",
    **dict.fromkeys(
        ("callers_found", "call_details", "party_changes", "pick_ups", "call_ends", "wrap_ups"), "call"
    ),
}
_PROMISES = "select id from promises where customer_id = {customer} or number = {number} or call in ({legs})"
OF_THE_CUSTOMER = {
    "facts_learned": "customer_id = {customer}",
    "offers_made": "customer_id = {customer}",
    "customer_views": "customer_id = {customer}"
    " or replace(what || ',', 'number=' || {number} || ',', '') <> what || ','",
    "checks_made": "customer_id = {customer}",
    **dict.fromkeys(("offers_shown", "gestures_given", "permissions_noted"), "customer_id = {customer}"),
    "promises_taken": f"promise in ({_PROMISES})",
    "promises_settled": f"promise in ({_PROMISES})",
    "promises": f"id in ({_PROMISES})",
}
"""What is told of the customer by name, and what they were promised. Who takes calls of one number out as a file leaves
that number in the look. What belongs to a promise goes before it."""

LEARNT_OF_THE_CUSTOMER = ("learnt_offers", "learnt_worth", "learnt_scores", "learnt_rhythms")
"""On a server, what was learnt of the customer; it is no entry."""

_CHOSEN = (
    "insert into erased (erasure, kind, id, how)"
    " select {{erasure}}, '{kind}', id, '{how}' from {kind} where {which}"
)


def _chosen(kind: str, how: str, which: str) -> str:
    return _CHOSEN.format(kind=kind, how=how, which=which)


OF_A_PERSON = (
    _chosen(
        "callers_found",
        "deleted",
        "customer_id = {customer} or {customer} is null and call in ({legs})",
    ),
    *(_chosen(kind, "deleted", which) for kind, which in OF_THE_CUSTOMER.items()),
    _chosen(
        "calls",
        "redacted",
        "id in ({legs}) and (coalesce(number, presented, name, keyed) is not null or words <> '')",
    ),
    _chosen(
        "call_details",
        "redacted",
        "call in ({legs}) and (coalesce(name, keyed, linked) is not null or words <> '')",
    ),
    _chosen(
        "party_changes",
        "redacted",
        "call in ({legs}) and (coalesce(number, presented, name) is not null or words <> '')",
    ),
    _chosen("wrap_ups", "redacted", "call in ({legs}) and note <> ''"),
)
"""What erasing a person chooses."""

_THESE_PROMISES = "erasure = {erasure} and kind = 'promises'"
OF_OLD_AGE = (
    _chosen(
        "wrap_ups",
        "redacted",
        "id in (select id from wrap_ups where note <> '' and at < {notes_before} order by at limit {at_most})",
    ),
    _chosen(
        "customer_views",
        "deleted",
        "id in (select id from customer_views where at < {views_before} order by at limit {at_most})",
    ),
    _chosen(
        "checks_made",
        "deleted",
        "id in (select id from checks_made where at < {views_before} order by at limit {at_most})",
    ),
    _chosen(
        "offers_shown",
        "deleted",
        "id in (select id from offers_shown where at < {views_before} order by at limit {at_most})",
    ),
    _chosen(
        "gestures_given",
        "deleted",
        "id in (select id from gestures_given where at < {notes_before} order by at limit {at_most})",
    ),
    _chosen(
        "promises",
        "deleted",
        "id in (select promise from promises_settled where at < {notes_before} order by at limit {at_most})",
    ),
    *(
        _chosen(kind, "deleted", f"promise in (select id from erased where {_THESE_PROMISES})")
        for kind in ("promises_taken", "promises_settled")
    ),
)
"""What retention chooses: notes, gestures and settled promises, views, checks and offers shown of which enough time has
passed. What somebody allowed or forbade stays until they are erased: an objection does not grow old."""

_THESE = "id in (select id from erased where erasure = {{erasure}} and kind = '{kind}' and how = '{how}')"


def _these(kind: str, how: str) -> str:
    return _THESE.format(kind=kind, how=how)


CARRY_OUT = (
    *(f"delete from {kind} where {_these(kind, 'deleted')}" for kind in ("callers_found", *OF_THE_CUSTOMER)),
    f"""update calls set number = null, presented = null, name = null, keyed = null, words = '',
    linked = (select case when count(*) > 1 then 'erased:' || l.call else calls.linked end
              from legs o join legs l on o.call = l.call where l.id = calls.id group by l.call)
    where {_these("calls", "redacted")}""",
    f"""update call_details set name = null, keyed = null, words = null, linked = null
    where {_these("call_details", "redacted")}""",
    f"""update party_changes set number = null, presented = null, name = null, words = ''
    where {_these("party_changes", "redacted")}""",
    f"update wrap_ups set note = '', words = '' where {_these('wrap_ups', 'redacted')}",
)
"""Numbers, names and notes go out of the rows that figures need; the other rows go whole. The legs of one call stay
one call by a linked id, since they no longer share a number."""

GONE_DESKS = "update desks set state = '{{}}' where state <> '{{}}' and seen_at < {gone_before}"
"""A desk that works overwrites its row; the last word of one that died, a draft perhaps, would stay for ever."""

REDACTED = ("calls", "call_details", "party_changes", "wrap_ups")
DELETED = ("callers_found", *OF_THE_CUSTOMER)
