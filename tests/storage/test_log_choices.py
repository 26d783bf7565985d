"""What the log holds to choose from."""

from dataclasses import replace
from datetime import timedelta

import pytest

from screenpop.record.choices import KnownCustomer, LogChoices
from screenpop.storage.database import Database
from screenpop.storage.log_choices import RecordChoices
from tests.storage.made_entries import NOON, Keeping, found, started, wrapped_up


@pytest.fixture
def choices(database: Database) -> RecordChoices:
    return RecordChoices(database)


def test_each_thing_is_there_once_in_order(record: Keeping, choices: RecordChoices) -> None:
    for number, (agent, queue) in enumerate((("ola", "Sales"), ("anna", None), ("ola", "Service"))):
        call = started(f"call-{number}", agent=agent, queue=queue, number=f"+4822555012{number}")
        record.keep(call)
        record.keep(wrapped_up(call.id))

    assert choices.choices() == LogChoices(
        agents=("anna", "ola"),
        queues=("Sales", "Service"),
        dids=("+48225550100",),
        dispositions=("Solved",),
    )


def test_an_empty_log_offers_nothing(choices: RecordChoices) -> None:
    assert choices.choices() == LogChoices()
    assert choices.customers("a", at_most=5) == []


def test_customers_are_found_by_part_of_their_name_whatever_its_accents_the_latest_first(
    record: Keeping, choices: RecordChoices
) -> None:
    for number, (customer_id, name) in enumerate(
        (("K-1", "Wąs i Syn"), ("K-2", "Zielona"), ("K-3", "Wasser 9%"))
    ):
        at = NOON + timedelta(hours=number)
        call = started(f"call-{number}", at=at, number=f"+4822555012{number}")
        record.keep(call)
        record.keep(replace(found(call.id, customer_id, name, contact=None), at=at))

    wasser = KnownCustomer("K-3", "Wasser 9%")
    assert choices.customers("was", at_most=5) == [wasser, KnownCustomer("K-1", "Wąs i Syn")]
    assert choices.customers("was", at_most=1) == [wasser]
    assert choices.customers("K-2", at_most=5) == [KnownCustomer("K-2", "Zielona")]
    assert choices.customers("%", at_most=5) == [wasser]
