"""What docs/settings.md shows of departments is read as it stands."""

import re
from pathlib import Path

from screenpop.bootstrap.kinds import all_kinds
from screenpop.settings.reading import read_settings

DOCS = Path(__file__).parents[2] / "docs" / "settings.md"
HEAD = """
region = "PL"
[line]
kind = "simulator"
"""
SOURCE = """
[sources.{name}]
kind = "sql"
url = "sqlite:///{name}.db"
"""


def test_the_examples_of_departments_are_read_as_they_stand(tmp_path):
    text = DOCS.read_text(encoding="utf-8")
    shown = [block for block in re.findall(r"```toml\n(.*?)```", text, re.DOTALL) if "[departments." in block]
    whole = "\n".join(shown).replace(
        "[departments.credit]\n", '[departments.credit]\nsource = "risk"\nstanding = "select 1"\n'
    )
    sources = "".join(SOURCE.format(name=name) for name in ("risk", "helpdesk", "shop", "service"))
    (tmp_path / "settings.toml").write_text(HEAD + sources + whole, encoding="utf-8")

    departments = read_settings(tmp_path / "settings.toml", all_kinds()).departments

    assert set(departments) == {"credit", "conversation", "rentals"}
    assert [rule.terms for rule in departments["credit"].policy.rules] == ["", "3/14 net 45", "net 14"]


def test_every_question_and_column_is_documented():
    text = DOCS.read_text(encoding="utf-8")

    for kind in all_kinds().departments:
        for question in kind.questions:
            assert f"`{question.key}`" in text
            for column in question.row.__dataclass_fields__:
                assert f"`{column}`" in text
