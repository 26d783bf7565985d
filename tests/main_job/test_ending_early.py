"""A program that is told to end while it is still loading ends as one that works does."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.main_job.site import Site

OFFSCREEN_SAYS = b"This plugin does not support propagateSizeHints()\n"
"""At every window that it shows, whoever it belongs to."""


@pytest.mark.parametrize("command", [("watch",), (), ("--no-guard",)], ids=["watch", "desktop", "unguarded"])
@pytest.mark.parametrize("after", [0.15, 0.4, 0.8, 1.2, 2.0])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signals")
def test_it_leaves_quietly(tmp_path: Path, command: Sequence[str], number: int, after: float):
    config = Site(tmp_path / "site").config
    started = [sys.executable, "-m", "screenpop", *command, "--config", str(config)]
    with subprocess.Popen(
        started,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    ) as program:
        time.sleep(after)  # the moment is what this is about
        program.send_signal(number)
        try:
            _, errors = program.communicate(timeout=5)
        finally:
            program.kill()
    said = [line for line in errors.splitlines(keepends=True) if not line.endswith(OFFSCREEN_SAYS)]
    assert (program.returncode, said) == (0, [])
