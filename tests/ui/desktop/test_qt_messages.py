"""Qt's complaints stand in the log, and what ends the program in a report; in processes of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import sys
from pathlib import Path
from PySide6 import QtCore
from screenpop.diagnostics import crashes, logs
from screenpop.settings.model import DiagnosticsTable
from ui.desktop.qt_messages import log_qt_messages
logs.to_files(Path(sys.argv[1]), DiagnosticsTable(), "screenpop")
crashes.keep_reports(Path(sys.argv[1]), "screenpop")
log_qt_messages()
{body}
"""


def told(data: Path, body: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(body=body), str(data)],
        capture_output=True, text=True, timeout=60, check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    files = {
        folder: "".join(file.read_text() for file in (data / folder).glob("*"))
        for folder in ("logs", "crashes")
    }
    return done.returncode, files["logs"], files["crashes"]


@pytest.mark.parametrize(("call", "level"), [("qWarning", "WARNING"), ("qCritical", "ERROR")])
def test_a_complaint_of_qts_is_logged(tmp_path: Path, call: str, level: str) -> None:
    code, logged, _ = told(tmp_path, f"QtCore.{call}('no such plugin')")

    assert code == 0
    assert f" {level} ui.desktop.qt_messages: Qt: no such plugin [" in logged


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signals to die by")
def test_what_ends_the_program_is_logged_and_reported(tmp_path: Path) -> None:
    code, logged, reported = told(tmp_path, "QtCore.qFatal('the screen is gone')")

    assert code < 0
    assert " ui.desktop.qt_messages: Qt: the screen is gone [" in logged
    assert " CRITICAL ui.desktop.qt_messages: Qt: " in logged
    assert "Fatal Python error: Aborted" in reported


def test_a_complaint_at_the_very_end_harms_nobody(tmp_path: Path) -> None:
    assert (
        told(
            tmp_path,
            "thread = QtCore.QThread(); thread.start()\nQtCore.qWarning('now')\nthread.quit(); thread.wait()",
        )[0]
        == 0
    )
