"""learn that is told to stop: the old findings stay, and nothing lies about afterwards."""

import os
import signal
import subprocess
import sys
import time
from datetime import date

import pytest

from connectors.demo_company.company import build
from connectors.demo_company.settings import settings_text
from connectors.learnt import LEARNT_FILE

TODAY = date(2026, 3, 2)
OLD = b"what was found out before"
WITHIN = 120
"""Seconds for it to begin, and to end: it takes the processor only while nobody else wants it."""


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    folder = tmp_path_factory.mktemp("company")
    build(folder, customers=120, today=TODAY)
    return folder


def until(happened, program):
    """Wait for what another program does to a folder, which nothing tells of."""
    end = time.monotonic() + WITHIN
    while not happened():
        assert program.poll() is None, program.stderr.read()
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signals")
def test_it_leaves_what_was_learnt_before_and_nothing_else(company, tmp_path, number):
    data, spill = tmp_path / "data", tmp_path / "spill"
    data.mkdir()
    spill.mkdir()
    (data / LEARNT_FILE).write_bytes(OLD)
    settings = tmp_path / "settings.toml"
    settings.write_text(settings_text(company, data), encoding="utf-8")
    command = [sys.executable, "-m", "screenpop", "learn", "--compare", "--at", TODAY.isoformat()]
    with subprocess.Popen(
        [*command, "--config", settings],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(spill)},
    ) as program:
        until(lambda: any(spill.glob("screenpop-learn-*")), program)
        program.send_signal(number)
        told, errors = program.communicate(timeout=WITHIN)

    assert (program.returncode, told) == (1, "")
    assert errors.splitlines()[-1] == "Stopped; what was learnt before stays."
    assert "Traceback" not in errors
    assert (data / LEARNT_FILE).read_bytes() == OLD
    assert list(spill.iterdir()) == []
    assert [each.name for each in data.glob(f"{LEARNT_FILE}*")] == [LEARNT_FILE]
