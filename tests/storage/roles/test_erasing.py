"""Erasing is lawful, complete, told, and leaves the chain provable."""

import json

import pytest

from screenpop.events.acts import Look
from screenpop.record.entries import CallDetailed, CustomerViewed
from screenpop.record.ids import new_id
from tests.storage.made_entries import NOON, started
from tests.storage.roles.company import Company
from tests.storage.roles.test_verifying import verified

SECRETS = ("what Anna wrote", "Customer K-1", "Name of K-1", "+48225550123", "1980-05-17")


def everything(company: Company) -> str:
    """All that the database's tables say."""
    tables = [
        name for (name,) in company.alter("select tablename from pg_tables where schemaname = 'screenpop'")
    ]
    return json.dumps([company.alter(f"select t::text from screenpop.{name} t") for name in tables])


@pytest.fixture
def busy(company: Company) -> Company:
    company.have_call("anna", "K-1", "what Anna wrote")
    company.have_call("ola", "K-2", "what Ola wrote", number="+48225550999")
    return company


def test_nothing_of_an_erased_customer_is_left_and_the_rest_stays(busy: Company):
    assert all(secret in everything(busy) for secret in SECRETS)
    [(kept,)] = busy.alter("select count(*) from screenpop.facts_learned where customer_id = 'K-2'")

    [(erased,)] = busy.ask_and_commit("rita", "select screenpop.erase_person('K-1', null, 'article 17')")

    left = everything(busy)
    assert [secret for secret in SECRETS[:-1] if secret.casefold() in left.casefold()] == []
    assert "what Ola wrote" in left
    assert busy.alter("select count(*) from screenpop.facts_learned") == [(kept,)]
    assert erased == {
        "calls": 1,
        "call_details": 1,
        "callers_found": 2,
        "checks_made": 1,
        "customer_views": 1,
        "facts_learned": 1,
        "gestures_given": 1,
        "offers_made": 1,
        "offers_shown": 1,
        "party_changes": 1,
        "permissions_noted": 1,
        "promises": 2,
        "promises_settled": 1,
        "promises_taken": 1,
        "wrap_ups": 1,
    }


def test_erasing_by_number_erases_who_called_from_it_and_what_was_noted(busy: Company):
    busy.ask_and_commit("rita", "select screenpop.erase_person(null, '+48225550123', 'article 17')")

    left = everything(busy)
    assert [secret for secret in SECRETS[:-1] if secret.casefold() in left.casefold()] == []
    assert "what Ola wrote" in left


def test_after_an_erasure_everything_is_verified_and_the_erased_rows_are_counted(busy: Company):
    before, _ = verified(busy)
    busy.ask_and_commit("rita", "select screenpop.erase_person('K-1', null, 'article 17')")

    found, faults = verified(busy)

    assert faults == []
    assert (found.erased, found.erasures) == (17, 1)
    assert found.links == before.links + 1 + 4  # the erasure, and each row that it left in part


def test_a_second_erasure_finds_nothing_and_leaves_no_link(busy: Company):
    busy.ask_and_commit("rita", "select screenpop.erase_person('K-1', null, 'article 17')")
    before, _ = verified(busy)

    [(erased,)] = busy.ask_and_commit("rita", "select screenpop.erase_person('K-1', null, 'again')")

    assert erased == {}
    assert verified(busy)[0].links == before.links


def test_a_row_that_was_erased_and_comes_back_is_found(busy: Company):
    [(row,)] = busy.alter("select to_jsonb(f) from screenpop.facts_learned f where customer_id = 'K-1'")
    busy.ask_and_commit("rita", "select screenpop.erase_person('K-1', null, 'article 17')")
    busy.alter(
        "set session_replication_role = replica; insert into screenpop.facts_learned"
        f" select (jsonb_populate_record(null::screenpop.facts_learned, '{json.dumps(row)}')).*"
    )

    assert {fault.kind for fault in verified(busy)[1]} == {"facts_learned"}


def test_the_legs_of_an_erased_call_stay_one_call(company: Company):
    for agent in ("anna", "ola"):
        company.deliver(agent, started(f"ring-{agent}", agent=agent))
    company.deliver("anna", started("another", number="+4811", presented="+4811"))
    before = company.alter("select count(*) from screenpop.call_log")

    company.ask_and_commit("rita", "select screenpop.erase_person(null, '+48225550123', 'article 17')")

    assert company.alter("select count(*) from screenpop.call_log") == before == [(2,)]
    assert verified(company)[1] == []


