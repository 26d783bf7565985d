"""Reports of crashes: kinds and places, never words or values; one a run, and only of runs that crashed."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import faulthandler, os, sys, threading
from pathlib import Path
from screenpop.diagnostics.crashes import keep_reports
end = keep_reports(Path(sys.argv[1]), "screenpop")

def fail(private):
    try:
        raise ValueError(private)
    except ValueError as cause:
        raise LookupError(private) from cause

def recurse(private):
    recurse(private)

def in_thread(private):
    thread = threading.Thread(target=fail, args=[private])
    thread.start()
    thread.join()

class Clearing:
    def __del__(self):
        fail("Anna")

{body}
"""


def reports(data: Path, body: str) -> tuple[int, list[str], str]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(body=body), str(data)],
        capture_output=True, text=True, timeout=60, check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    folder = data / "crashes"
    return done.returncode, [file.read_text() for file in sorted(folder.glob("*.txt"))], done.stderr


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        ("fail('Anna')", ["LookupError", "because of ValueError"]),
        ("in_thread('Anna')", ["LookupError", "because of ValueError"]),
        ("Clearing()", ["LookupError", "because of ValueError"]),
        ("recurse('Anna')", ["RecursionError"]),
        (
            "raise ExceptionGroup('Anna', [ValueError('Anna'), KeyError('Anna')])",
            ["ExceptionGroup", "because of ValueError", "because of KeyError"],
        ),
    ],
)
def test_of_an_error_that_nobody_expected_kinds_and_places_are_kept(
    tmp_path: Path, body: str, kinds: list[str]
) -> None:
    _, (report,), _ = reports(tmp_path, body)

    lines = report.splitlines()
    assert [line for line in lines if re.fullmatch(r"(because of )?\w+(Error|Group)", line)] == kinds
    assert re.search(r"^  __main__:\d+ (fail|recurse|<module>)$", report, re.MULTILINE)
    assert "Anna" not in report
    assert len(lines) < 200
    assert {"screenpop", "command", "system", "python", "started"} <= {line.split(" ")[0] for line in lines}
    assert "all threads" in report


def test_an_error_of_the_main_thread_still_ends_the_program(tmp_path: Path) -> None:
    assert reports(tmp_path, "fail('Anna')")[0] == 1


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("faulthandler._sigsegv()", "Segmentation fault"),
        ("os.abort()", "Aborted"),
        ("os.kill(os.getpid(), 7)", "Bus error"),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="signals have other numbers elsewhere")
def test_a_signal_that_ends_it_leaves_where_all_threads_were(tmp_path: Path, body: str, told: str) -> None:
    code, (report,), _ = reports(tmp_path, body)

    assert code < 0
    assert f"Fatal Python error: {told}" in report
    assert 'File "<string>", line' in report


@pytest.mark.parametrize("body", ["", "sys.exit(3)", "end()", "raise KeyboardInterrupt"])
def test_a_run_that_ends_as_it_should_leaves_no_report(tmp_path: Path, body: str) -> None:
    assert reports(tmp_path, body)[1] == []


def test_a_run_that_was_killed_leaves_when_it_was_started(tmp_path: Path) -> None:
    (report,) = reports(tmp_path, "os.kill(os.getpid(), 9)")[1]

    assert report.splitlines()[-2].startswith("started ")


def test_the_same_error_again_and_again_is_told_once(tmp_path: Path) -> None:
    body = "for _ in range(1000): sys.excepthook(*[(type(e), e, None) for e in [ValueError('Anna')]][0])"
    (report,) = reports(tmp_path, body)[1]

    assert report.count("ValueError") == 1


def test_the_newest_ten_are_kept(tmp_path: Path) -> None:
    folder = tmp_path / "crashes"
    folder.mkdir()
    for day in range(10, 30):
        (folder / f"202001{day}T000000Z-1.txt").write_text("old")

    told = reports(tmp_path, "os.abort()")[1]

    assert len(told) == 10
    assert "Aborted" in told[-1]
    assert not (folder / "20200120T000000Z-1.txt").exists()


def test_it_is_for_its_owner_alone(tmp_path: Path) -> None:
    reports(tmp_path, "os.abort()")

    (file,) = (tmp_path / "crashes").iterdir()
    assert (file.parent.stat().st_mode & 0o777, file.stat().st_mode & 0o777) == (0o700, 0o600)


def test_where_none_can_be_kept_the_program_goes_on(tmp_path: Path) -> None:
    (tmp_path / "crashes").write_text("a file")

    assert reports(tmp_path, "print('on')")[0] == 0
