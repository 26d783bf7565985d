"""What a source says is right, column by column."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from connectors.right_answers.answers import AnswersOfSource
from screenpop.bootstrap import parts
from screenpop.bootstrap.kinds import all_kinds
from screenpop.bootstrap.verification import policy_of, right_answers_of
from screenpop.customers import Customer
from screenpop.errors import ConfigurationError, UnreadableAnswer
from screenpop.ports.source import Row, Source
from screenpop.settings.model import Settings
from screenpop.settings.reading import read_settings
from screenpop.verification import Check

ANNA = Customer("C1", "Hurt-Bud")
CSV = "no,Born,postcode,mother,pin\nC1,1980-03-31,31-044,,4711\nC2,,,,\n"
SETTINGS = """
region = "PL"
agent = "anna"
data = "data"
[secrets]
from = "environment"
[sources.crm]
kind = "spreadsheet"
path = "crm.csv"
[departments.conversation]
[departments.ledger]
kind = "accounting"
source = "crm"
open_items = "select no as due, no as balance from crm where no = :ref"
[verification]
{verification}
[[verification.checks]]
name = "born"
ask = "When were you born?"
[[verification.checks]]
name = "postcode"
ask = "Your postcode?"
[[verification.checks]]
name = "mother"
ask = "Your mother's maiden name?"
"""
ASKS = """policy = "{policy}"
source = "crm"
answers = "select born, postcode, mother from crm where no = :customer_id"
"""


def settings(folder: Path, verification: str) -> Settings:
    (folder / "crm.csv").write_text(CSV, encoding="utf-8")
    file = folder / "settings.toml"
    file.write_text(SETTINGS.format(verification=verification), encoding="utf-8")
    return read_settings(file, all_kinds())


@pytest.fixture
def source(tmp_path: Path) -> Iterator[Source]:
    made = settings(tmp_path, ASKS.format(policy="verify"))
    with closing(parts.sources_of(made, parts.secrets_of(made))["crm"]) as source:
        yield source


def answers(source: Source, question: str, *checks: str, customer: Customer = ANNA) -> dict[str, str]:
    return dict(AnswersOfSource(source, question, checks, timedelta(seconds=5)).of(customer))


def test_each_column_that_is_there_is_an_answer(source: Source) -> None:
    asked = "select Born as BORN, postcode, mother, pin from crm where no = :customer_id"
    found = answers(source, asked, "born", "postcode", "mother", "pin")
    assert found == {"born": "1980-03-31", "postcode": "31-044", "pin": "4711"}


def test_a_customer_of_whom_nothing_is_known_has_no_answers(source: Source) -> None:
    asked = "select born, postcode from crm where no = :customer_id"
    assert answers(source, asked, "born", "postcode", customer=Customer("C2", "Empty")) == {}
    assert answers(source, asked, "born", "postcode", customer=Customer("C3", "Nobody")) == {}


def test_a_question_without_a_checks_column_says_which(source: Source) -> None:
    asked = "select born from crm where no = :customer_id"
    with pytest.raises(UnreadableAnswer, match="postcode"):
        answers(source, asked, "born", "postcode")


def test_a_customer_number_is_bound_and_never_part_of_the_question(source: Source) -> None:
    asked = "select born from crm where no = :customer_id"
    assert answers(source, asked, "born", customer=Customer("C1' or '1'='1", "Mallory")) == {}


class _Rows:
    """A source that gives these rows."""

    name = "rows"

    def __init__(self, *rows: Row) -> None:
        self._rows = rows

    def rows(self, *_: object, **__: object) -> tuple[Row, ...]:
        return self._rows


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (4711, "4711"),
        (4711.0, "4711"),
        (True, "True"),
        (b"31-044", "31-044"),
        ("  x  ", "x"),
        ("y" * 900, "y" * 200),
    ],
)
def test_answers_are_text_whatever_the_source_has(value: object, told: str) -> None:
    source = _Rows({"pin": value})
    assert answers(source, "", "pin") == {"pin": told}  # type: ignore[arg-type] # what is asked of a source here


def test_the_policy_is_put_together_from_the_settings(tmp_path: Path) -> None:
    made = settings(tmp_path, ASKS.format(policy="amounts"))
    policy = policy_of(made)
    assert policy.checks[0] == Check("born", "When were you born?")
    assert (policy.open, policy.notes, policy.finance) == ({"conversation"}, {"conversation"}, {"ledger"})
    sources = parts.sources_of(made, parts.secrets_of(made))
    known = right_answers_of(made, sources)
    assert known is not None
    with closing(sources["crm"]):
        assert known.of(ANNA) == {"born": "1980-03-31", "postcode": "31-044"}


@pytest.mark.parametrize(
    ("verification", "opened"),
    [
        ('policy = "verify"', set()),
        ('policy = "amounts"', {"conversation"}),
        ('policy = "amounts"\nopen = []', set()),
        ('policy = "verify"\nopen = ["conversation", "ledger"]', {"conversation", "ledger"}),
    ],
)
def test_what_stays_open_depends_on_the_policy_where_nothing_is_said(
    tmp_path: Path, verification: str, opened: set[str]
) -> None:
    assert policy_of(settings(tmp_path, verification)).open == opened


@pytest.mark.parametrize(
    ("verification", "told"),
    [
        ('policy = "verify"\nsource = "core"\nanswers = "select 1"', "there is no source “core”"),
        ('policy = "verify"\nopen = ["acounting"]', "there is no department “acounting”"),
        ('policy = "verify"\nsource = "crm"', "belong together"),
        ('policy = "verify"\nneeded = 4\nreveal = false', "nobody would ever see anything"),
        ('policy = "bank"', "policy"),
    ],
)
def test_settings_that_cannot_work_are_refused(tmp_path: Path, verification: str, told: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        settings(tmp_path, verification)
    assert told in str(refused.value)
    assert "verification" in str(refused.value)
