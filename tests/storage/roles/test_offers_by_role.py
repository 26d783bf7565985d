"""What every agent is told of offers, whatever the policy lets them read."""

from contextlib import closing
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from screenpop.permission import Channel
from screenpop.storage.colleagues.memory import DatabaseMemory
from screenpop.storage.for_learning import RecordForLearning
from tests.storage.roles.company import copy_of
from tests.storage.roles.conftest import Office

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("policy", ["own", "customers", "all"])
def test_what_a_customer_forbids_and_was_given_binds_every_agent_whatever_they_read(
    office: Office, policy: str
) -> None:
    company = copy_of(office.company)
    company.policy(policy)

    with closing(company.database("anna")) as database:
        memory = DatabaseMemory(database, "anna")
        told = memory.offered("K-2")
        (chocolates,) = memory.spent(LONG_AGO, "PLN")

    assert [(one.contact, one.channel, one.allowed) for one in told.permissions] == [
        ("Ewa", Channel.ALL, False)
    ]
    assert [one.gesture for one in told.given] == ["chocolates"]
    assert (chocolates.times, chocolates.worth) == (3, Decimal("37.50"))


def test_who_is_nobody_in_the_record_is_told_nothing(office: Office) -> None:
    asked = "select screenpop.given_and_permitted('K-2')"
    company = copy_of(office.company)
    assert len(company.ask("anna", asked)) == 2

    company.alter("delete from screenpop.member where agent = 'anna'")

    assert company.ask("anna", asked) == []
    assert company.ask("anna", "select screenpop.gestures_spent('2000-01-01')") == []


@pytest.mark.parametrize("who", ["lena", "sven"])
def test_who_learns_reads_objections_and_what_was_shown_of_everybody(office: Office, who: str) -> None:
    with closing(office.company.database(who)) as database:
        asked = RecordForLearning(database)

        assert asked.objections() == {"K-1", "K-2"}
        assert [one.customer_id for one in asked.shown(LONG_AGO)] == ["K-1", "K-2", "K-1"]
