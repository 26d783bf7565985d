"""What docs/settings.md shows of the record, of supervisors and of facts is read as it stands."""

import re
from pathlib import Path

from screenpop.bootstrap.kinds import all_kinds
from screenpop.settings.model import FactTable, RecordTable, SupervisionTable
from screenpop.settings.reading import read_settings

PAGE = (Path(__file__).parents[2] / "docs" / "settings.md").read_text(encoding="utf-8")
HEAD = 'region = "PL"\n[line]\nkind = "simulator"\n'


def test_the_examples_are_read_as_they_stand(tmp_path: Path) -> None:
    shown = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    wanted = [block for block in shown if "[[facts]]" in block or "[record]" in block]
    (tmp_path / "settings.toml").write_text(HEAD + "\n".join(wanted), encoding="utf-8")

    settings = read_settings(tmp_path / "settings.toml", all_kinds())

    assert [(fact.name, fact.kind) for fact in settings.facts] == [
        ("channel", "choice"),
        ("birthday", "date"),
    ]
    assert settings.record.database == "postgresql+psycopg://anna@db.example/calls"


def test_every_key_is_documented() -> None:
    for name, table in (("record", RecordTable), ("supervision", SupervisionTable)):
        for key in table.model_fields:
            assert f"`{name}.{key}`" in PAGE
    for key in FactTable.model_fields:
        assert f"\n{key} = " in PAGE or f"`{key}`" in PAGE
