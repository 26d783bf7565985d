import tomllib
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import phonenumbers
import pytest

from connectors.demo_company.company import build
from connectors.demo_company.settings import settings_text
from screenpop.bootstrap import parts
from screenpop.bootstrap.kinds import all_kinds
from screenpop.customers import Customer
from screenpop.settings.reading import read_settings
from tests.connectors.demo_company.asking import contacts, questions, rows
from tests.connectors.demo_company.conftest import TODAY
from tests.fakes import surroundings


@pytest.fixture
def ask(company, tmp_path):
    """Ask every department about a customer, as the demo company's settings have it."""
    file = tmp_path / "settings.toml"
    file.write_text(settings_text(company.folder, tmp_path / "data"), encoding="utf-8")
    settings = read_settings(file, all_kinds())
    kinds = {kind.name: kind for kind in all_kinds().departments}
    with ExitStack() as sources_open:
        sources = parts.sources_of(settings, parts.secrets_of(settings))
        for source in sources.values():
            sources_open.enter_context(closing(source))

        def ask(customer_id):
            row = next(row for row in contacts(company.folder) if row["customer_id"] == customer_id)
            references = {
                name.removeprefix("ref_"): str(value)
                for name, value in row.items()
                if name.startswith("ref_") and value
            }
            customer = Customer(customer_id, row["customer"], references)

            def answer(name, table):
                around = surroundings(sources[table.source], settings.data, TODAY, name)
                department = kinds[table.kind or name].build(table, replace(around, sources=sources))
                return department.ask(customer)

            return {name: answer(name, table) for name, table in settings.departments.items()}

        yield ask


def test_every_department_answers_about_the_troubled_customer(company, ask):
    answers = ask(company.callers.troubled.customer_id)

    (balance,) = answers["accounting"].balances
    assert balance.overdue > 0
    assert balance.oldest_days > 60
    assert balance.currency == "PLN"
    assert answers["accounting"].as_of == TODAY
    assert answers["accounting"].last_payment is not None
    assert any(item.disputed for item in answers["accounting"].open_items)
    assert len(answers["sales"].purchases) == 20
    assert answers["sales"].last_12_months["PLN"] > 0
    assert answers["sales"].quotes
    assert {order.status for order in answers["sales"].orders} >= {"held by credit"}
    assert answers["credit"].hold
    assert "overdue" in answers["credit"].hold_reason
    assert answers["credit"].terms
    assert (answers["credit"].may_offer, answers["credit"].refer_to) == (None, "Credit desk, ext. 104")
    assert answers["cross_sell"].offers == ()


def test_what_was_said_to_the_troubled_customer_is_one_time_line(company, ask):
    conversation = ask(company.callers.troubled.customer_id)["conversation"]

    assert {said.channel for said in conversation.said} == {"ticket", "e-mail", "web order"}
    assert conversation.silent == ()
    times = [said.at for said in conversation.said]
    assert times == sorted(times, reverse=True)
    assert times[0] < datetime(2026, 3, 2, tzinfo=UTC)
    assert any(said.status == "open" and said.link for said in conversation.said)


def test_the_troubled_customer_is_late_with_a_machine(company, ask):
    hires = ask(company.callers.troubled.customer_id)["hires"]

    assert [(column.name, column.kind.value) for column in hires.columns] == [
        ("Machine", "text"),
        ("Contract", "link"),
        ("Due back", "date"),
        ("Deposit", "money"),
        ("State", "badge"),
        ("Trouble", "warning"),
    ]
    first, *others = hires.rows
    assert first[2] < TODAY
    assert first[5] == "not returned"
    assert others


def test_the_good_customer_owes_nothing_late_and_may_buy(company, ask):
    answers = ask(company.callers.good.customer_id)

    assert sum(balance.overdue for balance in answers["accounting"].balances) == 0
    assert answers["accounting"].as_of == TODAY
    assert not answers["credit"].hold
    assert answers["credit"].available > 0
    assert answers["credit"].may_offer.terms
    assert answers["value"].segment == "Key account"
    assert answers["value"].important
    assert answers["value"].manager
    assert answers["value"].turnover["PLN"] == answers["sales"].last_12_months["PLN"]


