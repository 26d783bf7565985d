"""What each role reads, under each policy of the site."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.storage.made_entries import found, started, wrapped_up
from tests.storage.roles.company import Company, copy_of
from tests.storage.roles.conftest import Office

OF_OLA_AND_K1 = "what Ola wrote of K-1"
OF_OLA_AND_K2 = "a secret of Ola's"
OF_ANNA = "what Anna wrote"

NOTES = {
    "own": {OF_ANNA},
    "customers": {OF_ANNA, OF_OLA_AND_K1},
    "all": {OF_ANNA, OF_OLA_AND_K1, OF_OLA_AND_K2},
}


def notes(company: Company, who: str, table: str) -> set[str]:
    return {note for (note,) in company.ask(who, f"select note from screenpop.{table}")}


@pytest.mark.parametrize("table", ["wrap_ups", "legs", "call_log"])
@pytest.mark.parametrize("policy", NOTES)
def test_agents_read_what_the_site_lets_them(office: Office, policy: str, table: str):
    company = copy_of(office.company)
    company.policy(policy)

    assert notes(company, "anna", table) == NOTES[policy]


@pytest.mark.parametrize(
    ("policy", "customers"), [("own", {"K-1"}), ("customers", {"K-1"}), ("all", {"K-1", "K-2"})]
)
def test_agents_read_facts_and_offers_by_the_same_policy(office: Office, policy: str, customers: set[str]):
    company = copy_of(office.company)
    company.policy(policy)

    for table in ("facts_learned", "offers_made", "offers_shown", "gestures_given", "permissions_noted"):
        rows = company.ask("anna", f"select agent, customer_id from screenpop.{table}")
        assert {customer for _, customer in rows} == customers
        assert ("ola", "K-1") in rows or policy == "own"


def test_a_facts_customer_may_be_anybody_where_agents_read_all(office: Office):
    company = copy_of(office.company)
    company.policy("all")

    with company.connected("anna") as connection:
        connection.execute(
            "insert into screenpop.facts_learned (id, at, agent, customer_id, fact, value)"
            " values (gen_random_uuid(), now(), 'anna', 'K-2', 'birthday', '1970-01-01')"
        )


def test_a_customer_opens_with_the_first_call(company: Company):
    company.have_call("ola", "K-2", "what Ola wrote of K-2", number="+48225550999")
    assert notes(company, "anna", "legs") == set()

    call = started("anna's", number="+48225550998", presented="+48225550998")
    company.deliver("anna", call, found(call.id, "K-2"))

    assert "what Ola wrote of K-2" in notes(company, "anna", "legs")


def test_what_became_of_ones_own_call_is_read_but_not_where_agents_read_only_their_own(company: Company):
    company.deliver("anna", started("ring", agent="anna"))
    company.deliver("ola", started("ring", agent="ola"))
    assert company.ask("anna", "select agent from screenpop.legs") == [("anna",)]
    assert company.ask("anna", "select legs from screenpop.call_log") == [(2,)]

    company.policy("own")

    assert company.ask("anna", "select agent from screenpop.legs") == [("anna",)]
    assert company.ask("anna", "select * from screenpop.call_log") == []


def test_supervisors_read_the_log_and_auditors_read_all_of_the_record(office: Office):
    company = office.company

    for who in ("sven", "paul"):
        assert notes(company, who, "call_log") == NOTES["all"]
    assert company.ask("sven", "select count(*) from screenpop.desks") == [(2,)]
    assert company.ask("paul", "select distinct agent from screenpop.customer_views order by 1") == [
        ("anna",),
        ("ola",),
    ]


def test_a_supervisor_takes_calls_as_well(company: Company):
    call = started("sven's", agent="sven")

    company.deliver("sven", call, replace(wrapped_up(call.id, "x"), agent="sven"))

    assert notes(company, "sven", "legs") == {"x"}


def test_other_departments_read_calls_facts_and_offers_without_an_agent(office: Office):
    company = office.company

    assert {note for (note,) in company.ask("bi", "select note from screenpop_read.calls")} == NOTES["all"]
    assert company.ask("bi", "select distinct fact, value from screenpop_read.facts") == [
        ("birthday", "1980-05-17")
    ]
    assert company.ask("bi", "select count(*) from screenpop_read.offers") == [(3,)]
    assert company.ask(
        "bi", "select customer_id, contact, channel, allowed from screenpop_read.permissions"
    ) == [
        ("K-1", "Ewa", "all", False),
        ("K-2", "Ewa", "all", False),
    ]
    assert company.ask("bi", "select gesture, sum(worth) from screenpop_read.gestures group by gesture") == [
        ("chocolates", Decimal("37.5000"))
    ]
    columns = company.alter(
        "select column_name from information_schema.columns where table_schema = 'screenpop_read'"
    )
    assert "agent" not in {name for (name,) in columns}


def test_colleagues_drafts_are_read_of_a_customer_whom_one_had_on_a_call(office: Office):
    assert office.company.ask("ola", "select agent, note from screenpop.drafts('K-1')") == [
        ("anna", "Anna is writing")
    ]
    assert office.company.ask("anna", "select * from screenpop.drafts('K-2')") == []


def test_a_login_that_was_revoked_is_nobody_at_once(company: Company):
    company.have_call("anna", "K-1", OF_ANNA)
    with company.connected("anna", autocommit=True) as connection:
        assert connection.execute("select count(*) from screenpop.legs").fetchall() == [(1,)]

        with company.administering() as administrator:
            administrator.exec_driver_sql(
                f"delete from screenpop.member where login = '{company.login('anna')}'"
            )

        assert connection.execute("select count(*) from screenpop.legs").fetchall() == [(0,)]


def test_a_group_that_was_granted_by_hand_opens_nothing_by_itself(company: Company):
    company.have_call("anna", "K-1", OF_ANNA)
    company.alter("delete from screenpop.member where agent in ('sven', 'paul', 'rita')")

    assert company.ask("sven", "select * from screenpop.legs") == []
    assert company.ask("paul", "select * from screenpop.chain") == []
