"""The demo company's playbook is one that the program reads, and has something to say on any day."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from connectors.demo_company.company import DemoCompany
from connectors.demo_company.playbook import playbook_text
from connectors.demo_company.settings import settings_text
from connectors.demo_company.words import read_goods
from screenpop.bootstrap.kinds import all_kinds
from screenpop.record.entries import FactLearned
from screenpop.settings.playbook import playbook_of, read_playbook
from screenpop.settings.reading import read_settings
from tests.connectors.demo_company.conftest import TODAY


def test_it_is_read_with_the_settings_that_name_it(company: DemoCompany, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(settings_text(company.folder, tmp_path / "data"), encoding="utf-8")

    playbook = playbook_of(read_settings(file, all_kinds()))

    assert {name: giving.budget for name, giving in playbook.givings.items()} == {
        "birthday": 800,
        "thanks": 1500,
    }
    names = [rule.name for rule in playbook.rules]
    assert names.index("campaign") < names.index("quote-expiring") < names.index("roofers-first-frost")


@pytest.mark.parametrize("today", [date(2024, 2, 29), date(2026, 12, 31)])
def test_its_campaign_runs_on_the_day_and_is_about_goods_that_there_are(tmp_path: Path, today: date) -> None:
    file = tmp_path / "playbook.toml"
    file.write_text(playbook_text(today, read_goods().kits), encoding="utf-8")

    (campaign,) = read_playbook(file, {"line_of_business": "choice"}).campaigns

    assert campaign.since is not None
    assert campaign.until is not None
    assert campaign.since <= today < campaign.until
    assert campaign.categories <= set(read_goods().kits)
    assert campaign.products <= {item.sku for item in read_goods().items()}


def test_the_celebrating_caller_told_of_a_birthday_that_is_near(company: DemoCompany) -> None:
    (fact,) = company.told

    assert isinstance(fact, FactLearned)
    assert (fact.customer_id, fact.fact) == (company.callers.celebrating.customer_id, "birthday")
    assert date.fromisoformat(fact.value).replace(year=TODAY.year) == TODAY + timedelta(days=5)
