"""The program itself, with its windows, killed while somebody types: what was typed is there at the next start."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from tests.faults.test_program import SETTINGS
from tests.faults.typing_desk import NOTE
from tests.program import screenpop

ENVIRONMENT = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
DESK = [sys.executable, "-m", "tests.faults.typing_desk"]


def killed_while_typing(config: Path) -> None:
    with subprocess.Popen(
        [*DESK, "type", config], stdout=subprocess.PIPE, text=True, env=ENVIRONMENT
    ) as desk:
        try:
            assert desk.stdout is not None
            assert desk.stdout.readline() == "typed\n"
        finally:
            desk.send_signal(signal.SIGKILL)


def next_start(what: str, config: Path) -> dict[str, str]:
    done = subprocess.run(
        [*DESK, what, config], capture_output=True, text=True, timeout=120, check=True, env=ENVIRONMENT
    )
    seen: dict[str, str] = json.loads(done.stdout)
    return seen


def logged(config: Path) -> list[tuple[str, str]]:
    listed = screenpop("log", "list", "--format", "json", "--config", config)
    return [(row["disposition"] or "", row["note"] or "") for row in json.loads(listed.stdout)]


def test_what_was_typed_when_the_program_was_killed_is_offered_until_it_is_saved(tmp_path: Path) -> None:
    config = tmp_path / "settings.toml"
    config.write_text(SETTINGS.format(data=tmp_path / "data", database=""))

    killed_while_typing(config)

    assert logged(config) == [("", "")]
    seen = next_start("save", config)
    assert seen["note"].startswith(NOTE)
    assert seen["outcome"] == "Complaint"
    assert seen["told"].startswith("Not saved yet, from ")
    assert logged(config) == [("Complaint", seen["note"].strip())]
    with closing(sqlite3.connect(tmp_path / "data" / "drafts.db")) as drafts:
        assert drafts.execute("select * from drafts").fetchall() == []
