"""The program starts at sign-in where its settings say so, and touches nobody else's file."""

import re
import subprocess
from pathlib import Path

import pytest

from screenpop.bootstrap.autostart import FILE, command_for, follow, quoted
from screenpop.shipped import RESOURCES

COMMAND = ("/opt/Screen pop/screenpop", "--config", "/home/anna/50% off/$HOME.toml")


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def test_it_is_switched_on_and_off_again(tmp_path: Path, settings: Path) -> None:
    follow(wanted=True, settings=settings, command=COMMAND, folder=tmp_path / "autostart")
    written = (tmp_path / "autostart" / FILE).read_text()
    assert written.startswith("[Desktop Entry]\nType=Application\n")

    follow(wanted=False, settings=settings, command=COMMAND, folder=tmp_path / "autostart")
    assert not (tmp_path / "autostart" / FILE).exists()


def test_what_is_started_arrives_as_it_was_written(tmp_path: Path, settings: Path) -> None:
    follow(wanted=True, settings=settings, command=COMMAND, folder=tmp_path)
    (line,) = (each for each in (tmp_path / FILE).read_text().splitlines() if each.startswith("Exec="))
    value = line.removeprefix("Exec=").replace("\\\\", "\\")  # the file's own escape goes first
    arguments = re.findall(r'"((?:[^"\\]|\\.)*)"', value)
    assert tuple(re.sub(r"\\(.)", r"\1", each).replace("%%", "%") for each in arguments) == COMMAND


def test_what_is_written_and_what_ships_are_desktop_entries(tmp_path: Path, settings: Path) -> None:
    follow(wanted=True, settings=settings, command=COMMAND, folder=tmp_path)

    for file in (tmp_path / FILE, RESOURCES / FILE):
        checked = subprocess.run(["desktop-file-validate", file], capture_output=True, text=True, check=False)
        assert checked.stdout + checked.stderr == ""


def test_what_ships_takes_links_and_gives_them_as_one_argument() -> None:
    shipped = (RESOURCES / FILE).read_text().splitlines()

    assert "Exec=screenpop open -- %u" in shipped
    assert "MimeType=x-scheme-handler/tel;x-scheme-handler/screenpop;" in shipped


def test_another_settings_file_leaves_it_alone(tmp_path: Path, settings: Path) -> None:
    follow(wanted=True, settings=settings, command=COMMAND, folder=tmp_path)
    before = (tmp_path / FILE).read_text()

    follow(wanted=False, settings=tmp_path / "demo.toml", command=COMMAND, folder=tmp_path)
    follow(wanted=True, settings=tmp_path / "demo.toml", command=("other",), folder=tmp_path)

    assert (tmp_path / FILE).read_text() == before


def test_a_folder_that_takes_no_file_is_logged(
    tmp_path: Path, settings: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "autostart").touch()
    follow(wanted=True, settings=settings, command=COMMAND, folder=tmp_path / "autostart")

    assert "sign-in" in caplog.text


def test_the_usual_settings_need_no_naming(tmp_path: Path, settings: Path) -> None:
    assert "--config" not in command_for(settings, settings)
    assert command_for(settings, tmp_path / "other.toml")[-2:] == ["--config", str(settings)]


def test_every_sign_that_means_something_is_escaped() -> None:
    assert quoted('a"$`%') == '"a\\\\"\\\\$\\\\`%%"'


def test_a_folder_with_a_strange_name_begins_no_line_of_its_own(tmp_path: Path) -> None:
    strange = tmp_path / "a\nExec=evil" / "settings.toml"
    command = command_for(strange, tmp_path / "other.toml")
    follow(wanted=True, settings=strange, command=command, folder=tmp_path)
    follow(wanted=True, settings=strange, command=command, folder=tmp_path)

    lines = (tmp_path / FILE).read_text().splitlines()
    assert [line.partition("=")[0] for line in lines].count("Exec") == 1
    follow(wanted=False, settings=strange, command=command, folder=tmp_path)
    assert not (tmp_path / FILE).exists()


def test_somebody_elses_file_in_another_writing_is_left_alone(tmp_path: Path, settings: Path) -> None:
    (tmp_path / FILE).write_bytes("Name=Łódź\n".encode("iso-8859-2"))
    follow(wanted=True, settings=settings, command=COMMAND, folder=tmp_path)

    assert (tmp_path / FILE).read_bytes() == "Name=Łódź\n".encode("iso-8859-2")


def test_what_was_mounted_from_a_file_is_started_from_that_file(
    tmp_path: Path, settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("APPIMAGE", "/home/anna/Screenpop.AppImage")
    monkeypatch.setenv("APPDIR", str(tmp_path))
    monkeypatch.setattr("sys.executable", str(tmp_path / "usr" / "lib" / "screenpop" / "screenpop"))
    assert command_for(settings, settings) == ["/home/anna/Screenpop.AppImage"]

    monkeypatch.setattr(
        "sys.executable", "/usr/lib/screenpop/screenpop"
    )  # an AppImage started us, and is none of ours
    assert command_for(settings, settings) != ["/home/anna/Screenpop.AppImage"]
