from datetime import date
from decimal import Decimal

import pytest

from connectors.own_panels.kind import KIND
from screenpop.answers.table import Column, ColumnKind, Link, TableAnswer
from screenpop.bootstrap.kinds import all_kinds
from screenpop.customers import Customer
from screenpop.errors import ConfigurationError, UnreadableAnswer
from screenpop.money import Money
from screenpop.settings.reading import read_settings
from tests.connectors.databases import make_source
from tests.fakes import surroundings

CUSTOMER = Customer("C1", "Hurt-Bud", {"rentals": "R7"})
CONTRACTS = "https://crm.example/contracts/{contract_id}"


class Given:
    """A source that gives these rows."""

    name = "rent"

    def __init__(self, *rows):
        self.given = rows
        self.asked = []

    def rows(self, question, parameters, *, within, at_most=10_000):
        self.asked.append((question, dict(parameters)))
        return self.given

    def stream(self, question, parameters):
        raise NotImplementedError

    def close(self):
        return


def asked(folder, *rows, **settings):
    """What the panel answers to these rows."""
    table = KIND.settings(source="rent", rows="what?", **settings)
    return KIND.build(table, surroundings(Given(*rows), folder, name="rentals")).ask(CUSTOMER)


def cell(folder, value, **settings):
    """What becomes of one value in the column `it`."""
    return asked(folder, {"it": value}, **settings).rows[0][0]


def test_a_panel_of_rentals_by_settings_alone(tmp_path):
    answer = asked(
        tmp_path,
        {
            "machine": "Digger 8 t",
            "contract": "2026/17",
            "contract_id": "a/17 ł",
            "until": "2026-03-31",
            "deposit": "1200.5",
            "currency": "pln",
            "state": "out",
            "overdue": 1,
        },
        money=["deposit"],
        dates=["until"],
        links={"contract": CONTRACTS},
        badges=["state"],
        warnings=["overdue"],
    )

    assert answer == TableAnswer(
        columns=(
            Column("machine"),
            Column("contract", ColumnKind.LINK),
            Column("until", ColumnKind.DATE),
            Column("deposit", ColumnKind.MONEY),
            Column("state", ColumnKind.BADGE),
            Column("overdue", ColumnKind.WARNING),
        ),
        rows=(
            (
                "Digger 8 t",
                Link("2026/17", "https://crm.example/contracts/a%2F17%20%C5%82"),
                date(2026, 3, 31),
                Money(Decimal("1200.50"), "PLN"),
                "out",
                "overdue",
            ),
        ),
    )


def test_the_question_binds_the_panels_own_number_for_the_customer_and_who_asks(tmp_path):
    source = Given()
    table = KIND.settings(source="rent", rows="what?")

    KIND.build(table, surroundings(source, tmp_path, name="rentals")).ask(CUSTOMER)

    assert source.asked == [("what?", {"customer_id": "C1", "ref": "R7", "agent": "anna"})]


def test_a_real_database_is_asked(tmp_path):
    source = make_source(
        tmp_path, "create table rent (no, machine, fee); insert into rent values ('R7', 'Saw', 5);"
    )
    table = KIND.settings(
        source="ledger",
        rows="""select machine as "The machine", fee as "FEE" from rent where no = :ref""",
        money=["fee"],
        currency="EUR",
    )

    answer = KIND.build(table, surroundings(source, tmp_path, name="rentals")).ask(CUSTOMER)

    assert [column.name for column in answer.columns] == ["The machine", "FEE"]
    assert answer.rows == (("Saw", Money(Decimal("5.00"), "EUR")),)
    source.close()


def test_no_rows_are_an_answer(tmp_path):
    assert asked(tmp_path, money=["deposit"]) == TableAnswer((), ())


def test_fifty_rows_are_shown_and_the_others_counted(tmp_path):
    answer = asked(tmp_path, *({"n": n} for n in range(61)))

    assert (len(answer.rows), answer.rows[-1], answer.left_out) == (50, ("49",), 11)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (10023, "10023"),
        (2.0, "2"),
        ("  x ", "x"),
        ("", None),
        (None, None),
        (date(2026, 3, 2), "2026-03-02"),
        ("<b>", "<b>"),
        ("a" * 600, "a" * 499 + "…"),
    ],
)
def test_a_column_that_nobody_names_is_text(tmp_path, value, text):
    assert cell(tmp_path, value) == text


@pytest.mark.parametrize(
    ("value", "mark"),
    [
        *((yes, "it") for yes in (1, "1", True, "Y", "yes", "TRUE", 1.0)),
        *((no, None) for no in (0, "0", False, "N", "no", "false", None, "", "  ", 0.0)),
        ("3 open", "3 open"),
        (2, "2"),
        ("F", "F"),
    ],
)
@pytest.mark.parametrize("kind", ["badges", "warnings"])
def test_a_mark_is_its_words_or_its_columns_name_where_it_only_says_yes(tmp_path, kind, value, mark):
    assert cell(tmp_path, value, **{kind: ["it"]}) == mark


