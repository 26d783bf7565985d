"""Logs in files: for their owner alone, of a bounded size, one line a record, and never anybody's trouble."""

import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from screenpop.diagnostics import logs
from screenpop.diagnostics.log_files import LogFile
from screenpop.errors import NotKept
from screenpop.sentences import say
from screenpop.settings.model import DiagnosticsTable


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "logs"


def record(text: str, *values: object, level: int = logging.WARNING) -> logging.LogRecord:
    return logging.LogRecord("screenpop.desk", level, __file__, 1, text, values, None)


def text_of(folder: Path) -> str:
    return (folder / "screenpop.log").read_text(encoding="utf-8")


def test_nothing_is_made_before_there_is_something_to_log(folder: Path) -> None:
    handler = LogFile(folder, "screenpop", keep=5)
    assert not folder.parent.exists()

    handler.emit(record("Hello"))

    assert (folder.stat().st_mode & 0o777, (folder / "screenpop.log").stat().st_mode & 0o777) == (
        0o700,
        0o600,
    )


def test_a_record_is_one_line_with_its_time_in_utc_and_the_marks_of_its_texts(folder: Path) -> None:
    LogFile(folder, "screenpop", keep=5).emit(record("Not kept:\r\n %s\x1b[2J", "one\n2026 ERROR two"))

    (line,) = text_of(folder).splitlines()
    shape = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z WARNING screenpop\.desk: .* \[[0-9a-f]{8}\]"
    assert re.fullmatch(shape, line)
    assert "\\x1b" in line


def test_of_a_sentence_the_words_places_and_figures_are_kept(folder: Path) -> None:
    told = say(
        "{file}, {server}: {count} {name} {why}", file=Path("/x"), server="pbx", name="Anna", why="Anna"
    )
    LogFile(folder, "screenpop", keep=5).emit(
        record("%s", NotKept(told.__class__(told.template, told.values, None, 7)))
    )

    assert "/x, pbx: 7 … …" in text_of(folder)


def test_what_an_error_says_is_left_out_but_for_the_systems_own_words(folder: Path) -> None:
    handler = LogFile(folder, "screenpop", keep=5)
    handler.emit(record("%s %s", ValueError("Anna"), OSError(28, os.strerror(28))))

    assert "Anna" not in text_of(folder)
    assert f"ValueError {os.strerror(28)}" in text_of(folder)


@pytest.mark.parametrize("keep", [1, 3])
def test_so_many_files_are_kept_and_each_is_full_at_most(folder: Path, keep: int) -> None:
    handler = LogFile(folder, "screenpop", keep, full=1000)
    for number in range(200):
        handler.emit(record(f"{number:03} {'x' * 80}"))

    files = list(folder.glob("screenpop.log*"))
    assert len(files) <= keep
    assert all(file.stat().st_size < 1200 for file in files)
    if keep > 1:
        assert "199" in "".join(file.read_text() for file in files)


def test_fewer_files_are_kept_from_when_fewer_are_wanted(folder: Path) -> None:
    for keep in (5, 2):
        handler = LogFile(folder, "screenpop", keep, full=500)
        for _ in range(60):
            handler.emit(record("x" * 80))

    assert len(list(folder.glob("screenpop.log*"))) <= 2


WRITER = """
import logging, sys
from pathlib import Path
from screenpop.diagnostics.log_files import LogFile
handler = LogFile(Path(sys.argv[1]), "screenpop", 100, full=2000)
for number in range(300):
    handler.emit(logging.LogRecord("screenpop", 30, "", 1, f"<{sys.argv[2]} {number}>", (), None))
"""


def test_processes_that_log_into_one_folder_lose_nothing_to_one_another(folder: Path) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(folder), name], stderr=subprocess.PIPE)
        for name in "abc"
    ]
    for writer in writers:
        assert writer.communicate(timeout=60)[1] == b""

    lines = [line for file in folder.glob("screenpop.log*") for line in file.read_text().splitlines()]
    found = [re.search(r"<([abc] \d+)>", line) for line in lines]
    assert sorted(each[1] for each in found if each) == sorted(
        f"{name} {n}" for name in "abc" for n in range(300)
    )
    assert all(found)


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() != 0, reason="a small file system needs its administrator"
)
def test_a_full_disk_is_not_the_programs_trouble(tmp_path: Path) -> None:
    full = Path("/dev/full")
    folder = tmp_path / "logs"
    folder.mkdir()
    (folder / "screenpop.log").symlink_to(full)

    LogFile(folder, "screenpop", keep=5).emit(record("Hello"))

    assert full.is_char_device()


def test_a_folder_that_cannot_be_made_is_not_the_programs_trouble(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")

    LogFile(tmp_path / "data" / "logs", "screenpop", keep=5).emit(record("Hello"))

    assert (tmp_path / "data").read_text() == "a file"


@pytest.fixture
def logging_as_it_was() -> Iterator[None]:
    top = logging.getLogger()
    before = list(top.handlers), top.level
    ours = {name: logging.getLogger(name).level for name in ("screenpop", "telephony", "connectors", "ui")}
    yield
    logging.captureWarnings(capture=False)
    top.handlers[:], level = before
    top.setLevel(level)
    for name, was in ours.items():
        logging.getLogger(name).setLevel(was)


def test_the_settings_say_from_which_severity_on(tmp_path: Path, logging_as_it_was: None) -> None:
    logging.getLogger().handlers[:] = []  # as in a program that is no test
    logs.to_stderr(logging.WARNING)
    logs.to_files(tmp_path, DiagnosticsTable(log="info"), "screenpop")
    log, library = logging.getLogger("screenpop.some"), logging.getLogger("library.some")

    log.info("informs")
    log.debug("debugs")
    library.info("of a library")
    library.warning("warns")

    told = text_of(tmp_path / "logs")
    assert [word in told for word in ("informs", "debugs", "of a library", "warns")] == [
        True,
        False,
        False,
        True,
    ]


def test_stderr_is_not_told_more_than_it_asked_for(
    tmp_path: Path, logging_as_it_was: None, capsys: pytest.CaptureFixture[str]
) -> None:
    logging.getLogger().handlers[:] = []  # as in a program that is no test
    logs.to_stderr(logging.WARNING)
    logs.to_files(tmp_path, DiagnosticsTable(log="debug"), "screenpop")

    logging.getLogger("screenpop.some").debug("debugs")
    logging.getLogger("screenpop.some").warning("warns")

    told = capsys.readouterr().err
    assert "warns" in told
    assert "debugs" not in told


def test_a_password_that_was_given_out_is_left_out_of_every_line(
    tmp_path: Path, logging_as_it_was: None, capsys: pytest.CaptureFixture[str]
) -> None:
    logging.getLogger().handlers[:] = []  # as in a program that is no test
    logs.to_stderr(logging.WARNING)
    logs.to_files(tmp_path, DiagnosticsTable(), "screenpop")
    logs.hold_back("pass wörd/1")

    logging.getLogger("screenpop.some").warning("raw pass wörd/1, in an address pass%20w%C3%B6rd%2F1")

    for told in (capsys.readouterr().err, text_of(tmp_path / "logs")):
        assert "raw •••, in an address •••" in told


def test_values_that_do_not_fit_their_text_are_no_trouble(folder: Path) -> None:
    LogFile(folder, "screenpop", keep=5).emit(record("%d things", "many"))

    assert "%d things" in text_of(folder)
