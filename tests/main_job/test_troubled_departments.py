"""Departments in trouble, through the running program: one hangs, one raises, one answers rubbish; nobody waits."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.main_job.rings import DEPARTMENTS, panels, ringing, story_of
from tests.main_job.site import HANGS, Site
from tests.program import News, Watching, watching

ON_TIME_MS = 150
RUBBISH = "select 'N/A' as balance, '2026-01-01' as due, 'PLN' as currency from INVOICES where ACCOUNT = :ref"
MISSING_TABLE = """select "soldAt" as at, 'x' as product, 'x' as name, 1 as quantity, 1 as amount, 'PLN' as currency
from "orderLinesOfLastYear" where "buyerId" = :ref"""


@pytest.fixture
def program(site: Site) -> Iterator[Watching]:
    """Three of four departments are in trouble."""
    site.questions["credit"] = f'source = "risk"\ndeadline = "700ms"\nstanding = """{HANGS}"""\n'
    site.questions["sales"] = f"source = \"shop\"\npurchases = '''{MISSING_TABLE}'''\n"
    site.questions["accounting"] = f'source = "ledger"\nopen_items = """{RUBBISH}"""\n'
    with watching(site.config) as running:
        running.expect("line_up")
        yield running


def call(program: Watching, config: Path) -> Sequence[News]:
    with ringing(config, "601234567", "--answer"):
        opened = program.expect("pop_opened")
        program.expect("panel_failed", call_id=opened["call_id"], department="credit")
        program.expect("pop_closed", call_id=opened["call_id"], ending="ended")
    return story_of(opened["call_id"], program.told)


def test_each_trouble_stays_on_its_own_panel_and_says_what_it_is(program: Watching, site: Site):
    told = panels(call(program, site.config))

    assert sorted(told) == DEPARTMENTS
    assert {name: news["news"] for name, news in told.items()} == {
        "accounting": "panel_failed",
        "credit": "panel_failed",
        "cross_sell": "panel_filled",
        "sales": "panel_failed",
    }
    assert list(told["credit"]) == ["news", "call_id", "at", "department", "reason", "took_ms"]
    assert "in time" in told["credit"]["reason"]
    assert "balance" in told["accounting"]["reason"]
    assert told["sales"]["reason"]
    assert len({told[name]["reason"] for name in ("accounting", "credit", "sales")}) == 3


def test_the_others_are_on_time(program: Watching, site: Site):
    call(program, site.config)  # crews and connections are there, and the hanging question still runs

    told = panels(call(program, site.config))

    late = {name: news["took_ms"] for name, news in told.items() if news["took_ms"] > ON_TIME_MS}
    assert list(late) == ["credit"]
    assert 650 < told["credit"]["took_ms"] < 1500
