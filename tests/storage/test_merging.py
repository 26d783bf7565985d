"""Legs become calls, in a file and on a server alike."""

import itertools
import random
import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert as into_server
from sqlalchemy.dialects.sqlite import insert as into_file

from screenpop.events.calls import Direction, Ending
from screenpop.record.entries import CallDetailed, CallFinished, CallPickedUp, CallStarted, Entry
from screenpop.record.filters import LogFilter
from screenpop.record.ids import new_id
from screenpop.storage import schema
from screenpop.storage.entry_rows import row_of
from screenpop.storage.migrations.v0004 import postgresql, sqlite
from tests.storage.made_entries import NOON, Keeping, finished, found, replaced, started, wrapped_up

EVERYTHING = LogFilter()


def leg(agent: str, after: float = 0, *, call_id: str = "", **changed: object) -> CallStarted:
    return started(call_id or f"{agent}-{after}", agent=agent, at=NOON + timedelta(seconds=after), **changed)


def answered(leg: CallStarted, after: float) -> Entry:
    return CallPickedUp(new_id(), leg.id, NOON + timedelta(seconds=after))


def ended(leg: CallStarted, after: float, ending: Ending = Ending.ANSWERED_ELSEWHERE) -> Entry:
    return CallFinished(new_id(), leg.id, NOON + timedelta(seconds=after), ending)


def calls_in(record: Keeping) -> set[frozenset[str]]:
    """Which agents' legs are one call, by the table of legs."""
    with record.database.reading() as connection:
        rows = connection.execute(select(schema.legs.c.call, schema.legs.c.agent, schema.legs.c.id)).all()
        heads = {row.id for row in connection.execute(select(schema.legs.c.id))}
        kept = set(connection.execute(select(schema.call_log.c.call)).scalars())
    assert {row.call for row in rows} == kept <= heads
    key = lambda row: row.call  # noqa: E731 # for sorting and grouping alike
    grouped = itertools.groupby(sorted(rows, key=key), key)
    return {frozenset(row.agent for row in group) for _, group in grouped}


def keep(record: Keeping, *entries: Entry) -> None:
    for entry in entries:
        record.keep(entry)


@pytest.mark.parametrize("seed", range(4))
def test_a_ring_group_of_twenty_is_one_call_in_whatever_order_its_legs_arrive(record, call_log, seed):
    legs = [leg(f"agent-{number:02}", number / 100) for number in range(20)]
    taker, others = legs[7], legs[:7] + legs[8:]
    told = [(one, [ended(one, 6)]) for one in others] + [
        (taker, [answered(taker, 6), ended(taker, 60, Ending.ENDED)])
    ]
    random.Random(seed).shuffle(told)

    for one, rest in told:
        keep(record, one, *rest)

    assert calls_in(record) == {frozenset(one.agent for one in legs)}
    (row,) = call_log.all(EVERYTHING)
    assert (row.agent, row.ending, row.legs, row.offered_at) == ("agent-07", Ending.ENDED, 20, NOON)
    assert (row.id, row.number) == (taker.id, "+48225550123")


def test_the_order_in_which_entries_arrive_changes_nothing(record, call_log):
    legs = [leg(agent, number) for number, agent in enumerate("abcd")]
    entries = [*(ended(one, 20) for one in legs[1:]), answered(legs[0], 8), ended(legs[0], 40, Ending.ENDED)]
    random.Random(5).shuffle(entries)

    keep(record, *reversed(legs), *entries)

    assert calls_in(record) == {frozenset("abcd")}
    assert [(row.agent, row.legs) for row in call_log.all(EVERYTHING)] == [("a", 4)]


def test_a_caller_who_gave_up_and_calls_again_makes_two_calls(record):
    first, again = leg("a"), leg("b", 60)

    keep(record, first, ended(first, 20, Ending.MISSED), again)

    assert calls_in(record) == {frozenset("a"), frozenset("b")}


