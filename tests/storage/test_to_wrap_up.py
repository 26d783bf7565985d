"""Calls that an agent answered and nobody has wrapped up, asked of both databases."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from screenpop.events.calls import Direction, Ending
from screenpop.record.entries import WrapUp
from screenpop.record.filters import LogFilter
from screenpop.record.ids import new_id
from screenpop.storage.call_log import DatabaseCallLog
from screenpop.storage.database import Database
from screenpop.storage.log_questions import question_for
from tests.storage.made_entries import NOON, Keeping, finished, keep_call, picked_up, wrapped_up
from tests.storage.test_call_log import plan_of

MINE = LogFilter(agent="anna", to_wrap_up=True)


def ids(log: DatabaseCallLog, wanted: LogFilter = MINE) -> set[str]:
    return {row.call_id for row in log.page(wanted, at_most=100)}


def answered(record: Keeping, call_id: str, **changed: object) -> UUID:
    call = keep_call(record, call_id, **changed)
    record.keep(picked_up(call.id))
    record.keep(finished(call.id))
    return call.id


def test_an_answered_call_waits_until_it_is_said_how_it_turned_out(
    record: Keeping, call_log: DatabaseCallLog
) -> None:
    call = answered(record, "put off")
    assert ids(call_log) == {"put off"}
    record.keep(wrapped_up(call, note="only a note", disposition="", reason=""))
    assert ids(call_log) == {"put off"}
    record.keep(WrapUp(new_id(), call, NOON + timedelta(minutes=4), "anna", "", "Solved", ""))
    assert ids(call_log) == set()


def test_what_is_nobody_s_to_wrap_up_does_not_wait(record: Keeping, call_log: DatabaseCallLog) -> None:
    keep_call(record, "missed", ending=Ending.MISSED)
    answered(record, "went out", direction=Direction.OUT)
    answered(record, "colleague", number=None, presented="104")
    answered(record, "another agent's", agent="béla", number="+48225550199", presented="+48225550199")
    answered(record, "withheld", number=None, presented=None, name=None, withheld=True)
    answered(record, "old", at=NOON - timedelta(days=40))

    recent = LogFilter(agent="anna", to_wrap_up=True, since=NOON - timedelta(days=30))
    assert ids(call_log, recent) == {"withheld"}


def test_a_call_cut_off_with_the_program_waits_too(record: Keeping, call_log: DatabaseCallLog) -> None:
    call = keep_call(record, "cut off")
    record.keep(picked_up(call.id))
    assert ids(call_log) == {"cut off"}


def test_a_call_that_somebody_has_begun_to_write_of_waits_whatever_became_of_it(
    record: Keeping, call_log: DatabaseCallLog
) -> None:
    missed = keep_call(record, "missed", ending=Ending.MISSED)
    keep_call(record, "another", ending=Ending.MISSED)
    begun = LogFilter(agent="anna", to_wrap_up=True, begun=frozenset([missed.id]))
    assert ids(call_log, begun) == {"missed"}


@pytest.mark.parametrize("begun", [frozenset(), frozenset([UUID(int=1)])], ids=["none begun", "one begun"])
def test_only_the_agent_s_own_calls_of_the_time_are_looked_through(
    path: Path, begun: frozenset[UUID]
) -> None:
    with closing(Database(path)) as database:
        keep_call(Keeping(database))
    wanted = LogFilter(agent="anna", to_wrap_up=True, since=NOON, begun=begun)
    question = question_for(wanted).limit(100)

    plan = plan_of(path, str(question.compile(compile_kwargs={"literal_binds": True})))

    assert plan[0].startswith(
        "SEARCH legs USING INDEX ix_legs_agent_offered_at_id (agent=? AND offered_at>?)"
    )
    assert not [step for step in plan if "TEMP B-TREE" in step]
