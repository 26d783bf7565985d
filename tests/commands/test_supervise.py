"""`screenpop supervise` as it is started: for whom it opens, and how it ends."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.program import screenpop
from tests.ui.screen import wait_for


def settings(folder: Path, more: str = "") -> Path:
    file = folder / "settings.toml"
    file.write_text(
        f'region = "PL"\nagent = "anna"\ndata = "{(folder / "data").as_posix()}"\n'
        f'[secrets]\nfrom = "environment"\n[line]\nkind = "simulator"\n{more}',
        encoding="utf-8",
    )
    return file


def test_an_agent_is_told_in_one_line_why_it_does_not_open(tmp_path: Path) -> None:
    done = screenpop("supervise", "--config", settings(tmp_path))
    assert done.returncode == 2
    assert done.stderr == (
        "screenpop: The settings give this desk no supervisor's role; "
        'set role = "supervisor" in [supervision].\n'
    )


def test_it_opens_without_a_line_and_ends_when_it_is_told_to(tmp_path: Path) -> None:
    file = settings(tmp_path, '[supervision]\nrole = "supervisor"\n')
    process = subprocess.Popen(
        [sys.executable, "-m", "screenpop", "supervise", "--config", str(file)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        wait_for((tmp_path / "data" / "record.db").exists, 30)
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=20)
    finally:
        process.kill()
    assert process.returncode == 0, errors
