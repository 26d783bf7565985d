"""The data folder knows who wrote there last; an older program leaves a newer folder alone."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from screenpop.errors import ConfigurationError
from screenpop.shipped import version
from screenpop.storage import stamp
from screenpop.storage.stamp import FORMAT, STAMP_FILE, Stamp, claim, read_stamp, refuse_newer


def put(folder: Path, program: str, format_: int) -> bytes:
    (folder / STAMP_FILE).write_text(json.dumps({"program": program, "format": format_}))
    return (folder / STAMP_FILE).read_bytes()


def test_who_writes_first_says_so_and_keeps_it_private(tmp_path):
    claim(tmp_path)

    assert read_stamp(tmp_path) == Stamp(version(), FORMAT)
    assert (tmp_path / STAMP_FILE).stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir()] == [STAMP_FILE]


def test_the_same_version_writes_nothing(tmp_path):
    claim(tmp_path)
    before = (tmp_path / STAMP_FILE).stat()

    claim(tmp_path)

    after = (tmp_path / STAMP_FILE).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_another_version_of_the_same_format_takes_over_in_both_directions(tmp_path):
    put(tmp_path, "9.9.9", FORMAT)

    claim(tmp_path)

    assert read_stamp(tmp_path) == Stamp(version(), FORMAT)


def test_a_newer_format_is_refused_with_both_versions_and_nothing_is_touched(tmp_path):
    before = put(tmp_path, "9.9.9", FORMAT + 1)

    with pytest.raises(ConfigurationError) as refused:
        claim(tmp_path)

    told = str(refused.value)
    assert "9.9.9" in told
    assert version() in told
    assert "Install the newer program" in told
    assert (tmp_path / STAMP_FILE).read_bytes() == before


@pytest.mark.parametrize("told", [b"", b"{", b"[]", b"{}", b'{"program": 1, "format": "x"}', b"\xff"])
def test_a_stamp_that_cannot_be_read_says_nothing_and_is_made_anew(tmp_path, told, caplog):
    (tmp_path / STAMP_FILE).write_bytes(told)

    claim(tmp_path)

    assert read_stamp(tmp_path) == Stamp(version(), FORMAT)
    assert "cannot be read" in caplog.text


def test_a_folder_that_cannot_be_written_keeps_nobody_from_reading(tmp_path, monkeypatch, caplog):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(stamp, "_write", full)

    claim(tmp_path)

    assert "No space left" in caplog.text


def test_a_folder_without_a_stamp_is_nobodys(tmp_path):
    refuse_newer(tmp_path)
    refuse_newer(tmp_path / "none")


@pytest.mark.parametrize("command", [["log", "list"], ["watch"], ["wrap-up", "1", "--note", "x"], ["check"]])
def test_a_command_of_an_older_program_ends_with_2_and_one_sentence(tmp_path, command):
    put(tmp_path, "9.9.9", FORMAT + 1)
    settings = tmp_path / "settings.toml"
    settings.write_text('region = "PL"\nagent = "anna"\ndata = "."\n[line]\nkind = "simulator"\n')
    before = sorted(each.name for each in tmp_path.iterdir())

    done = subprocess.run(
        [sys.executable, "-m", "screenpop", *command, "--config", str(settings)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "written by a newer Screenpop (9.9.9" in done.stderr
    assert sorted(each.name for each in tmp_path.iterdir()) == before


def test_the_program_says_its_version():
    done = subprocess.run(
        [sys.executable, "-m", "screenpop", "--version"],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )

    assert done.stdout == f"Screenpop {version()}\n"
