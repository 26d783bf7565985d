"""A program that is told to end while it is still loading ends as one that works does."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.main_job.site import Site


@pytest.mark.parametrize("after", [0.15, 0.4, 0.8])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signals")
def test_it_leaves_quietly(tmp_path: Path, number: int, after: float):
    config = Site(tmp_path / "site").config
    command = [sys.executable, "-m", "screenpop", "watch", "--config", str(config)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        time.sleep(after)  # the moment is what this is about
        program.send_signal(number)
        _, errors = program.communicate(timeout=5)
    assert (program.returncode, errors) == (0, b"")
