"""What is proposed for a source is what an administrator would have written, and it runs."""

import sqlite3
import tomllib

import pytest

from screenpop.bootstrap.kinds import all_kinds
from screenpop.diagnostics.discovery.vocabulary import KEYS, likeness
from tests.program import screenpop

TABLES = """
create table customer (customer_no text primary key, name text, created_at text, active integer);
create table phone (customer_no text references customer (customer_no), telephone text);
create table invoices (invoice_no text, customer_no text references customer (customer_no), due_date text,
                       residual text, curr text, note text);
create table saleline (id integer, sale integer references sale (id), sku text, qty integer, total text);
create table sale (id integer primary key, buyer_id text, sold_at text, currency text);
create table "Odd Table" ("from" text, "select" text, "a""b" text);
insert into customer values ('K1', 'Hurt-Bud', '2019-04-01', 1), ('K2', 'Stal-Mix', '2020-01-02', 1),
                            ('K3', 'Cegła', '2021-05-05', 0), ('K4', 'Dach', '2021-05-06', 1);
insert into phone values ('K1', '22 555 01 23'), ('K2', '22 555 01 24'), ('K3', '61 852 01 01'), ('K4', '601 200 300');
insert into invoices values ('F1', 'K1', '2026-01-31', '100.00', 'PLN', 'N/A'),
                            ('F2', 'K1', '2026-02-28', '20', 'PLN', ''),
                            ('F3', 'K2', '2026-02-28', '7.50', 'EUR', ''), ('F4', 'K4', '2026-02-01', '0', 'EUR', '');
insert into sale values (1, 'K1', '2026-01-05', 'PLN'), (2, 'K2', '2026-01-06', 'PLN');
insert into saleline values (1, 1, 'A-1', 2, '11.00'), (2, 1, 'A-2', 1, '5'), (3, 2, 'A-1', 1, '5.50');
"""
SETTINGS = """
region = "PL"
agent = "anna"
data = "desk"
[line]
kind = "simulator"
[sources.erp]
kind = "sql"
url = "sqlite:///erp.db"
"""
WEB = """
[sources.web]
kind = "rest"
url = "https://crm.example"
"""


@pytest.fixture
def site(tmp_path):
    database = sqlite3.connect(tmp_path / "erp.db")
    database.executescript(TABLES)
    database.close()
    settings = tmp_path / "settings.toml"
    settings.write_text(SETTINGS)
    return settings


def discovered(site, *more):
    done = screenpop("discover", "erp", "--config", str(site), *more)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_table_is_listed_with_its_columns_and_what_they_refer_to(site):
    told = discovered(site)

    assert "# invoices (invoice_no text, customer_no text → customer" in told
    assert "Odd Table" in told


def test_what_is_proposed_works_as_it_stands(site):
    proposed = discovered(site)
    tables = tomllib.loads(proposed)
    assert set(tables["departments"]) >= {"accounting", "sales", "cross_sell"}

    site.write_text(SETTINGS + proposed)
    assert screenpop("directory", "import", "--config", str(site)).returncode == 0
    done = screenpop("check", "--config", str(site))

    assert done.returncode == 0, done.stdout + done.stderr
    assert "accounting: open_items" in done.stdout
    assert "3 rows for 2 customers, such as Hurt-Bud (K1)" in done.stdout
    found = screenpop("directory", "find", "+48225550123", "--config", str(site), "--json")
    assert '"Hurt-Bud"' in found.stdout


def test_where_customers_are_known_the_column_of_their_numbers_is_certain(site):
    proposed = discovered(site, "--department", "directory")
    assert "[departments" not in proposed
    site.write_text(SETTINGS + proposed)
    screenpop("directory", "import", "--config", str(site))

    told = discovered(site, "--department", "accounting")

    assert "where customer_no = :ref and residual <> 0" in told
    assert "by its name only" not in told


def test_only_the_department_that_is_wanted_is_proposed(site):
    tables = tomllib.loads(discovered(site, "--department", "sales"))

    assert list(tables["departments"]) == ["sales"]
    assert "directory" not in tables


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("shop",), "There is no source “shop”; there are erp, web."),
        (("erp", "--department", "gardening"), "“gardening” cannot be proposed; there are accounting"),
        (("web",), "“web” does not tell what it holds"),
    ],
)
def test_what_cannot_be_discovered_is_said(site, arguments, told):
    site.write_text(SETTINGS + WEB)

    done = screenpop("discover", *arguments, "--config", str(site))

    assert done.returncode == 2
    assert told in done.stderr


@pytest.mark.parametrize(
    ("name", "like"),
    [
        ("customer_no", True),
        ("CustomerNo", True),
        ('"KUNDENNR"', True),
        ("erp.party", True),
        ("INV_NO", False),
        ("order_id", False),
        ("note", False),
    ],
)
def test_names_are_alike_by_the_words_that_say_something(name, like):
    assert (likeness(name, KEYS) > 0) is like


def test_every_column_that_a_shipped_department_requires_has_words():
    from dataclasses import fields

    from screenpop.diagnostics.discovery.vocabulary import COLUMNS, TABLES
    from screenpop.ports.rows import is_required

    for kind in all_kinds().departments:
        for question in kind.questions:
            if question.hold is None:
                assert question.key in TABLES
                assert {field.name for field in fields(question.row) if is_required(field)} <= set(COLUMNS)


def test_three_letters_that_are_no_money_are_not_taken_for_a_currency(site):
    database = sqlite3.connect(site.parent / "erp.db")
    database.execute(
        "create table clients (customer_no text, customer_since text, turnover text, active text)"
    )
    database.executemany(
        "insert into clients values (?, '2020-01-01', '1', 'yes')", [(f"K{n}",) for n in range(1, 5)]
    )
    database.commit()
    database.close()

    assert "active as currency" not in discovered(site, "--department", "value")
