"""Whose facts a login takes out of a server's record."""

from contextlib import closing

import pytest

from screenpop.events.acts import Look
from screenpop.record.entries import CustomerViewed
from screenpop.record.ids import new_id
from screenpop.storage.facts import LearnedFacts
from tests.storage.made_entries import NOON
from tests.storage.roles.company import copy_of
from tests.storage.roles.conftest import Office


@pytest.mark.parametrize(("who", "customers"), [("anna", ["K-1"]), ("sven", ["K-1", "K-2"])])
def test_agents_export_the_facts_of_their_customers_and_supervisors_all(
    office: Office, who: str, customers: list[str]
) -> None:
    with closing(office.company.database(who)) as database:
        learned = LearnedFacts(database)
        known = list(learned.known())
        versions = list(learned.versions("K-1"))

    assert [fact.customer_id for fact in known] == customers
    assert {(fact.fact, fact.value) for fact in known} == {("birthday", "1980-05-17")}
    assert {fact.agent for fact in versions} == {"anna", "ola"}


def test_that_all_was_exported_can_be_put_on_record_by_any_agent(office: Office) -> None:
    look = CustomerViewed(new_id(), None, NOON, "anna", "", Look.EXPORT, "facts")
    company = copy_of(office.company)
    company.deliver("anna", look)

    seen = company.ask("paul", "select agent, what from screenpop.customer_views where look = 'export'")
    assert seen == [("anna", "facts")]
