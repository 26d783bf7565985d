"""What docs/desk.md shows is read as it stands, and names every key."""

import re
from pathlib import Path

from screenpop.bootstrap.kinds import all_kinds
from screenpop.settings.model import CalledTable
from screenpop.settings.reading import read_settings

PAGE = (Path(__file__).parents[2] / "docs" / "desk.md").read_text(encoding="utf-8")
HEAD = """region = "PL"
[line]
kind = "simulator"
[sources.books]
kind = "sql"
url = "sqlite:///books.db"
[departments.accounting]
source = "books"
open_items = "select 1"
[departments.sales]
source = "books"
purchases = "select 1"
[departments.credit]
source = "books"
standing = "select 1"
"""


def test_the_example_is_read_as_it_stands(tmp_path: Path) -> None:
    (shown,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "settings.toml").write_text(HEAD + shown, encoding="utf-8")
    brand, porter = read_settings(tmp_path / "settings.toml", all_kinds()).called

    assert brand.meaning.panels == ("sales", "credit", "accounting")
    assert (porter.label, porter.pop) == ("Night porter", "never")


def test_every_key_is_documented() -> None:
    for key in CalledTable.model_fields:
        assert f"`called.{key}`" in PAGE
