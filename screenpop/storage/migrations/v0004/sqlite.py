"""How SQLite keeps `legs` and `call_log`.

A row of a leg renews the leg; a leg whose caller, ringing or linked id is new looks for the call that it is part of;
and whatever call that changes is summed up anew. Rows may come late and in any order.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress

from screenpop.storage.migrations.v0004.views import CALL_FACTS, OF_A_CALL, OF_A_LEG, OF_ALL_LEGS, SUMS

_SAME = """
with recursive same(id) as (
    select {start}
    union
    select m.id from same join legs l on l.id = same.id join legs m on m.linked = l.linked
    where l.direction = 'in' and m.direction = 'in'
    union
    select m.id from same join legs l on l.id = same.id join legs m on m.caller = l.caller
    where l.direction = 'in' and m.direction = 'in' and (l.linked is null or m.linked is null)
      and m.agent <> l.agent and m.rings_to >= l.offered_at and m.offered_at <= l.rings_to
)"""
_FIRST = f"({_SAME} select l.id from same join legs l on l.id = same.id order by l.offered_at, l.id limit 1)"

_LEGS = f"""
insert into legs (id, call, {OF_A_LEG}, rings_to)
select id, id, {OF_A_LEG},
       coalesce(rang_to, strftime('%Y-%m-%d %H:%M:%f', offered_at, '+3 minutes'))
from call_facts"""
_RENEW = f"""{_LEGS} where id = {{leg}}
on conflict (id) do update set
{", ".join(f"{column} = excluded.{column}" for column in [*OF_A_LEG.split(", "), "rings_to"])};
"""
_JOIN = (
    """
update legs set call = {first}
where id in ({same} select id from same) and call <> {first};
""".replace("{same}", _SAME)
    .replace("{first}", _FIRST)
    .replace("{start}", "new.id")
)
_PART = """
update legs set call = {first}
where call = {old}.call and call <> {first} {but};
""".replace("{first}", _FIRST).replace("{start}", "legs.id")
_SUM_UP = f"""
delete from call_log where call = {{call}} and not exists (select 1 from legs where id = {{call}} and call = {{call}});
insert into call_log (call, id, {OF_ALL_LEGS}) select call, id, {OF_ALL_LEGS} from call_sums where call = {{call}}
on conflict (call) do update set
{", ".join(f"{column} = excluded.{column}" for column in ["id", *OF_ALL_LEGS.split(", ")])};
update legs set elsewhere = not elsewhere
where call = {{call}} and elsewhere <> exists (
    select 1 from legs o where o.call = legs.call and o.id <> legs.id and o.answered_at is not null);
"""
_WORDS = """
create virtual table call_words using fts5(
    words, content = 'call_log', content_rowid = 'place', tokenize = 'trigram', detail = 'none', columnsize = 0)
"""
_FIND = "insert into call_words (rowid, words) values (new.place, new.words);"
_FORGET = "insert into call_words (call_words, rowid, words) values ('delete', old.place, old.words);"


def statements() -> Iterator[str]:
    """All of it, in order."""
    yield CALL_FACTS
    yield SUMS.format(gathered="group_concat(said, char(10))")
    if _has_trigrams():
        yield _WORDS
        yield _trigger("call_words_added", "after insert on call_log", _FIND)
        yield _trigger("call_words_gone", "after delete on call_log", _FORGET)
        yield _trigger(
            "call_words_changed",
            "after update of words on call_log when new.words is not old.words",
            _FORGET,
            _FIND,
        )
    yield _trigger("legs_added", "after insert on legs", _JOIN, _SUM_UP.format(call="new.call"))
    yield _trigger("legs_moved", "after update of call on legs when new.call <> old.call", *_both())
    yield _trigger(
        "legs_parted",
        "after update of caller, linked, rings_to on legs"
        " when new.caller is not old.caller or new.linked is not old.linked or new.rings_to <> old.rings_to",
        _JOIN,
        _PART.format(old="old", but=f"and id not in ({_SAME.format(start='new.id')} select id from same)"),
    )
    yield _trigger(
        "legs_renewed",
        f"after update of {OF_A_LEG} on legs",
        _SUM_UP.format(call="(select call from legs where id = new.id)"),
    )
    yield _trigger(
        "legs_gone", "after delete on legs", _PART.format(old="old", but=""), _SUM_UP.format(call="old.call")
    )
    yield _trigger("legs_of_calls", "after insert on calls", _RENEW.format(leg="new.id"))
    yield _trigger("legs_of_calls_gone", "after delete on calls", "delete from legs where id = old.id;")
    for table in OF_A_CALL:
        yield _trigger(f"legs_of_{table}", f"after insert on {table}", _RENEW.format(leg="new.call"))
        yield _trigger(f"legs_of_{table}_gone", f"after delete on {table}", _RENEW.format(leg="old.call"))


def _has_trigrams() -> bool:
    """Can this SQLite index text? Some systems build it without."""
    with closing(sqlite3.connect(":memory:")) as probe, suppress(sqlite3.OperationalError):
        probe.execute(_WORDS)
        return True
    return False


FILL = f"{_LEGS} order by offered_at, id"


def of_the_clock() -> Iterator[str]:
    """A file has no clock of its own: whoever writes a row says when."""
    return iter(())


def _both() -> tuple[str, str]:
    return _SUM_UP.format(call="old.call"), _SUM_UP.format(call="new.call")


def _trigger(name: str, when: str, *actions: str) -> str:
    return f"create trigger {name} {when} begin {''.join(actions)} end"
