"""Parts of a desk, built from its settings."""

from pathlib import Path

import pytest

from screenpop.bootstrap import parts
from screenpop.bootstrap.kinds import all_kinds
from screenpop.errors import MissingSecret
from screenpop.settings.model import Settings
from screenpop.settings.reading import read_settings

LINE = 'kind = "sip"\nserver = "pbx.example"\nextension = "101"\nusername = "101"\n'


def settings_with(folder: Path, lines: str) -> Settings:
    file = folder / "settings.toml"
    file.write_text(f'region = "PL"\n[secrets]\nfrom = "environment"\n{lines}')
    return read_settings(file, all_kinds())


@pytest.mark.parametrize(
    ("lines", "variable"),
    [
        (f"[line]\n{LINE}", "SCREENPOP_SECRET_LINE"),
        (f'[[line]]\nname = "desk"\n{LINE}[[line]]\nname = "b"\n{LINE}', "SCREENPOP_SECRET_LINE_DESK"),
    ],
    ids=["the only line", "one of several"],
)
def test_a_password_comes_from_the_environment_or_its_variable_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: str, variable: str
) -> None:
    settings = settings_with(tmp_path, lines)
    password = parts.password_of(settings.lines[0], settings, parts.secrets_of(settings))

    monkeypatch.setenv(variable, "")
    with pytest.raises(MissingSecret, match=f"holds no {variable}\\."):
        password()
    monkeypatch.setenv(variable, "canary")
    assert password() == "canary"