def test_a_leg_that_was_thought_to_ring_still_and_had_ended_is_let_go_of(record):
    first, again = leg("a"), leg("b", 60)
    keep(record, first, again)
    assert calls_in(record) == {frozenset("ab")}

    keep(record, ended(first, 20, Ending.MISSED))

    assert calls_in(record) == {frozenset("a"), frozenset("b")}


def test_of_a_chain_that_breaks_each_part_is_a_call(record):
    """a and b overlap, b and c do, c and d do; then b turns out to have ended before c rang."""
    a, b, c, d = leg("a"), leg("b", 5), leg("c", 30), leg("d", 50)
    keep(record, a, ended(a, 20), d, c, ended(c, 60), b)
    assert calls_in(record) == {frozenset("abcd")}

    keep(record, ended(b, 10))

    assert calls_in(record) == {frozenset("ab"), frozenset("cd")}


def test_overlapping_is_passed_on(record):
    a, b, c = leg("a"), leg("b", 10), leg("c", 22)
    keep(record, a, ended(a, 15), c, ended(c, 30))
    assert calls_in(record) == {frozenset("a"), frozenset("c")}

    keep(record, b, ended(b, 25))

    assert calls_in(record) == {frozenset("abc")}


def test_what_rings_for_longer_than_three_minutes_without_a_word_rings_no_more(record):
    keep(record, leg("a"), leg("b", 181))

    assert calls_in(record) == {frozenset("a"), frozenset("b")}


def test_one_agents_two_calls_of_one_number_are_two(record):
    keep(record, leg("a"), leg("a", 1))

    assert len(calls_in(record)) == 1  # of agents
    with record.database.reading() as connection:
        assert len(set(connection.execute(select(schema.legs.c.call)).scalars())) == 2


@pytest.mark.parametrize("late", [False, True])
def test_what_the_pbx_links_is_one_call_whatever_the_numbers(record, late):
    a = leg("a", linked="17.1")
    b = leg("b", 400, number="+48600100200", presented="600100200", linked=None if late else "17.1")
    keep(record, a, b)
    if late:
        assert calls_in(record) == {frozenset("a"), frozenset("b")}
        keep(record, CallDetailed(new_id(), b.id, NOON, linked="17.1"))

    assert calls_in(record) == {frozenset("ab")}


def test_two_callers_behind_one_number_stay_two_where_the_pbx_tells_them_apart(record):
    keep(record, leg("a", linked="17.1"), leg("b", 1, linked="17.2"))

    assert calls_in(record) == {frozenset("a"), frozenset("b")}


def test_a_leg_of_which_the_pbx_tells_late_that_it_is_another_call_leaves(record):
    a, b, c = leg("a", linked="17.1"), leg("b", 1), leg("c", 2, linked="17.1")
    keep(record, a, b, c)
    assert calls_in(record) == {frozenset("abc")}

    keep(record, CallDetailed(new_id(), b.id, NOON, linked="17.2"))

    assert calls_in(record) == {frozenset("ac"), frozenset("b")}


def test_withheld_callers_are_one_call_only_where_the_pbx_says_so(record):
    nobody = {"number": None, "presented": None, "name": None, "withheld": True}

    keep(record, leg("a", **nobody), leg("b", **nobody))
    assert calls_in(record) == {frozenset("a"), frozenset("b")}

    keep(record, leg("c", linked="17.9", **nobody), leg("d", linked="17.9", **nobody))
    assert calls_in(record) == {frozenset("a"), frozenset("b"), frozenset("cd")}


def test_colleagues_are_told_by_what_they_present(record):
    colleague = {"number": None, "presented": "104"}

    keep(record, leg("a", **colleague), leg("b", 1, **colleague), leg("c", 1, number=None, presented="105"))

    assert calls_in(record) == {frozenset("ab"), frozenset("c")}


def test_outgoing_calls_are_never_put_together(record):
    out = {"direction": Direction.OUT}

    keep(record, leg("a", linked="17.1", **out), leg("b", linked="17.1", **out), leg("c", 1))

    assert calls_in(record) == {frozenset("a"), frozenset("b"), frozenset("c")}


