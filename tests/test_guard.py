"""Whoever waits beside the desktop: what it does after a crash, with signals, and how little it is."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from screenpop.guard import Guarded, is_desktop, without_link
from tests.ui.screen import wait_for

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="only where a process can fork")

GUARDED = """
import os, pathlib, signal, sys, time
from screenpop.guard import guarded

def run(arguments, told):
    print("run", told.crashes, told.gave_up, os.getpid(), flush=True)
    return {body}

sys.exit(guarded([], run))
"""


def ended(body: str, *, cwd: Path | None = None) -> tuple[int, list[str]]:
    done = subprocess.run(
        [sys.executable, "-c", GUARDED.format(body=body)],
        capture_output=True, text=True, timeout=60, check=False, cwd=cwd, env=environment(),
    )  # fmt: skip
    return done.returncode, [line.rsplit(" ", 1)[0] for line in done.stdout.splitlines()]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}


@contextmanager
def waiting(body: str) -> Iterator[tuple["subprocess.Popen[str]", int]]:
    """A guard and its child, which has said that it listens."""
    command = [sys.executable, "-c", GUARDED.format(body=body)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment()) as guard:
        try:
            assert guard.stdout
            child = int(guard.stdout.readline().split()[-1])
            assert guard.stdout.readline() == "listens\n"
            yield guard, child
        finally:
            guard.kill()


LISTENS = """[signal.signal(signal.SIGTERM, lambda *_: (print("told", flush=True), sys.exit(7))),
    print("listens", flush=True), time.sleep(60)]"""


@pytest.mark.parametrize("how", ["SIGSEGV", "SIGABRT", "SIGBUS", "SIGFPE", "SIGILL", "SIGKILL"])
def test_a_child_that_crashed_is_started_again(how: str) -> None:
    code, runs = ended(f"0 if told.crashes else os.kill(os.getpid(), signal.{how}) or time.sleep(60)")

    assert (code, runs) == (0, ["run 0 False", "run 1 False"])


def test_an_exception_that_nobody_expected_is_a_crash() -> None:
    assert ended("3 if told.crashes else 1 / 0") == (3, ["run 0 False", "run 1 False"])


@pytest.mark.parametrize("code", [0, 1, 2])
def test_a_child_that_ends_by_itself_ends_the_guard_with_its_code(code: int) -> None:
    assert ended(str(code)) == (code, ["run 0 False"])


def test_after_three_crashes_within_minutes_it_gives_up_and_says_so() -> None:
    code, runs = ended("5 if told.gave_up else 1 / 0")

    assert (code, runs) == (5, ["run 0 False", "run 1 False", "run 2 False", "run 3 True"])


def test_even_what_says_so_is_not_started_again() -> None:
    assert len(ended("1 / 0")[1]) == 4


def test_settings_may_want_no_restart() -> None:
    code, runs = ended("told.do_without() or os.kill(os.getpid(), signal.SIGSEGV)")

    assert (code, runs) == (-signal.SIGSEGV, ["run 0 False"])


def test_a_child_of_the_desktops_own_that_lives_on_holds_nothing_up() -> None:
    body = "4 if told.crashes else (os.fork() and os.kill(os.getpid(), signal.SIGSEGV)) or time.sleep(3)"

    assert ended(body)[0] == 4


def test_a_program_that_was_replaced_is_started_anew_from_the_disk(tmp_path: Path) -> None:
    flag = "pathlib.Path('seen')"
    code, runs = ended(f"0 if {flag}.exists() else {flag}.touch() or 75", cwd=tmp_path)

    assert (code, runs) == (0, ["run 0 False", "run 0 False"])


def test_a_signal_reaches_the_child_once_and_its_code_comes_back() -> None:
    with waiting(LISTENS) as (guard, _):
        guard.terminate()
        told, _ = guard.communicate(timeout=10)

    assert (guard.returncode, told) == (7, "told\n")


def test_a_child_that_crashes_while_it_is_told_to_end_is_not_started_again() -> None:
    body = LISTENS.replace("sys.exit(7)", "os.kill(os.getpid(), signal.SIGSEGV)")
    with waiting(body) as (guard, _):
        guard.terminate()
        told, _ = guard.communicate(timeout=10)

    assert (guard.returncode, told) == (-signal.SIGSEGV, "told\n")


def test_a_terminals_interruption_reaches_both_and_the_child_once() -> None:
    body = LISTENS.replace("SIGTERM", "SIGINT")
    code = (
        "import os, pty, sys, time\n"
        "pid, terminal = pty.fork()\n"
        "if pid == 0:\n"
        f"    os.execv(sys.executable, [sys.executable, '-c', {GUARDED.format(body=body)!r}])\n"
        "told = b''\n"
        "while b'listens' not in told: told += os.read(terminal, 1000)\n"
        "os.write(terminal, b'\\x03')\n"
        "try:\n"
        "    while more := os.read(terminal, 1000): told += more\n"
        "except OSError: pass\n"
        "print(told.count(b'told'), os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env=environment(),
    )

    assert done.stdout.split() == ["1", "7"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent is gone")
def test_a_guard_that_is_killed_takes_the_child_with_it() -> None:
    with waiting(LISTENS) as (guard, child):
        guard.kill()
        wait_for(lambda: not alive(child), 10)


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"  # nobody may be there to take note


@pytest.mark.parametrize(
    ("arguments", "is_one"),
    [
        ("", True),
        ("--config x.toml", True),
        ("--config=x.toml --no-guard", True),
        ("--agent anna --extension 101", True),
        ("watch", False),
        ("--config watch", True),
        ("--config x.toml open -- tel:1", False),
        ("--help", False),
        ("--config", False),
    ],
)
def test_only_the_desktop_is_guarded(arguments: str, is_one: bool) -> None:
    assert is_desktop(arguments.split()) is is_one


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_desktop_whose_guard_is_gone_can_say_all_the_same_that_it_wants_none() -> None:
    hears, says = os.pipe()
    os.close(hears)
    told = Guarded(word=says)

    told.do_without()
    told.do_without()

    os.close(says)


@pytest.mark.parametrize(
    ("arguments", "again"),
    [
        ("--config s.toml open tel:123", "--config s.toml open"),
        ("open --config=s.toml -- tel:123", "open --config=s.toml"),
        ("open --agent anna tel:123", "open --agent anna"),
        ("--config open", "--config open"),
        ("watch", "watch"),
        ("", ""),
    ],
)
def test_a_program_that_starts_anew_opens_no_link_twice(arguments: str, again: str) -> None:
    assert without_link(arguments.split()) == again.split()


def test_the_guard_is_little_more_than_an_empty_interpreter() -> None:
    look = "import re, sys; print(re.search('VmRSS:\\\\s*(\\\\d+)', open('/proc/self/status').read())[1])"
    figures = [
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment()
        )
        for code in (look, f"import screenpop.__main__; {look}")
    ]
    empty, guard = (int(figure.stdout) for figure in figures)

    assert guard - empty < 1000
    loaded = (
        "import sys; before = set(sys.modules); import screenpop.__main__; print(*set(sys.modules) - before)"
    )
    told = subprocess.run(
        [sys.executable, "-c", loaded], capture_output=True, text=True, check=True, env=environment()
    )
    assert set(told.stdout.split()) <= {
        "screenpop", "screenpop.__main__", "screenpop.guard", "screenpop.child", "signal", "_signal", "enum",
        "time", "types", "operator", "_operator", "functools", "_functools", "collections", "_collections", "keyword",
        "itertools", "reprlib", "__future__",
    }  # fmt: skip
