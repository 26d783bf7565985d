"""What our own record knows of a customer, in a file and on a server alike."""

from dataclasses import replace
from datetime import timedelta

import pytest

from screenpop.memory import Fact
from screenpop.record.entries import FactLearned, WrapUp
from screenpop.record.ids import new_id
from screenpop.storage.colleagues.memory import DatabaseMemory
from screenpop.storage.database import Database
from tests.storage.desks import calling, fall_silent, show
from tests.storage.made_entries import NOON, Keeping, found, started


@pytest.fixture
def memory(database: Database) -> DatabaseMemory:
    return DatabaseMemory(database, "anna")


def noted(
    record: Keeping, note: str, *, minutes: int = 0, agent: str = "ewa", customer_id: str = "K-1"
) -> None:
    """A call of this customer, wrapped up."""
    at = NOON + timedelta(minutes=minutes)
    call = started(f"call-{minutes}-{agent}", agent=agent, at=at, number=f"+4822555{minutes:04}")
    record.keep(call)
    record.keep(replace(found(call.id, customer_id), at=at))
    if note:
        record.keep(WrapUp(new_id(), call.id, at, agent, "Delivery", "Solved", note))


def learnt(record: Keeping, fact: str, value: str, *, minutes: int = 0, customer_id: str = "K-1") -> None:
    at = NOON + timedelta(minutes=minutes)
    record.keep(FactLearned(new_id(), None, at, "ewa", customer_id, fact, value))


def test_notes_of_everybody_are_told_the_newest_first(record: Keeping, memory: DatabaseMemory) -> None:
    noted(record, "first", minutes=1)
    noted(record, "third", minutes=3, agent="anna")
    noted(record, "second", minutes=2)
    noted(record, "", minutes=4)
    noted(record, "of somebody else", minutes=5, customer_id="K-2")

    told = memory.noted("K-1")

    assert [(one.agent, one.note) for one in told] == [("anna", "third"), ("ewa", "second"), ("ewa", "first")]
    assert (told[0].at, told[0].reason, told[0].disposition, told[0].typing) == (
        NOON + timedelta(minutes=3),
        *("Delivery", "Solved", False),
    )
    assert [one.note for one in memory.noted("K-1", at_most=2)] == ["third", "second"]


def test_a_note_that_was_corrected_is_told_as_it_reads_now(record: Keeping, memory: DatabaseMemory) -> None:
    call = started()
    record.keep(call)
    record.keep(found(call.id))
    for note in ("wants five", "wants six"):
        record.keep(WrapUp(new_id(), call.id, NOON, "ewa", "", "", note))

    assert [one.note for one in memory.noted("K-1")] == ["wants six"]


def test_what_a_colleague_writes_stands_before_all_notes_and_one_s_own_draft_is_no_news(
    record: Keeping, memory: DatabaseMemory, database: Database
) -> None:
    noted(record, "old")
    show(database, "ewa", calling(note="wants a ref"), calling("K-2", note="of somebody else"))
    show(database, "anna", calling(note="my own"))

    told = memory.noted("K-1")

    assert [(one.agent, one.note, one.typing) for one in told] == [
        ("ewa", "wants a ref", True),
        ("ewa", "old", False),
    ]


def test_a_draft_that_has_just_been_saved_is_told_once(
    record: Keeping, memory: DatabaseMemory, database: Database
) -> None:
    noted(record, "promised Fri")
    show(database, "ewa", calling(note="promised Fri"))

    assert [(one.note, one.typing) for one in memory.noted("K-1")] == [("promised Fri", False)]


def test_the_draft_of_a_desk_that_is_gone_is_not_told(memory: DatabaseMemory, database: Database) -> None:
    show(database, "ewa", calling(note="wants a ref"))
    assert len(memory.noted("K-1")) == 1

    fall_silent(database, "ewa", timedelta(seconds=100))
    assert memory.noted("K-1") == ()


def test_a_draft_may_hold_anything(memory: DatabaseMemory, database: Database) -> None:
    note = 'he said "note": }]\\u0000 \u0130\N{PILE OF POO} %s :x\n<b>'
    show(database, "ewa", calling(note=note + "\0\ud800"))

    assert [one.note for one in memory.noted("K-1")] == [note + "\N{REPLACEMENT CHARACTER}" * 2]


def test_each_fact_is_told_as_it_was_learnt_last_with_who_and_when(
    record: Keeping, memory: DatabaseMemory
) -> None:
    learnt(record, "hobby", "bees", minutes=1)
    learnt(record, "birthday", "1980-03-31", minutes=2)
    learnt(record, "hobby", "boats", minutes=3)
    learnt(record, "hobby", "bread", customer_id="K-2")

    assert memory.facts("K-1") == (
        Fact("hobby", "boats", NOON + timedelta(minutes=3), "ewa"),
        Fact("birthday", "1980-03-31", NOON + timedelta(minutes=2), "ewa"),
    )


def test_a_fact_that_was_taken_back_is_told_without_a_value(record: Keeping, memory: DatabaseMemory) -> None:
    learnt(record, "hobby", "bees", minutes=1)
    learnt(record, "hobby", "", minutes=2)

    assert [(fact.fact, fact.value) for fact in memory.facts("K-1")] == [("hobby", "")]


@pytest.mark.parametrize("customer_id", ["", "K-1' or '1'='1", "%", "K_1", "\N{PILE OF POO}"])
def test_a_strange_customer_s_number_is_a_value(
    record: Keeping, memory: DatabaseMemory, customer_id: str
) -> None:
    noted(record, "of K-1")

    assert memory.noted(customer_id) == ()
    assert memory.facts(customer_id) == ()