def test_who_comes_by_a_transfer_does_not_part_what_rang_together(record, call_log):
    a, b = leg("a"), leg("b")
    keep(record, a, b, answered(b, 4), ended(a, 4), replaced(b.id, number="+48600100200", name="Other"))

    assert calls_in(record) == {frozenset("ab")}
    (row,) = call_log.all(EVERYTHING)
    assert (row.number, row.name) == ("+48600100200", "Other")
    assert [row.agent for row in call_log.all(LogFilter(number="+48600100200"))] == ["b"]


def test_who_comes_by_a_transfer_is_not_put_with_whoever_calls_from_there(record):
    a, b = leg("a", number=None, presented="104"), leg("b", 2)
    keep(record, a, replaced(a.id, number=b.number), b)

    assert calls_in(record) == {frozenset("a"), frozenset("b")}


@pytest.mark.parametrize("ending", [Ending.UNKNOWN, Ending.MISSED, Ending.NO_ANSWER])
def test_what_a_colleague_took_was_answered_elsewhere_for_the_others(record, call_log, ending):
    a, b = leg("a"), leg("b")
    keep(record, a, b, answered(b, 4), ended(a, 4, ending))

    (row,) = call_log.all(LogFilter(agent="a"))
    assert (row.ending, row.legs) == (Ending.ANSWERED_ELSEWHERE, 1)
    assert not list(call_log.all(LogFilter(agent="a", endings=frozenset([ending]))))
    assert len(list(call_log.all(LogFilter(agent="a", endings=frozenset([Ending.ANSWERED_ELSEWHERE]))))) == 1
    assert not list(call_log.all(LogFilter(lost=True)))


@pytest.mark.parametrize("ending", [Ending.BUSY, Ending.DECLINED])
def test_what_an_agent_declined_stays_declined_though_a_colleague_took_it(record, call_log, ending):
    a, b = leg("a"), leg("b")
    keep(record, a, b, answered(b, 4), ended(a, 2, ending))

    (row,) = call_log.all(LogFilter(agent="a"))
    assert row.ending is ending


@pytest.mark.parametrize(
    ("endings", "expected"),
    [
        ((Ending.UNKNOWN, Ending.MISSED), Ending.MISSED),
        ((Ending.BUSY, Ending.DECLINED), Ending.DECLINED),
        ((Ending.MISSED, Ending.ANSWERED_ELSEWHERE), Ending.ANSWERED_ELSEWHERE),
        ((Ending.UNKNOWN, Ending.NO_ANSWER, Ending.BUSY), Ending.NO_ANSWER),
        ((Ending.UNKNOWN,), Ending.UNKNOWN),
    ],
)
def test_a_call_that_nobody_took_ended_as_the_leg_says_that_knows_best(record, call_log, endings, expected):
    for agent, ending in zip("abc", endings, strict=False):
        one = leg(agent)
        keep(record, one, ended(one, 9, ending))

    (row,) = call_log.all(EVERYTHING)
    assert row.ending is expected
    assert bool(list(call_log.all(LogFilter(lost=True)))) is (expected is not Ending.ANSWERED_ELSEWHERE)


def test_a_call_is_found_by_what_any_of_its_legs_knows(record, call_log):
    a, b, c = leg("a", did="+48225550100"), leg("b", 1), leg("c", 2)
    keep(record, a, b, c, answered(a, 5), ended(a, 9, Ending.ENDED), found(c.id, "K-9", "Żółw"))
    keep(record, wrapped_up(b.id, "written on the wrong desk"))

    for wanted in ({"customer_id": "K-9"}, {"text": "zolw"}, {"text": "wrong desk"}, {"did": "+48225550100"}):
        assert [row.id for row in call_log.all(LogFilter(**wanted))] == [a.id], wanted
    (row,) = call_log.all(EVERYTHING)
    assert row.note == "written on the wrong desk"


def test_the_note_of_who_answered_goes_before_a_later_one(record, call_log):
    a, b = leg("a"), leg("b")
    keep(
        record,
        a,
        b,
        answered(a, 2),
        wrapped_up(a.id, "mine"),
        replace(wrapped_up(b.id, "theirs"), at=NOON + timedelta(hours=1)),
    )

    (row,) = call_log.all(EVERYTHING)
    assert row.note == "mine"


