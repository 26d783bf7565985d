"""What docs/suggestions.md has its reader type is understood: commands by the parser, tables by the settings."""

import re
import shlex
from pathlib import Path

import pytest

from screenpop.bootstrap.kinds import all_kinds
from screenpop.commands.parser import whole_parser
from screenpop.settings.model import CategoryTable, LearnTable, OffersTable
from screenpop.settings.reading import read_settings

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGE = (DOCS / "suggestions.md").read_text(encoding="utf-8")
SETTINGS = (DOCS / "settings.md").read_text(encoding="utf-8")
HEAD = 'region = "PL"\n[line]\nkind = "simulator"\n[sources.shop]\nkind = "sql"\nurl = "sqlite:///shop.db"\n'
TYPED = [line for line in re.findall(r"^\$ (.+)$", PAGE, re.MULTILINE) if line.startswith("screenpop ")]


def blocks(page: str, table: str) -> list[str]:
    return [block for block in re.findall(r"```toml\n(.*?)```", page, re.DOTALL) if f"[{table}]" in block]


@pytest.mark.parametrize("line", TYPED)
def test_every_command_is_one(line: str) -> None:
    assert whole_parser().parse_args(shlex.split(line)[1:])


def test_commands_are_shown_at_all() -> None:
    assert {line.split()[1] for line in TYPED} >= {"learn", "offers"}


@pytest.mark.parametrize("block", re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL))
def test_every_block_is_read_as_it_stands(tmp_path: Path, block: str) -> None:
    (tmp_path / "settings.toml").write_text(HEAD + block, encoding="utf-8")

    assert read_settings(tmp_path / "settings.toml", all_kinds()).region == "PL"


def test_the_tables_of_the_settings_page_are_read_as_they_stand(tmp_path: Path) -> None:
    (block,) = blocks(SETTINGS, "offers")
    (tmp_path / "settings.toml").write_text(HEAD + block, encoding="utf-8")

    offers = read_settings(tmp_path / "settings.toml", all_kinds()).offers

    assert [(each.name, each.offer) for each in offers.categories] == [("Heating", True), ("Tobacco", False)]
    assert offers.policy.hold_out == 0.1


def test_every_key_is_documented() -> None:
    for name, table in (("offers", OffersTable), ("offers.categories", CategoryTable), ("learn", LearnTable)):
        for key in table.model_fields:
            assert f"`{name}.{key}`" in SETTINGS or f"[[{name}.{key}]]" in SETTINGS
    for key in LearnTable.model_fields:
        assert f"`learn.{key}`" in PAGE


def test_every_page_it_leads_to_is_there_with_its_section() -> None:
    links = re.findall(r"\]\(([a-z-]+\.md)(?:#([a-z-]+))?\)", PAGE)
    assert links
    for page, section in links:
        titles = re.findall(r"^#+ (.+)$", (DOCS / page).read_text(encoding="utf-8"), re.MULTILINE)
        anchors = {re.sub(r"[^\w -]", "", title).lower().replace(" ", "-") for title in titles}
        assert not section or section in anchors, (page, section)


def test_the_timer_is_the_one_that_ships() -> None:
    (timer,) = set(re.findall(r"screenpop-\w+\.timer", PAGE))

    assert "OnCalendar=*-*-* 02:30" in (ROOT / "resources" / "systemd" / timer).read_text(encoding="utf-8")
    assert "at half past two" in PAGE
