"""The documented example, against a small real CRM: every question, the directory, and what check says."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from connectors.registry import department_kinds, source_kinds
from screenpop.customers import Customer
from screenpop.ports.kinds import DepartmentSurroundings, Kinds, SourceSurroundings
from screenpop.settings.reading import read_settings
from screenpop.shipped import RESOURCES
from telephony.registry import line_kinds
from tests.connectors.sources.rest.crm import TOKEN, Crm

EXAMPLE = RESOURCES / "presets" / "examples" / "crm.toml"
HURT_BUD = Customer("A-7/1", "Hurt-Bud")


@pytest.fixture
def site(serve, tmp_path):
    """The settings that an administrator would write, and their sources and departments."""
    server = serve(Crm())
    (tmp_path / "crm.toml").write_bytes(EXAMPLE.read_bytes())
    file = tmp_path / "settings.toml"
    file.write_text(
        f'region = "PL"\nagent = "anna"\npreset = "crm.toml"\n[sources.crm]\nurl = "{server.url}"\n'
    )
    kinds = Kinds(lines=line_kinds(), sources=source_kinds(), departments=department_kinds())
    settings = read_settings(file, kinds)
    (rest,) = (kind for kind in kinds.sources if kind.name == "rest")
    crm = rest.build(settings.sources["crm"], SourceSurroundings("crm", lambda: TOKEN, tmp_path))

    def department(name: str) -> Callable:
        (kind,) = (kind for kind in kinds.departments if kind.name == name)
        around = DepartmentSurroundings(name, crm, {"crm": crm}, tmp_path, lambda: date(2026, 3, 2), "anna")
        return kind.build(settings.departments[name], around).ask

    yield settings, crm, department, server, rest
    crm.close()


def test_it_says_that_the_crm_answers(site):
    _, crm, _, server, rest = site
    (check,) = rest.examine(crm)

    assert check.passed
    assert server.asked[-1].target == "/v1/me"


def test_everybody_is_listed_with_every_number_over_all_pages(site):
    settings, crm, _, server, _ = site
    rows = list(crm.stream(settings.directory.contacts, {}))

    numbers = [row["number"] for row in rows if row["contact"] == "Person 2"]
    assert sorted(numbers) == ["+48 22 555 01 00", "22 555 01 02", "600 100 002"]
    assert len({row["contact"] for row in rows}) == 7
    assert [row["active"] for row in rows if row["contact"] == "Person 3"] == [False, False]
    assert {row["customer_id"] for row in rows} == {"A-7/1"}
    assert len(server.asked) == 3


def test_accounting_answers(site):
    _, _, department, _, _ = site
    answer = department("accounting")(HURT_BUD)

    assert [item.document for item in answer.open_items] == ["F/1", "F/2", "F/3", "F/4", "F/5"]
    (balance,) = answer.balances
    assert (balance.balance, balance.overdue, balance.oldest_days) == (Decimal("61.50"), Decimal("61.50"), 30)
    assert (answer.last_payment.at, answer.last_payment.amount) == (date(2026, 3, 1), Decimal("30.00"))
    assert answer.as_of == date(2026, 3, 1)


def test_sales_answers(site):
    _, _, department, _, _ = site
    answer = department("sales")(HURT_BUD)

    assert [(bought.product, bought.name) for bought in answer.purchases] == [
        ("P2", "Lime"),
        ("P1", "Cement"),
    ]
    assert [(quote.number, quote.amount) for quote in answer.quotes] == [("Q1", Decimal("12.30"))]


def test_value_answers(site):
    _, _, department, _, _ = site
    answer = department("value")(HURT_BUD)

    assert (answer.since, answer.segment, answer.manager, answer.important) == (
        date(2019, 4, 1),
        "gold",
        "Maria Nowak",
        True,
    )
    assert answer.turnover == {"PLN": Decimal("48120.55")}


def test_the_conversation_is_one_time_line(site):
    _, _, department, _, _ = site
    answer = department("conversation")(HURT_BUD)

    assert [(said.channel, said.text, said.status) for said in answer.said] == [
        ("e-mail", "Asked for a price", None),
        ("ticket", "Pallet broken", "open"),
    ]
    assert answer.said[1].at == datetime(2026, 2, 3, 9, tzinfo=UTC)
    assert answer.silent == ()


@pytest.mark.parametrize("name", ["accounting", "sales", "value", "conversation"])
@pytest.mark.parametrize("stranger", ["A-9", "../invoices", "A-7/1?status=paid", "A-7/1&account=A-8"])
def test_whom_the_crm_does_not_know_has_no_rows_of_anybody_else(site, name, stranger):
    _, _, department, _, _ = site
    answer = department(name)(Customer(stranger, "Nobody"))

    assert not any(getattr(answer, part, ()) for part in ("open_items", "purchases", "quotes", "said"))
