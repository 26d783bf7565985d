"""What docs/playbook.md shows is read as it stands; it names every measure, key and operator, and no other."""

import re
import tomllib
from pathlib import Path

import pytest

from screenpop.rules.comparisons import OPERATORS
from screenpop.rules.conditions import read_condition
from screenpop.rules.measures import MEASURES, Measures
from screenpop.rules.saying import CHOSEN
from screenpop.settings.playbook import read_playbook
from screenpop.settings.playbook_tables import CampaignTable, GestureTable, RuleTable, WordsTable

PAGE = (Path(__file__).parents[2] / "docs" / "playbook.md").read_text(encoding="utf-8")
SHOWN = [block for block in re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL) if "[playbook]" not in block]
ASKED = Measures({"birthday": "date", "contract_ends": "date", "invoices": "choice"}, campaigns=("spring",))


def section(title: str) -> str:
    return PAGE.partition(f"## {title}\n")[2].partition("\n## ")[0]


def rows(title: str) -> list[list[str]]:
    """The cells of the section's first table."""
    lines = [line for line in section(title).splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[1:]]


def test_every_measure_is_listed_with_its_kind_and_no_other_is() -> None:
    listed = {name.strip("`"): kind for name, kind, _ in rows("Measures")}
    of_site = {name: listed.pop(name) for name in ("fact.NAME", "campaign.NAME")}

    assert listed == {name: measure.kind.value for name, measure in MEASURES.items()}
    assert of_site["campaign.NAME"] == ASKED.find("campaign.spring").kind.value


def test_what_only_texts_can_name_is_listed() -> None:
    for name in CHOSEN:
        assert f"`{{{name}}}`" in PAGE


def test_every_example_of_a_condition_is_one() -> None:
    examples = [
        example
        for row in rows("Conditions")
        for example in re.findall(r"`([^`]+)`", row[2].replace("\\|", "|"))
    ]

    assert len(examples) > 15
    for example in examples:
        read_condition(example, ASKED)


def test_every_operator_is_shown() -> None:
    table = section("Conditions")
    for operator in {operator for each in OPERATORS.values() for operator in each}:
        assert not operator or f"`{operator}" in table


@pytest.mark.parametrize(
    ("title", "model"), [("Rules", RuleTable), ("Gestures", GestureTable), ("Campaigns", CampaignTable)]
)
def test_every_key_is_documented(title: str, model: type[RuleTable | GestureTable | CampaignTable]) -> None:
    documented = {key for row in rows(title) for key in re.findall(r"`(\w+)`", row[0])}

    assert documented == {field.alias or name for name, field in model.model_fields.items()}


def test_every_word_of_the_company_is_shown() -> None:
    shown = next(tomllib.loads(block)["words"] for block in SHOWN if "[words]" in block)

    assert set(shown) == set(WordsTable.model_fields)


@pytest.mark.parametrize("shown", SHOWN, ids=range(len(SHOWN)))
def test_every_example_is_read_as_it_stands(shown: str, tmp_path: Path) -> None:
    file = tmp_path / "playbook.toml"
    file.write_text(shown, encoding="utf-8")
    wanted = {table["name"] for table in tomllib.loads(shown).get("rules", []) if table.get("on", True)}

    playbook = read_playbook(file, ASKED.facts, "anna")

    assert wanted <= {rule.name for rule in playbook.rules if rule.origin == str(file)}


def test_every_rule_that_the_page_names_ships() -> None:
    shipped = {rule.name for rule in read_playbook().rules}

    assert {"birthday", "anniversary", "loyal", "campaign", "overdue-long", "terms"} <= shipped
