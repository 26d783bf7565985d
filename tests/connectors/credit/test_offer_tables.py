"""The site's table in the settings file, and what is said of one that cannot work."""

from datetime import date
from decimal import Decimal

import pytest

from connectors.credit.kind import KIND
from screenpop.bootstrap.kinds import all_kinds
from screenpop.customers import Customer
from screenpop.errors import ConfigurationError
from screenpop.settings.reading import read_settings
from tests.connectors.databases import make_source
from tests.fakes import surroundings

HEAD = """
region = "PL"
agent = "marek"

[line]
kind = "simulator"

[sources.risk]
kind = "sql"
url = "sqlite:///risk.db"

[departments.credit]
source = "risk"
standing = "select 1"
"""
TABLE = """
refer_to = "Credit desk, ext. 210"

[departments.credit.authority]
levels = ["junior", "senior", "lead"]
default = "junior"
agents = { Marek = "senior", ewa = "lead" }

[[departments.credit.offers]]
segment = ["A", "B"]
standing = "good"
authority = "senior"
terms = "3/14 net 45"
discount = 3.0
until = 2026-06-30
reason = "spring"

[[departments.credit.offers]]
standing = ["overdue", "over_limit"]
refer_to = "Dunning, ext. 220"
"""


def credit_of(folder, text):
    file = folder / "settings.toml"
    file.write_text(HEAD + text, encoding="utf-8")
    return read_settings(file, all_kinds()).departments["credit"]


def test_the_table_is_read_in_its_order(tmp_path):
    policy = credit_of(tmp_path, TABLE).policy

    first, second = policy.rules
    assert (first.segments, first.conditions, first.rank) == ({"a", "b"}, {"good"}, 1)
    assert (first.terms, str(first.discount), first.until) == ("3/14 net 45", "3", date(2026, 6, 30))
    assert (second.conditions, second.refer_to) == ({"overdue", "over_limit"}, "Dunning, ext. 220")
    assert (policy.ranks, policy.usual_rank) == ({"marek": 1, "ewa": 2}, 0)
    assert (policy.refer_to, policy.near_limit) == ("Credit desk, ext. 210", 90)


def test_without_a_table_there_are_no_rules(tmp_path):
    policy = credit_of(tmp_path, "").policy

    assert (policy.rules, policy.ranks, policy.refer_to) == ((), {}, None)


def row(text):
    return f'[departments.credit.authority]\nlevels = ["junior"]\n[[departments.credit.offers]]\n{text}\n'


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (
            row('standing = "fine"\nterms = "x"'),
            "“departments.credit.offers.0.standing.0”: .*'good', 'near_limit'",
        ),
        (row('terms = "x"\ndiscount = 101'), "“departments.credit.offers.0.discount”"),
        (row('terms = "x"\ndiscount = "much"'), "“departments.credit.offers.0.discount”"),
        (row('terms = "x"\nuntil = "soon"'), "“departments.credit.offers.0.until”"),
        (row('terms = "x"\nrefer_to = "y"'), '“departments.credit.offers.0”: .*either "terms" or "refer_to"'),
        (row("discount = 1"), '“departments.credit.offers.0”: .*either "terms" or "refer_to"'),
        (row('terms = "x"\nstate = "good"'), "“departments.credit.offers.0.state”: there is no such key"),
        (row('terms = "x"\nauthority = "boss"'), '"offers.0.authority": there is no level "boss".*junior'),
        ("near_limit = 0", "“departments.credit.near_limit”"),
        (
            'authority = { default = "boss" }',
            '"default": there is no level "boss"; "authority.levels" has none',
        ),
        (
            'authority = { levels = ["a"], agents = { anna = "b" } }',
            '“departments.credit.authority”: "anna" in "agents": there is no level "b"',
        ),
        (
            'authority = { levels = ["a"], agents = { anna = "a", ANNA = "a" } }',
            "“departments.credit.authority”: an agent stands twice",
        ),
        ('authority = { levels = ["a", "a"] }', "“departments.credit.authority”: a level stands twice"),
    ],
)
def test_a_table_that_cannot_work_is_told_by_its_key(tmp_path, text, complaint):
    with pytest.raises(ConfigurationError, match=complaint):
        credit_of(tmp_path, text)


def test_the_agent_at_the_desk_decides_what_the_department_says(tmp_path):
    settings = credit_of(tmp_path, TABLE.replace("Marek", "anna"))
    standing = "select 100 as credit_limit, 0 as exposure, 0 as hold, 'PLN' as currency, 'b' as segment"
    source = make_source(tmp_path, "create table one (x);")
    department = KIND.build(
        settings.model_copy(update={"standing": standing}), surroundings(source, tmp_path, name="credit")
    )

    answer = department.ask(Customer("C1", "Hurt-Bud"))

    assert (answer.may_offer.terms, answer.may_offer.discount) == ("3/14 net 45", Decimal(3))
    assert answer.refer_to is None
    source.close()
