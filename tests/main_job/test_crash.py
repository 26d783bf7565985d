"""The desktop crashes in the middle of a call: it is back within seconds, with the call's card, and nothing is lost."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from screenpop.bootstrap import bell
from tests.main_job.site import Site
from tests.main_job.talking_wire import CALL, TalkingWire
from tests.program import screenpop
from tests.ui.screen import wait_for

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")

ENVIRONMENT = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@contextmanager
def guarded_desktop(config: Path, *command: str) -> Iterator["subprocess.Popen[bytes]"]:
    """The program as it is started, until the block ends."""
    with config.with_suffix(".guarded-stderr").open("wb") as errors:
        guard = subprocess.Popen(
            [sys.executable, "-m", *(command or ("screenpop", "--config", str(config)))],
            stderr=errors,
            env=ENVIRONMENT,
        )
        try:
            yield guard
        finally:
            guard.terminate()
            try:
                guard.wait(15)
            finally:
                guard.kill()


def test_a_desktop_that_crashes_comes_back_with_the_card_of_the_call_that_is_on(tmp_path: Path) -> None:
    with closing(TalkingWire("+48601234567")) as wire:
        site = Site(tmp_path / "site", line=wire.line.removeprefix("[line]\n"))
        config, data = site.config, site.folder / "data"

        def card_is_there() -> bool:
            return screenpop("show", CALL, "--config", config).returncode == 0

        with guarded_desktop(config) as guard:
            wait_for(card_is_there, 40)
            (first,) = children_of(guard.pid)

            os.kill(first, signal.SIGSEGV)

            wait_for(lambda: children_of(guard.pid) not in ([first], []), 10)
            wait_for(card_is_there, 40)
            reports = [file.read_text() for file in sorted((data / "crashes").glob(f"*-{first}.txt"))]
            (second,) = children_of(guard.pid)
        assert guard.returncode == 0
        assert not Path(f"/proc/{second}").exists()
    assert len(reports) == 1
    assert "Segmentation fault" in reports[0]
    assert "ui/application.py" in reports[0]
    assert [file.name for file in (data / "crashes").iterdir()] == [
        f"{file.name}" for file in (data / "crashes").glob(f"*-{first}.txt")
    ]
    assert bell.ask(data, "lines", None) is None


def test_settings_may_say_that_a_crash_ends_it(tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    config = site.config
    with config.open("a", encoding="utf-8") as settings:
        settings.write("\n[diagnostics]\nrestart = false\n")
    with guarded_desktop(config) as guard:
        wait_for(lambda: bell.ask(site.folder / "data", "lines", None) not in (None, {}), 40)
        os.kill(children_of(guard.pid)[0], signal.SIGSEGV)
        guard.wait(10)
    assert guard.returncode == -signal.SIGSEGV


def test_what_was_being_typed_when_it_crashed_is_offered_by_the_one_that_came_back(tmp_path: Path) -> None:
    config = Site(tmp_path / "site").config
    drafts = tmp_path / "site" / "data" / "drafts.db"

    def note() -> str:
        if not drafts.exists():
            return ""
        with closing(sqlite3.connect(drafts)) as kept:
            try:
                return str(next(iter(kept.execute("select note from drafts")), ("",))[0])
            except sqlite3.OperationalError:
                return ""

    command = [sys.executable, "-m", "tests.main_job.crashing_desk", str(config)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, env=ENVIRONMENT)

    assert done.stdout.splitlines() == [
        "typed",
        "came back: Wants the mortar by Friday, and a new price list.",
    ]
    assert done.returncode == 0
    assert note().startswith("Wants the mortar")
    assert "Screenpop crashed and came back by itself." in done.stderr