def test_an_erased_leg_leaves_the_others_a_call_of_their_own(record):
    a, b, c = leg("a"), leg("b", 10), leg("c", 22)
    keep(record, a, ended(a, 15), b, c, ended(b, 25))
    assert calls_in(record) == {frozenset("abc")}

    with record.database.writing() as connection:
        connection.execute(delete(schema.call_ends).where(schema.call_ends.c.call == b.id))
        connection.execute(delete(schema.calls).where(schema.calls.c.id == b.id))

    assert calls_in(record) == {frozenset("a"), frozenset("c")}


def test_an_erased_note_is_found_no_more(record, call_log):
    call = leg("a")
    keep(record, call, wrapped_up(call.id, "private"))
    assert [row.note for row in call_log.all(LogFilter(text="private"))] == ["private"]

    with record.database.writing() as connection:
        connection.execute(delete(schema.wrap_ups))

    assert not list(call_log.all(LogFilter(text="private")))
    assert [row.note for row in call_log.all(EVERYTHING)] == [None]


def test_the_same_entry_twice_changes_nothing(record):
    call = leg("a")
    end = finished(call.id)
    keep(record, call, end)
    before = rows_of(record)

    insert = into_server if record.database.is_server else into_file
    with record.database.writing() as connection:
        for entry in (call, end):
            table, values = row_of(entry)
            connection.execute(insert(table).on_conflict_do_nothing(index_elements=["id"]), values)

    assert rows_of(record) == before


def rows_of(record: Keeping) -> list[tuple[object, ...]]:
    tables = (schema.legs.c, [column for column in schema.call_log.c if column.name != "place"])
    with record.database.reading() as connection:
        return [tuple(row) for columns in tables for row in connection.execute(select(*columns))]


def test_legs_that_two_desks_deliver_at_the_same_time_are_one_call(record):
    legs = [leg(f"agent-{number}", number / 100) for number in range(8)]
    threads = [threading.Thread(target=record.keep, args=(one,)) for one in legs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert calls_in(record) == {frozenset(one.agent for one in legs)}


@pytest.mark.parametrize("seed", range(6))
def test_legs_and_calls_are_what_would_be_made_of_all_entries_anew(record, seed):
    """Anything in any order; then everything is put together once more, from nothing."""
    chance = random.Random(seed)
    entries: list[Entry] = []
    for number in range(14):
        one = leg(
            f"agent-{chance.randrange(6)}",
            chance.randrange(120),
            number=chance.choice(["+48225550123", "+48600100200", None]),
            linked=chance.choice([None, None, None, "17.1", "17.2"]),
            call_id=f"call-{number}",
        )
        record.keep(one)
        later = [ended(one, chance.randrange(200), chance.choice(list(Ending)))]
        if chance.random() < 0.4:
            later.append(answered(one, chance.randrange(100)))
        if chance.random() < 0.3:
            later.append(CallDetailed(new_id(), one.id, NOON, linked=chance.choice(["17.1", "17.3"])))
        if chance.random() < 0.2:
            later.append(replaced(one.id, number=chance.choice([None, "+48600100200"])))
        entries += later
    chance.shuffle(entries)
    keep(record, *entries)
    grown = set(rows_of(record))
    assert_every_text_is_found(record)

    with record.database.writing() as connection:
        for table in (schema.legs, schema.call_log):
            connection.execute(delete(table))
        connection.exec_driver_sql(postgresql.FILL if record.database.is_server else sqlite.FILL)

    assert set(rows_of(record)) == grown
    assert_every_text_is_found(record)


def assert_every_text_is_found(record: Keeping) -> None:
    """SQLite compares its index of three letters each with what it is an index of."""
    if not record.database.is_server:
        with record.database.writing() as connection:
            connection.exec_driver_sql(
                "insert into call_words (call_words, rank) values ('integrity-check', 1)"
            )
