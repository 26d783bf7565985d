"""`screenpop rules` as its users run it, on a site with two customers."""

import json
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from screenpop.storage.database import Database
from screenpop.storage.schema import customer_views
from tests.program import screenpop

TODAY = date.today()  # noqa: DTZ011 # the command's departments reckon from the local calendar
SETTINGS = """
region = "PL"
agent = "anna"
data = "data"

[line]
kind = "simulator"

[sources.crm]
kind = "sql"
url = "sqlite:///crm.db"

[directory]
source = "crm"
contacts = "select phone as number, no as customer_id, company as customer, person as contact from people"

[departments.accounting]
source = "crm"
open_items = "select due, residual as balance, currency, document from invoices where account = :ref"

[departments.credit]
source = "crm"
standing = "select credit_limit, exposure, hold, currency from limits where no = :ref"

[playbook]
file = "playbook.toml"
"""
PLAYBOOK = """
[[rules]]
name = "own"
when = "accounting.overdue > 1000 PLN"
say = "Speak of {accounting.overdue}"
why = "It is much"

[[rules]]
name = "loyal"
on = false
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site's folder, its directory imported."""
    folder = tmp_path_factory.mktemp("site")
    with closing(sqlite3.connect(folder / "crm.db")) as crm, crm:
        crm.executescript(
            """create table people (phone, no, company, person);
               create table invoices (account, due, residual, currency, document);
               create table limits (no, credit_limit, exposure, hold, currency);
               insert into people values ('+48225550123', 'K-1', 'Hurt-Bud', 'Anna');
               insert into people values ('+48225550124', 'K-2', 'B', 'Jan');
               insert into limits values ('K-1', '1000', '950', 0, 'PLN'), ('K-2', '1000', '0', 1, 'PLN');"""
        )
        due = (TODAY - timedelta(days=70)).isoformat()
        crm.execute("insert into invoices values ('K-1', ?, '500', 'PLN', 'FV/1')", (due,))
    (folder / "playbook.toml").write_text(PLAYBOOK, encoding="utf-8")
    config = folder / "settings.toml"
    config.write_text(SETTINGS, encoding="utf-8")
    imported = screenpop("directory", "import", "--config", config)
    assert imported.returncode == 0, imported.stderr
    return folder


@pytest.fixture
def config(site: Path, tmp_path: Path) -> Path:
    """The settings of a copy of the site."""
    return Path(shutil.copytree(site, tmp_path / "site")) / "settings.toml"


def explained(config: Path, *arguments: str, code: int = 0) -> Mapping[str, Any]:
    done = screenpop("rules", "test", *arguments, "--json", "--config", config)
    assert done.returncode == code, done.stderr
    (line,) = done.stdout.splitlines()
    shape: Mapping[str, Any] = json.loads(line)
    return shape


def rule(told: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    (found,) = (each for each in told["rules"] if each["rule"] == name)
    return found


def test_every_rule_is_explained_with_the_condition_and_what_is_known(config: Path) -> None:
    told = explained(config, "K-1")

    assert told["says"] == {
        "rule": "overdue-long",
        "say": "Agree on when 500.00 PLN will be paid",
        "why": "Overdue for 70 days: settle before selling",
        "offer": None,
        "gesture": None,
    }
    assert (told["serve_first"], told["masked"], told["failed"]) == ("Overdue for 70 days", [], {})
    own = rule(told, "own")
    assert (own["fired"], own["condition"], own["value"][0]["amount"]) == (
        False,
        "accounting.overdue > 1000 PLN",
        "500.00",
    )
    assert own["origin"].endswith("playbook.toml")
    assert rule(told, "limit-nearly-used")["fired"]
    assert not rule(told, "limit-nearly-used")["said"]
    assert rule(told, "birthday")["value"] is None
    assert rule(told, "suggestion")["because"] == "nothing is to be suggested"


def test_for_people_it_is_a_table_and_the_look_is_on_record(config: Path) -> None:
    done = screenpop("rules", "test", "K-1", "--config", config)

    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith("Hurt-Bud (K-1), ")
    assert lines[1] == "says: Agree on when 500.00 PLN will be paid"
    assert any(line.split()[:2] == ["overdue-long", "said"] for line in lines)
    assert any("accounting.overdue > 1000 PLN: it is 500.00 PLN" in line for line in lines)
    with (
        closing(Database(config.parent / "data" / "record.db")) as database,
        database.reading() as connection,
    ):
        viewed = list(connection.execute(customer_views.select()))
    assert [view.customer_id for view in viewed] == ["K-1"]


def test_it_is_judged_as_if_it_were_another_day(config: Path) -> None:
    told = explained(config, "K-1", "--at", (TODAY - timedelta(days=30)).isoformat())

    assert rule(told, "overdue-long")["value"] == 40
    assert told["says"]["rule"] == "limit-nearly-used"


def test_what_is_masked_is_not_known_until_it_is_revealed(config: Path) -> None:
    settings = config.read_text(encoding="utf-8")
    config.write_text(
        settings
        + '\n[verification]\npolicy = "amounts"\n[[verification.checks]]\nname = "born"\nask = "When?"\n',
        encoding="utf-8",
    )
    masked = explained(config, "K-2")
    assert (masked["masked"], masked["serve_first"]) == (["accounting", "credit"], None)
    assert rule(masked, "hold")["value"] is None

    assert explained(config, "K-2", "--reveal")["serve_first"] == "Credit hold"


def test_a_department_that_does_not_answer_is_told_and_the_rest_is_explained(config: Path) -> None:
    with closing(sqlite3.connect(config.parent / "crm.db")) as crm, crm:
        crm.execute("drop table limits")

    told = explained(config, "K-1", code=1)

    assert told["says"]["rule"] == "overdue-long"
    assert set(told["failed"]) == {"credit"}


def test_nobody_and_a_wrong_playbook_are_wrong_commands(config: Path) -> None:
    nobody = screenpop("rules", "test", "K-9", "--config", config)
    assert (nobody.returncode, "“K-9”" in nobody.stderr) == (2, True)

    (config.parent / "playbook.toml").write_text(PLAYBOOK.replace("overdue >", "overdu >"), encoding="utf-8")
    wrong = screenpop("rules", "list", "--config", config)
    assert wrong.returncode == 2
    assert "playbook.toml, rule “own”: condition “accounting.overdu > 1000 PLN”" in wrong.stderr
    assert "did you mean “accounting.overdue”?" in wrong.stderr
    assert len(wrong.stderr.splitlines()) == 1

    checked = [
        json.loads(line) for line in screenpop("check", "--json", "--config", config).stdout.splitlines()
    ]
    assert [
        (check["passed"], "“own”" in check["told"]) for check in checked if check["subject"] == "playbook"
    ] == [(False, True)]


def test_the_rules_in_force_are_listed_with_where_each_comes_from(config: Path) -> None:
    done = screenpop("rules", "list", "--json", "--config", config)
    told = [json.loads(line) for line in done.stdout.splitlines()]

    assert done.returncode == 0, done.stderr
    assert told[0]["rule"] == "own"
    assert told[0]["origin"].endswith("playbook.toml")
    assert {each["origin"] for each in told[1:-1]} == {"shipped"}
    assert told[-1] == {"rule": "loyal", "on": False}

    shown = screenpop("rules", "list", "--config", config).stdout
    assert "accounting.overdue > 1000 PLN" in shown
    assert "loyal: switched off" in shown
