"""Who reads what is due, who has it of two that claim it, and that it can be proved."""

import threading
from contextlib import closing

import pytest

from screenpop.record.entries import PromiseMade
from screenpop.storage.day import DatabaseDay
from screenpop.storage.roles.faults import Wrong
from screenpop.storage.roles.verifying import verify
from tests.storage.made_entries import claimed, promised, settled
from tests.storage.roles.company import Company


def due(company: Company, who: str) -> set[str]:
    with closing(company.database(who)) as database:
        return {one.what for one in DatabaseDay(database).due()}


def faults(company: Company) -> set[tuple[Wrong, str]]:
    told: set[tuple[Wrong, str]] = set()
    with closing(company.database("paul")) as database, database.reading() as connection:
        verify(connection, {}, tell=lambda fault: told.add((fault.wrong, fault.kind)))
    return told


@pytest.fixture
def promises(company: Company) -> Company:
    company.deliver(
        "ola",
        promised("anybody's", agent="ola", customer_id="K-2"),
        promised("Ola's", agent="ola", taken_by="ola", customer_id="K-2"),
    )
    company.deliver("anna", promised("Anna's", taken_by="anna", customer_id="K-9"))
    return company


@pytest.mark.parametrize(
    ("policy", "reads"),
    [
        ("own", {"anybody's", "Anna's"}),
        ("customers", {"anybody's", "Anna's"}),
        ("all", {"anybody's", "Anna's", "Ola's"}),
    ],
)
def test_what_nobody_has_claimed_is_read_by_all_agents_and_the_rest_as_the_policy_says(
    promises: Company, policy, reads
):
    promises.policy(policy)

    assert due(promises, "anna") == reads
    assert due(promises, "sven") == due(promises, "paul") == {"anybody's", "Anna's", "Ola's"}


def test_who_claims_something_may_read_of_its_customer_from_then_on(promises: Company):
    asked = "select count(*) from screenpop.agent_customers where customer_id = 'K-2'"
    assert promises.ask("anna", asked) == [(0,)]
    promise = only(promises, "anybody's")

    promises.deliver("anna", claimed(promise))

    assert promises.ask("anna", asked) == [(1,)]
    assert due(promises, "anna") == {"anybody's", "Anna's", "Ola's"}


def test_who_was_slower_reads_who_has_it(promises: Company):
    promises.policy("own")
    promise = only(promises, "anybody's")

    promises.deliver("ola", claimed(promise, "ola"))
    assert due(promises, "anna") == {"Anna's"}
    promises.deliver("anna", claimed(promise))

    with closing(promises.database("anna")) as database:
        found = DatabaseDay(database).find(promise.id)
    assert found is not None
    assert found.taken_by == "ola"


def only(company: Company, what: str) -> PromiseMade:
    [(id_,)] = company.alter(
        f"select id from screenpop.promises where what = '{what.replace(chr(39), chr(39) * 2)}'"
    )
    return promised(what, id=id_)


def test_of_logins_that_claim_the_same_at_the_same_time_just_one_has_it_and_the_record_proves_it(
    promises: Company,
):
    promise, ready = only(promises, "anybody's"), threading.Barrier(3)

    def claim(agent: str) -> None:
        ready.wait(10)
        promises.deliver(agent, claimed(promise, agent))

    claiming = [threading.Thread(target=claim, args=(agent,)) for agent in ("anna", "ola", "sven")]
    for thread in claiming:
        thread.start()
    for thread in claiming:
        thread.join(20)

    first = promises.alter(
        "select t.agent from screenpop.promises_taken t join screenpop.chain c on c.id = t.id order by c.seq"
    )
    assert {agent for (agent,) in first} == {"anna", "ola", "sven"}
    with closing(promises.database("sven")) as database:
        found = DatabaseDay(database).find(promise.id)
    assert found is not None
    assert found.taken_by == first[0][0]
    assert faults(promises) == set()


def test_a_claim_or_a_settlement_that_comes_too_late_is_taken_in_and_changes_nothing(promises: Company):
    promises.policy("own")
    promise = only(promises, "anybody's")
    promises.deliver("ola", claimed(promise, "ola"), settled(promise, "ola"))

    promises.deliver("anna", claimed(promise), settled(promise))

    assert due(promises, "sven") == {"Anna's", "Ola's"}
    assert faults(promises) == set()


@pytest.mark.parametrize(
    "change",
    [
        "update screenpop.promises_due set taken_by = 'anna' where what = 'Ola''s'",
        "update screenpop.promises_due set number = '+48999' where what = 'Ola''s'",
        "delete from screenpop.promises_due where what = 'Ola''s'",
    ],
)
def test_a_day_that_says_something_else_than_the_entries_is_found(promises: Company, change: str):
    assert faults(promises) == set()

    promises.alter(change)

    assert faults(promises) == {(Wrong.PROJECTION, "promises_due")}
