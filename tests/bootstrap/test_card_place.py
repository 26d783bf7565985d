"""Where the agent put the cards outlives the program, until the settings name another place."""

from pathlib import Path

import pytest

from screenpop.bootstrap.card_place import FILE, CardPlaceFile
from screenpop.ports.card_place import CardPlace

SETTLED = CardPlace("bottom-right")
PUT = CardPlace("top-left", "DP-2")


def test_the_place_is_there_at_the_next_start(tmp_path: Path) -> None:
    CardPlaceFile(tmp_path, SETTLED).keep(PUT)

    assert CardPlaceFile(tmp_path, SETTLED).read() == PUT


def test_another_place_in_the_settings_counts_again(tmp_path: Path) -> None:
    CardPlaceFile(tmp_path, SETTLED).keep(PUT)

    assert CardPlaceFile(tmp_path, CardPlace("top-right")).read() is None


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"corner": "middle", "screen": "", "settings": ["bottom-right", ""]}']
)
def test_a_file_that_is_damaged_is_as_none(
    tmp_path: Path, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / FILE).write_text(text)

    assert CardPlaceFile(tmp_path, SETTLED).read() is None


def test_a_folder_that_takes_no_file_is_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "data").touch()
    CardPlaceFile(tmp_path / "data", SETTLED).keep(PUT)

    assert "cannot be kept" in caplog.text
