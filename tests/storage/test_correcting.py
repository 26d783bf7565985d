"""It was somebody else: the note and the log go to the other customer, in a file and on a server alike."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from screenpop.record.entries import Entry, WrapUp
from screenpop.record.filters import LogFilter
from screenpop.record.ids import new_id
from screenpop.storage.call_log import DatabaseCallLog
from screenpop.storage.colleagues.memory import DatabaseMemory
from screenpop.storage.colleagues.notices import notices_of
from screenpop.storage.database import Database
from tests.storage.made_entries import NOON, Keeping, found, started


@pytest.fixture
def memory(database: Database) -> DatabaseMemory:
    return DatabaseMemory(database, "anna")


def noted(record: Keeping) -> UUID:
    """A call that the directory took for K-1's, with a note."""
    call = started()
    record.keep(call)
    record.keep(found(call.id, "K-1"))
    record.keep(WrapUp(new_id(), call.id, NOON, "ewa", "Delivery", "Solved", "wants six"))
    return call.id


def corrected(call: UUID) -> Entry:
    return replace(found(call, "K-2"), customer="Inna firma", contact="Jan", at=NOON + timedelta(hours=2))


def test_the_note_is_told_of_the_other_customer_and_of_the_first_no_more(
    record: Keeping, memory: DatabaseMemory
) -> None:
    call = noted(record)
    assert [one.note for one in memory.noted("K-1")] == ["wants six"]

    record.keep(corrected(call))

    assert memory.noted("K-1") == ()
    assert [one.note for one in memory.noted("K-2")] == ["wants six"]


def test_the_log_and_a_search_by_customer_have_the_other_one(
    record: Keeping, call_log: DatabaseCallLog
) -> None:
    call = noted(record)
    record.keep(corrected(call))

    (logged,) = call_log.page(LogFilter(), at_most=10)
    assert (logged.customer_id, logged.customer, logged.contact) == ("K-2", "Inna firma", "Jan")
    assert logged.note == "wants six"


def test_a_correction_that_arrives_before_what_it_corrects_counts_all_the_same(
    record: Keeping, memory: DatabaseMemory
) -> None:
    call = started()
    first = found(call.id, "K-1")
    second = corrected(call.id)
    record.keep(call)
    record.keep(second)
    record.keep(first)
    record.keep(WrapUp(new_id(), call.id, NOON, "ewa", "Delivery", "Solved", "wants six"))

    assert [one.note for one in memory.noted("K-2")] == ["wants six"]
    assert memory.noted("K-1") == ()


def test_desks_that_show_either_customer_hear_of_it(record: Keeping, database: Database) -> None:
    correction = corrected(noted(record))
    record.keep(correction)

    with database.writing() as connection:
        told = {(notice.what, notice.customer_id) for notice in notices_of(connection, [correction], "ewa")}

    assert {("noted", "K-1"), ("noted", "K-2")} <= told


def test_who_is_found_on_a_call_without_a_note_moves_none(record: Keeping, database: Database) -> None:
    call = started()
    record.keep(call)
    record.keep(found(call.id, "K-1"))
    second = found(call.id, "K-2")
    record.keep(second)

    with database.writing() as connection:
        assert [notice.what for notice in notices_of(connection, [second], "ewa")] == ["found"]
