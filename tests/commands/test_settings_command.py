"""`screenpop settings` as a command: its window stays until it is closed, or told to end."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signals")
@pytest.mark.parametrize("option", [(), ("--assistant",)], ids=["window", "assistant"])
def test_its_window_stays_and_ends_in_order_when_it_is_told_to(tmp_path: Path, option: tuple[str, ...]):
    file = tmp_path / "settings.toml"
    command = [sys.executable, "-m", "screenpop", "settings", *option, "--config", str(file)]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    ) as program:
        try:
            with pytest.raises(subprocess.TimeoutExpired):
                program.wait(4)
            program.terminate()
            _, errors = program.communicate(timeout=15)
        finally:
            program.kill()

    assert program.returncode == 0
    assert "Traceback" not in errors
    assert not file.exists()