def test_an_erasure_names_nobody(busy: Company):
    busy.ask_and_commit("rita", "select screenpop.erase_person('K-1', null, 'article 17')")

    [(login, reason, deleted, redacted)] = busy.alter(
        "select login, reason, deleted, redacted from screenpop.erasures"
    )

    assert (login, reason, deleted, redacted) == (busy.login("rita"), "article 17", 13, 4)
    assert "K-1" not in everything(busy)


def test_what_is_exported_is_everything_and_that_it_was_is_on_record(busy: Company):
    [(exported,)] = busy.ask_and_commit("rita", "select screenpop.export_person('K-1', null)")

    told = json.dumps(exported, ensure_ascii=False)
    assert all(secret in told for secret in SECRETS)
    assert "what Ola wrote" not in told
    assert busy.alter(
        "select customer_id from screenpop.customer_views where look = 'export' and agent = 'rita'"
    ) == [("K-1",)]


def test_old_notes_and_looks_go_and_young_ones_stay(busy: Company):
    busy.alter("""set session_replication_role = replica;
        update screenpop.wrap_ups set at = now() - interval '25 months' where agent = 'anna';
        update screenpop.wrap_ups set at = now() - interval '23 months' where agent = 'ola';
        update screenpop.customer_views set at = now() - interval '13 months' where agent = 'anna';
        update screenpop.customer_views set at = now() - interval '11 months' where agent = 'ola';
        update screenpop.offers_shown set at = now() - interval '13 months' where agent = 'anna';
        update screenpop.offers_shown set at = now() - interval '11 months' where agent = 'ola';
        update screenpop.gestures_given set at = now() - interval '25 months' where agent = 'anna';
        update screenpop.gestures_given set at = now() - interval '23 months' where agent = 'ola';
        update screenpop.permissions_noted set at = now() - interval '30 years'""")

    [(erased,)] = busy.ask_and_commit("rita", "select screenpop.erase_old(24, 12, 1000)")

    assert erased == {"wrap_ups": 1, "customer_views": 1, "offers_shown": 1, "gestures_given": 1}
    assert busy.alter("select count(*) from screenpop.permissions_noted") == [(2,)]
    assert busy.alter("select agent from screenpop.offers_shown") == [("ola",)]
    assert busy.alter("select agent from screenpop.gestures_given") == [("ola",)]
    assert busy.alter("select note from screenpop.wrap_ups order by note") == [("",), ("what Ola wrote",)]
    assert busy.alter("select agent from screenpop.customer_views") == [("ola",)]
    assert busy.alter("select note from screenpop.legs where agent = 'anna'") == [("",)]


def test_retention_takes_no_more_at_once_than_it_is_told(busy: Company):
    busy.alter(
        "set session_replication_role = replica; update screenpop.wrap_ups set at = now() - interval '3 years'"
    )

    taken = [busy.ask_and_commit("rita", "select screenpop.erase_old(24, 12, 1)")[0][0] for _ in range(3)]

    assert taken == [{"wrap_ups": 1}, {"wrap_ups": 1}, {}]


def test_details_that_say_nothing_of_the_person_are_left_alone(company: Company):
    call = started("queue only", number=None, presented=None, name=None, withheld=True)
    company.deliver("anna", call, CallDetailed(new_id(), call.id, NOON, queue="sales"))

    assert company.ask("rita", "select screenpop.erase_person('K-1', null, 'x')") == [({},)]


@pytest.mark.parametrize(
    "erase",
    ["erase_person('K-9', null, 'article 17')", "erase_old(24, 12, 100)"],
    ids=["a person", "what is old"],
)
def test_what_a_desk_that_died_was_writing_goes_and_a_living_desk_stays_on_the_board(
    company: Company, erase: str
):
    for agent in ("anna", "ola"):
        company.at_desk(agent, "K-9", f"a draft of {agent}")
    company.alter(
        "set session_replication_role = replica;"
        " update screenpop.desks set seen_at = now() - interval '3 hours' where agent = 'anna'"
    )

    company.ask_and_commit("rita", f"select screenpop.{erase}")

    assert "a draft of anna" not in everything(company)
    assert "a draft of ola" in everything(company)


def test_a_look_that_names_the_number_is_exported_and_erased_with_it(company: Company):
    for number in ("+4822555", "+48225550123"):
        what = f"csv: agent=anna, number={number}"
        company.deliver("anna", CustomerViewed(new_id(), None, NOON, "anna", "", Look.EXPORT, what))

    [(exported,)] = company.ask_and_commit("rita", "select screenpop.export_person(null, '+4822555')")
    [(erased,)] = company.ask_and_commit(
        "rita", "select screenpop.erase_person(null, '+4822555', 'article 17')"
    )

    assert [look["what"] for look in exported["customer_views"]] == ["csv: agent=anna, number=+4822555"]
    assert erased == {"customer_views": 1}
    assert verified(company)[1] == []
