"""The page for administrators is followed to the letter, in a fresh folder."""

import os
import shlex
import signal
import subprocess
import sys
import threading
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import pytest

from screenpop.bootstrap import bell
from screenpop.bootstrap.kinds import all_kinds
from screenpop.settings.reading import read_settings
from tests.docs.pages import DOCS, Command, File, is_shown, steps_of
from tests.program import watching

PAGE = "connect-your-data.md"


def start(folder: Path, line: str) -> subprocess.Popen[str]:
    program, *arguments = shlex.split(line)
    assert program == "screenpop"
    return subprocess.Popen(
        [sys.executable, "-m", "screenpop", *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )


def run(folder: Path, line: str) -> str:
    with start(folder, line) as process:
        output, _ = process.communicate(timeout=120)
    assert process.returncode == 0, f"$ {line}\n{output}"
    return output


@contextmanager
def window(folder: Path, line: str) -> Iterator[None]:
    """The window of one terminal, while commands are typed in another."""
    with start(folder, line) as process:
        try:
            until = monotonic() + 60
            while not bell.is_answered(bell.address(folder / "data")):
                assert process.poll() is None
                assert monotonic() < until, "the window does not come up"
                threading.Event().wait(0.1)  # nobody tells when a socket is there
            yield
            process.send_signal(signal.SIGTERM)
            assert process.wait(10) == 0
        finally:
            process.kill()


def follow(folder: Path, steps: list[File | Command]) -> dict[str, str]:
    """Do what the page says; every line that it shows must stand in what is answered."""
    answered: dict[str, str] = {}
    while steps:
        step = steps.pop(0)
        if isinstance(step, File):
            file = folder / step.name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(step.text, encoding="utf-8")
        elif shlex.split(step.line)[1].startswith("--"):
            rung = steps.pop(0)
            assert isinstance(rung, Command)
            with window(folder, step.line):
                answered[rung.line] = run(folder, rung.line)
        else:
            answered[step.line] = run(folder, step.line)
            for expected in step.answer:
                assert is_shown(expected, answered[step.line]), (
                    f"$ {step.line}\n{expected}\n\n{answered[step.line]}"
                )
    return answered


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    folder = tmp_path_factory.mktemp("office")
    return folder, follow(folder, list(steps_of(PAGE)))


def test_each_command_answers_what_the_page_shows(followed):
    _, answered = followed

    assert sum(line.startswith("screenpop check") for line in answered) == 2
    assert all("FAILED" not in answer for answer in answered.values())


def test_the_window_s_call_is_in_the_log(followed):
    folder, _ = followed

    assert "Wąs-Świątkowska" in run(folder, "screenpop log list --config settings.toml")


def test_the_card_shows_what_stands_in_the_sheets(followed):
    folder, _ = followed
    with watching(folder / "settings.toml") as program:
        program.expect("line_up", within=30)
        with start(folder, "screenpop ring 225550123 --config settings.toml") as ringing:
            named = program.expect("caller_identified", within=30)
            filled = {}
            while len(filled) < 6:
                news = program.expect("panel_filled", within=30)
                filled[news["department"]] = news["answer"]
            ringing.kill()

    assert named["customers"][0]["contact"] == "Anna Wąs-Świątkowska"
    (balance,) = filled["accounting"]["balances"]
    assert (balance["balance"], balance["currency"]) == ("11400.50", "PLN")
    assert filled["sales"]["orders"][0]["number"] == "8812"
    assert (filled["credit"]["limit"], filled["credit"]["exposure"]) == ("20000.00", "11400.50")
    assert filled["value"]["manager"] == "M. Nowak"
    assert filled["conversation"]["said"][0]["text"] == "Promised: order 8812 by Friday."
    assert filled["cross_sell"] == {"offers": []}


def test_a_department_of_the_preset_is_left_out_as_the_page_says(followed, tmp_path):
    folder, _ = followed
    text = (folder / "settings.toml").read_text(encoding="utf-8") + "\n[departments]\ncredit = false\n"
    assert "[departments]\ncredit = false\n" in (DOCS / PAGE).read_text(encoding="utf-8")
    file = tmp_path / "settings.toml"
    file.write_text(text, encoding="utf-8")

    departments = read_settings(file, all_kinds()).departments

    assert "credit" not in departments
    assert "accounting" in departments


def test_every_file_of_the_page_is_what_its_name_says():
    files = [step for step in steps_of(PAGE) if isinstance(step, File)]

    assert {Path(file.name).suffix for file in files} == {".toml", ".csv"}
    assert all(tomllib.loads(file.text) for file in files if file.name.endswith(".toml"))
