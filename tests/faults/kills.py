"""Kills desks at random moments, as a crash or an impatient user does."""

import json
import os
import random
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer
from typing import IO

from tests.faults.shared import Shared

_LONGEST = 20.0
"""Seconds in which a desk that is to deliver something before it dies has done so, or dies all the same."""


@dataclass
class _Desk:
    """One that lives until it is killed: a moment after it said that word first."""

    word: str
    moment: float
    pid: int = 0
    heard: set[str] = field(default_factory=set)
    is_dying: bool = False
    killing: Timer | None = None

    def hear(self, word: str) -> None:
        """Be told what it says; it may say something before its parent tells its pid."""
        self.heard.add(word)
        if not self.pid or self.is_dying:
            return
        if self.word in self.heard:
            self.is_dying = True
            self._kill_after(self.moment)
        elif self.killing is None:
            self._kill_after(_LONGEST)

    def _kill_after(self, seconds: float) -> None:
        if self.killing:
            self.killing.cancel()
            self.killing.join()
        self.killing = Timer(seconds, os.kill, (self.pid, signal.SIGKILL))
        self.killing.start()


def kill_desks(spool: Path, shared: Shared, kills: int, fault: str = "") -> list[str]:
    """Kill so many desks that share a spool; all that they said to be saved, in order.

    Some die while they open, most while they keep, every fourth when the database has just committed what it
    delivered.
    """
    chance = random.Random(20260331)
    saved: list[str] = []
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.nursery"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as nursery:
        assert nursery.stdin
        assert nursery.stdout
        try:
            for run in range(kills):
                nursery.stdin.write(
                    f"{json.dumps([run, str(spool), shared.place, shared.password, fault])}\n"
                )
                nursery.stdin.flush()
                saved += _until_killed(nursery.stdout, _some_desk(run, chance))
            nursery.stdin.close()
            nursery.wait(20)
        finally:
            nursery.kill()
    return saved


def _some_desk(run: int, chance: random.Random) -> _Desk:
    match run % 4:
        case 0:
            return _Desk("pid", chance.uniform(0, 0.05))
        case 3:
            return _Desk("delivered", chance.uniform(0, 0.03))
        case _:
            return _Desk("kept", chance.uniform(0, 0.3))


def _until_killed(output: IO[str], desk: _Desk) -> list[str]:
    saved = []
    for line in output:
        word, _, rest = line.rstrip("\n").partition(" ")
        match word:
            case "killed":
                break
            case "pid":
                desk.pid = int(rest)
            case "kept":
                saved.append(rest)
            case "delivered":
                pass
            case _:
                raise AssertionError(line)
        desk.hear(word)
    assert desk.killing, "it ended by itself"
    desk.killing.join()
    return saved
