"""The policy that docs/settings.md shows is read as it stands."""

import re
from pathlib import Path

from screenpop.bootstrap.kinds import all_kinds
from screenpop.settings.reading import read_settings

PAGE = (Path(__file__).parents[2] / "docs" / "settings.md").read_text(encoding="utf-8")
USER = """
agent = "anna"
[[line]]
kind = "sip"
name = "a"
server = "pbx"
extension = "1"
[departments.credit]
source = "ledger"
standing = "select 1"
"""


def test_the_policy_does_what_the_page_says(tmp_path: Path) -> None:
    (shown,) = (block for block in re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL) if "[lock." in block)
    (tmp_path / "policy.toml").write_text(shown, encoding="utf-8")
    (tmp_path / "settings.toml").write_text(USER, encoding="utf-8")

    settings = read_settings(tmp_path / "settings.toml", all_kinds(), policy=tmp_path / "policy.toml")

    assert (settings.region, settings.verification.policy) == ("PL", "verify")
    assert settings.lines[0].transport == "tls"  # type: ignore[attr-defined] # it is SIP
    assert list(settings.sources) == ["ledger"]
    assert not settings.departments
