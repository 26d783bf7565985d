"""What docs/verification.md shows is read as it stands, and names every key."""

import re
from pathlib import Path

from screenpop.bootstrap.kinds import all_kinds
from screenpop.settings.model import VerificationTable
from screenpop.settings.reading import read_settings

PAGE = (Path(__file__).parents[2] / "docs" / "verification.md").read_text(encoding="utf-8")
HEAD = 'region = "PL"\n[line]\nkind = "simulator"\n[sources.crm]\nkind = "sql"\nurl = "sqlite:///crm.db"\n'


def test_the_example_is_read_as_it_stands(tmp_path: Path) -> None:
    (shown,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "settings.toml").write_text(HEAD + shown, encoding="utf-8")
    table = read_settings(tmp_path / "settings.toml", all_kinds()).verification

    assert (table.policy, table.needed, table.wrong) == ("verify", 2, 3)
    assert [check.name for check in table.checks] == ["postcode", "birthday", "invoice"]
    assert all(check.name in table.answers for check in table.checks)


def test_every_key_is_documented() -> None:
    for key in VerificationTable.model_fields:
        assert f"`verification.{key}`" in PAGE
