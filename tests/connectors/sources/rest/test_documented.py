"""What docs/sources.md shows is what the program reads."""

import re
import tomllib
from pathlib import Path

from connectors.sources.rest.question import read_question
from connectors.sources.rest.settings import PagingTable, RestSettings

PAGE = Path(__file__).resolve().parents[4] / "docs" / "sources.md"
REST = PAGE.read_text(encoding="utf-8").partition("\n## REST\n")[2].partition("\n## ")[0]


def test_the_example_is_read():
    (example,) = re.findall(r"```toml\n(.*?)```", REST, re.DOTALL)
    tables = tomllib.loads(example)

    assert RestSettings(**tables["sources"]["crm"]).auth == "bearer"
    question = read_question(tables["departments"]["accounting"]["open_items"], "crm")
    assert [column.name for column in question.columns] == ["due", "balance", "currency"]


def test_every_kind_of_line_is_read():
    table = REST.partition("### A question")[2].partition("###")[0]
    lines = [
        line
        for line in re.findall(r"^\| `([^`]+)`", table, re.MULTILINE)
        if not line.startswith(("GET", "#"))
    ]
    shown = "\n".join(lines).replace("as_of", "as_of_books")

    assert len(lines) == 8
    assert len(read_question(f"GET /x\n{shown}", "crm").columns) == 5


def test_every_key_is_told():
    told = set(re.findall(r"^\| `([a-z_]+)` \|", REST, re.MULTILINE))

    for key in set(RestSettings.model_fields) - {"kind"}:
        assert key in told or f"`{key}`" in REST or f"`{key} " in REST, key
    for key in PagingTable.model_fields:
        assert f"`{key}" in REST or f"paging.{key}" in REST, key