def test_an_amount_that_is_not_there_needs_no_currency(tmp_path):
    (row,) = asked(tmp_path, {"fee": None, "currency": None}, money=["fee"]).rows

    assert row == (None,)


def test_an_amount_has_the_digits_of_its_currency(tmp_path):
    (row,) = asked(tmp_path, {"fee": 1999.5, "currency": "JPY"}, money=["fee"]).rows

    assert row == (Money(Decimal(2000), "JPY"),)


@pytest.mark.parametrize("value", ["..", ".", None, ""])
def test_a_link_whose_address_cannot_be_made_is_only_text(tmp_path, value):
    (row,) = asked(tmp_path, {"contract": "17", "contract_id": value}, links={"contract": CONTRACTS}).rows

    assert row == ("17",)


@pytest.mark.parametrize(
    "value", ["../../admin", "x?y=1#z", "a b", "//evil.example", "%2e%2e", "\r\nx", "@evil.example"]
)
def test_a_value_stays_within_its_place_of_the_address(tmp_path, value):
    (row,) = asked(
        tmp_path, {"contract": value}, links={"contract": "https://crm.example/{contract}?a=b"}
    ).rows

    link = row[0]
    assert link.address.startswith("https://crm.example/")
    assert link.address.endswith("?a=b")
    between = link.address.removeprefix("https://crm.example/").removesuffix("?a=b")
    assert not set(between) & set("/?#@ \r\n")


def test_a_column_that_is_named_is_shown_although_an_address_takes_it_too(tmp_path):
    answer = asked(
        tmp_path,
        {"contract": "17", "contract_id": "5"},
        links={"contract": CONTRACTS},
        badges=["contract_id"],
    )

    assert [column.name for column in answer.columns] == ["contract", "contract_id"]


@pytest.mark.parametrize(
    ("row", "settings", "complaint"),
    [
        ({"x": 1}, {"money": ["deposit"]}, "must give a column “deposit”; it gives x"),
        ({"fee": 1}, {"money": ["fee"]}, "must give a column “currency”; it gives fee"),
        ({"x": 1}, {"links": {"x": CONTRACTS}}, "must give a column “contract_id”; it gives x"),
        ({"fee": "N/A"}, {"money": ["fee"], "currency": "PLN"}, "row 1: the column “fee” must be an amount"),
        ({"fee": 1, "currency": None}, {"money": ["fee"]}, "row 1: the column “currency” is empty"),
        ({"fee": 1, "currency": "zł"}, {"money": ["fee"]}, "the column “currency” must be a currency"),
        ({"Until": "soon"}, {"dates": ["until"]}, "row 1: the column “Until” must be a date"),
    ],
)
def test_what_cannot_be_read_is_told_by_its_column(tmp_path, row, settings, complaint):
    with pytest.raises(UnreadableAnswer, match=f"“rows”.*{complaint}|{complaint}"):
        asked(tmp_path, row, **settings)


def test_columns_are_held_without_rows_too():
    (question,) = KIND.questions
    settings = KIND.settings(source="rent", rows="what?", money=["fee"], currency="PLN")

    question.hold(settings, ("machine", "FEE"))
    with pytest.raises(UnreadableAnswer, match="must give a column “fee”; it gives machine"):
        question.hold(settings, ("machine",))


HEAD = """
region = "PL"

[sources.rent]
kind = "sql"
url = "sqlite:///rent.db"

[departments.rentals]
kind = "table"
title = "Rentals"
source = "rent"
rows = "select 1"
"""


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (
            'links = { contract = "ftp://crm.example/{id}" }',
            "“departments.rentals.links”: .* begins with http",
        ),
        ('links = { contract = "javascript:{id}" }', "“departments.rentals.links”: .* begins with http"),
        ('links = { contract = "https://{host}/x" }', "“departments.rentals.links”: .* host's name"),
        ('links = { contract = "https://a.example:{port}/x" }', "“departments.rentals.links”"),
        ('links = { contract = "https://crm.example/{id" }', "“departments.rentals.links”: .* brace without"),
        ('links = { contract = "https://crm.example/{}" }', "“departments.rentals.links”: .* brace"),
        ('money = ["fee"]\ndates = ["Fee"]', "“departments.rentals”: the column 'Fee' can only be one of"),
        ('currency = "zł"', "“departments.rentals.currency”"),
        ('monies = ["fee"]', "“departments.rentals.monies”: there is no such key; allowed are .*money"),
        ('money = "fee"', "“departments.rentals.money”"),
    ],
)
def test_settings_that_cannot_work_are_told_by_their_key(tmp_path, text, complaint):
    file = tmp_path / "settings.toml"
    file.write_text(HEAD + text, encoding="utf-8")

    with pytest.raises(ConfigurationError, match=complaint):
        read_settings(file, all_kinds())


def test_a_panel_is_called_what_the_settings_call_it(tmp_path):
    file = tmp_path / "settings.toml"
    file.write_text(HEAD, encoding="utf-8")

    table = read_settings(file, all_kinds()).departments["rentals"]

    assert table.title == "Rentals"
    assert KIND.build(table, surroundings(Given(), tmp_path, name="rentals")).name == "rentals"
