"""What was begun is there the next time: all of it but passwords, and nothing that nobody can read."""

from datetime import date
from pathlib import Path

import pytest

from screenpop.settings import begun


def test_what_was_typed_comes_back_where_it_stood(tmp_path: Path) -> None:
    file = tmp_path / "new" / "settings.toml"
    changes = {("line",): {"kind": "sip", "server": "pbx"}, ("called", 0, "label"): "Brand", ("agent",): None}

    begun.keep(file, "line", changes, ["directory"])

    kept = begun.kept(file)
    assert kept is not None
    assert (kept.page, tuple(kept.skipped)) == ("line", ("directory",))
    assert kept.changes == {("line",): {"kind": "sip", "server": "pbx"}, ("called", 0, "label"): "Brand"}
    assert begun.place_of(file).stat().st_mode & 0o077 == 0
    begun.forget(file)
    assert begun.kept(file) is None


def test_a_password_is_not_kept_wherever_it_was_typed(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    changes = {
        ("sources", "a"): {"kind": "sql", "url": "postgresql://anna:hush@books/x"},
        ("sources", "b", "password"): "hush",
        ("region",): "PL",
    }

    begun.keep(file, "directory", changes, [])

    assert "hush" not in begun.place_of(file).read_text()
    kept = begun.kept(file)
    assert kept is not None
    assert kept.changes == {("region",): "PL"}


@pytest.mark.parametrize(
    "said", ["", "[]", "{}", '{"page": "line"}', '{"page":"x","typed":[[[],1]],"skipped":[]}']
)
def test_what_nobody_can_read_was_not_begun(tmp_path: Path, said: str) -> None:
    file = tmp_path / "settings.toml"
    begun.place_of(file).write_text(said)

    assert begun.kept(file) is None


def test_a_folder_that_cannot_be_written_loses_what_was_typed_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")

    begun.keep(tmp_path / "taken" / "settings.toml", "line", {("region",): "PL"}, [])

    assert begun.kept(tmp_path / "taken" / "settings.toml") is None


def test_a_date_is_kept_as_it_is_written_and_nothing_is_left_beside(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"

    begun.keep(file, "directory", {("sources", "x", "from"): date(2026, 1, 31)}, [])

    kept = begun.kept(file)
    assert kept is not None
    assert kept.changes == {("sources", "x", "from"): "2026-01-31"}
    assert list(tmp_path.iterdir()) == [begun.place_of(file)]
