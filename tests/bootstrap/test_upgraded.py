"""The program is replaced while it runs: it starts itself anew, but never during a call, and takes over what waits."""

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from screenpop.bootstrap.upgraded import installed_program, note_window, window_was_hidden
from tests.program import screenpop

SETTINGS = """
region = "PL"
agent = "anna"
data = "data"

[line]
kind = "simulator"
"""


class Desk:
    """The desktop as another process."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, name="desk-output")
        self._reader.start()

    def expect(self, line: str) -> None:
        """The next thing that it says."""
        assert self.lines.get(timeout=60).startswith(line)

    def says_nothing(self, seconds: float) -> None:
        """For so long."""
        with pytest.raises(queue.Empty):
            self.lines.get(timeout=seconds)

    def end(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)
        self._reader.join(10)

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.put(line.strip())


@contextmanager
def desk(settings: Path, program: Path) -> Iterator[Desk]:
    command = [sys.executable, "-m", "tests.bootstrap.upgraded_desk", str(settings), str(program)]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).parents[2],
    ) as process:
        running = Desk(process)
        try:
            yield running
        finally:
            running.end()


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    file = tmp_path / "settings.toml"
    file.write_text(SETTINGS)
    return file


@pytest.fixture
def program(tmp_path: Path) -> Path:
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "screenpop").write_bytes(b"one")
    return tmp_path / "lib" / "screenpop"


def install(program: Path) -> None:
    new = program.with_name("screenpop.dpkg-new")
    new.write_bytes(b"two")
    new.replace(program)


def test_a_replaced_program_starts_anew_in_the_same_process_and_what_was_saved_is_there(settings, program):
    with desk(settings, program) as running:
        running.expect("works")
        rung = screenpop("ring", "+48225550123", "--config", settings)
        assert rung.returncode == 0
        running.expect("call")

        install(program)

        running.expect("replaced")
        running.expect("works")
        assert running.process.poll() is None
        listed = screenpop("log", "list", "--config", settings, "--format", "json")
    assert "+48225550123" in listed.stdout


def test_nothing_starts_anew_while_a_call_is_at_hand(settings, program):
    with desk(settings, program) as running:
        running.expect("works")
        talk = subprocess.Popen(
            [sys.executable, "-m", "screenpop", "ring", "+48225550123", "--answer", "--config", str(settings)]
        )
        running.expect("call")
        install(program)
        running.expect("replaced")

        while talk.poll() is None:
            running.says_nothing(0.5)

        assert talk.returncode == 0


def test_a_window_that_was_hidden_stays_hidden_once(tmp_path):
    note_window(tmp_path, hidden=True)

    assert window_was_hidden(tmp_path)
    assert not window_was_hidden(tmp_path)


def test_a_window_that_was_seen_is_seen_again(tmp_path):
    note_window(tmp_path, hidden=True)
    note_window(tmp_path, hidden=False)

    assert not window_was_hidden(tmp_path)


def test_from_source_nothing_is_replaced_while_it_runs():
    assert installed_program() is None