def test_the_good_customer_waits_for_a_late_order_and_one_on_its_way(company, ask):
    late, on_its_way, *_ = ask(company.callers.good.customer_id)["sales"].orders

    assert late.is_late(TODAY)
    assert (late.status, late.tracking) == ("back-ordered", None)
    assert not on_its_way.is_late(TODAY)
    assert (on_its_way.status, on_its_way.tracking is not None) == ("shipped", True)


def test_the_good_customer_has_a_quote_that_is_still_good(company, ask):
    quotes = ask(company.callers.good.customer_id)["sales"].quotes

    assert not quotes[0].has_expired(TODAY)


def test_who_only_pays_in_advance_is_unknown_to_credit_and_value(company, ask):
    private = rows(company.folder, "crm", "select * from companies where line_of_business = 'household'")

    answers = ask(private[0]["customer_no"])

    assert (answers["credit"], answers["value"]) == (None, None)
    assert answers["conversation"].silent == ()


@pytest.mark.parametrize("seed", range(1, 6))
def test_the_cast_plays_its_parts_whatever_the_seed_and_the_day(tmp_path, seed):
    today = TODAY + timedelta(days=31 * seed)
    made = build(tmp_path, customers=20, seed=seed, today=today)
    asked = questions(tmp_path)["departments"]
    references = {row["customer_id"]: row for row in contacts(tmp_path)}

    troubled = references[made.callers.troubled.customer_id]
    (standing,) = rows(tmp_path, "risk", asked["credit"]["standing"], ref=troubled["ref_credit"])
    open_items = rows(tmp_path, "ledger", asked["accounting"]["open_items"], ref=troubled["ref_accounting"])
    purchases = rows(tmp_path, "shop", asked["sales"]["purchases"], ref=troubled["ref_sales"])
    good = references[made.callers.good.customer_id]
    (praised,) = rows(tmp_path, "risk", asked["credit"]["standing"], ref=good["ref_credit"])

    assert standing["hold"] == 1
    assert any(item["due"] < (today - timedelta(days=60)).isoformat() for item in open_items)
    assert len(purchases) > 50
    assert praised["hold"] == 0
    assert (standing["segment"], praised["segment"]) == ("C", "A")
    assert {item["disputed"] for item in open_items} == {"Y", "N"}
    orders = rows(tmp_path, "shop", asked["sales"]["orders"], ref=good["ref_sales"])
    assert orders[0]["promised"] < today.isoformat() < orders[1]["promised"]
    quotes = rows(tmp_path, "shop", asked["sales"]["quotes"], ref=good["ref_sales"])
    assert any(quote["valid_until"] > today.isoformat() for quote in quotes)
    hires = rows(tmp_path, "service", asked["hires"]["rows"], customer_id=troubled["customer_id"])
    assert hires[0]["Trouble"] == "not returned"


def test_a_folder_with_quotes_in_its_name_stays_a_string(tmp_path):
    folder = tmp_path / 'a "quoted" \\ folder'
    read = tomllib.loads(settings_text(folder, folder))

    assert read["data"] == folder.resolve().as_posix()


def test_no_number_of_the_demo_company_stands_in_two_tables(company, tmp_path):
    file = tmp_path / "settings.toml"
    file.write_text(settings_text(company.folder, tmp_path / "data"), encoding="utf-8")

    called = read_settings(file, all_kinds()).called

    numbers = [
        phonenumbers.format_number(phonenumbers.parse(number, "PL"), phonenumbers.PhoneNumberFormat.E164)
        for table in called
        for number in table.numbers
    ]
    assert len(numbers) == len(set(numbers)) > 1
