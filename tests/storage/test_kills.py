import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from screenpop.storage.upgrade import upgrade


@dataclass(frozen=True)
class Outcome:
    saved: set[int]
    lost: set[int]
    doubled: set[int]


def after_kills(path: Path, kills: int, fault: str = "") -> Outcome:
    """Kill a writer so many times at random moments; what it said was saved is then looked for in the file."""
    upgrade(path)
    chance = random.Random(20260331)
    saved: set[int] = set()
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.storage.writer"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdin
    assert writer.stdout
    with writer:
        for _ in range(kills):
            writer.stdin.write(f"{path}\t{max(saved, default=-1) + 1}\t{fault}\n")
            writer.stdin.flush()
            while_opening = chance.random() < 0.25
            pid, before = None, len(saved)
            for line in writer.stdout:
                told = line.split()
                if told[0] == "killed":
                    break
                if told[0] == "pid":
                    pid = int(told[1])
                else:
                    saved.add(int(told[0]))
                if pid and (while_opening or len(saved) > before):
                    time.sleep(chance.uniform(0, 0.03))  # the random moment
                    os.kill(pid, signal.SIGKILL)
                    pid = None
        writer.stdin.close()

    with closing(sqlite3.connect(path)) as file:
        assert file.execute("pragma integrity_check").fetchone() == ("ok",)
        calls = Counter(int(row[0][5:]) for row in file.execute("select call_id from calls"))
        notes = Counter(int(row[0][5:]) for row in file.execute("select note from wrap_ups"))
        seen = {int(row[0][5:]) for row in file.execute("select note from call_log where note is not null")}
    return Outcome(
        saved=saved,
        lost=saved - seen,
        doubled={number for number, count in (calls | notes).items() if count > 1},
    )


def test_a_hundred_kills_lose_nothing_that_was_said_to_be_saved_and_double_nothing(tmp_path):
    outcome = after_kills(tmp_path / "record.db", kills=100)

    assert len(outcome.saved) > 100
    assert outcome.lost == set()
    assert outcome.doubled == set()


def test_the_kills_would_show_a_loss(tmp_path):
    outcome = after_kills(tmp_path / "record.db", kills=60, fault="says saved too early")

    assert outcome.lost


def test_the_kills_would_show_a_doubled_call(tmp_path):
    outcome = after_kills(tmp_path / "record.db", kills=60, fault="no ids of their own")

    assert outcome.doubled
