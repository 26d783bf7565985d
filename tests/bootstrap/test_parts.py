"""Parts of a desk, built from its settings."""

from contextlib import closing
from pathlib import Path

import pytest

from screenpop.bootstrap import parts
from screenpop.bootstrap.kinds import all_kinds
from screenpop.errors import MissingSecret, SourceUnavailable
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


def test_a_team_s_directory_is_asked_and_filled_with_one_password(tmp_path: Path) -> None:
    asked: list[str] = []

    class Typed:
        def get(self, name: str, /) -> str | None:
            asked.append(name)
            return "canary"

    (tmp_path / "people.csv").write_text("Name;Phone\nAnna;601234567\n")
    settings = settings_with(
        tmp_path,
        f"[line]\n{LINE}[directory]\n"
        'file = "people.csv"\nstore = "postgresql+psycopg://me@127.0.0.1:1/team"\n',
    )
    secrets, feed = Typed(), parts.feed_of_directory(settings, {})
    index = parts.directory_of(settings, secrets)
    assert index is not None

    with closing(index), pytest.raises(SourceUnavailable):
        index.size()
    with pytest.raises(SourceUnavailable):
        parts.import_directory(settings, secrets, feed, parts.reader_of(settings))

    assert asked == ["directory", "directory"]  # of the one who keeps what was typed
