"""A desk that runs as another process, perhaps under a program that makes faults."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class RunningDesk:
    """Asks a desk and reads what it says.

    Attributes:
        saved: All that it said to be saved, in order.
        refused: All that it refused, each with its sentence.
    """

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.saved: list[str] = []
        self.refused: dict[str, str] = {}

    def ask(self, *command: object) -> list[str]:
        """Have something done; what was said meanwhile."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{json.dumps([str(c) if isinstance(c, Path) else c for c in command])}\n")
        self.process.stdin.flush()
        said: list[str] = []
        for line in self.process.stdout:
            if line == "done\n":
                return said
            said.append(line.rstrip("\n"))
            self._hear(said[-1])
        raise AssertionError(f"the desk ended with {self.process.wait(10)} at {command}")

    def open(self, spool: Path) -> None:
        """Open its spool."""
        self.ask("open", spool)

    def keep(self, run: int, first: int, count: int) -> None:
        """Have calls kept, each with a note."""
        self.ask("keep", run, first, count)

    def deliver(self, seconds: float = 60) -> dict[str, Any]:
        """Wait until nothing waits; the spool's state then."""
        (said,) = self.ask("deliver", seconds)
        state: dict[str, Any] = json.loads(said.removeprefix("state "))
        return state

    def _hear(self, line: str) -> None:
        if line.startswith("kept "):
            self.saved.append(line.removeprefix("kept "))
        elif line.startswith("refused "):
            text, _, sentence = line.removeprefix("refused ").partition(": ")
            self.refused[text] = sentence


@contextmanager
def running(within: Sequence[str] = (), **environment: str) -> Iterator[RunningDesk]:
    """A desk, started by the command `within`; it is killed in the end if it still runs."""
    process = subprocess.Popen(
        [*within, sys.executable, "-m", "tests.faults.desk"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
    )
    with process:
        try:
            yield RunningDesk(process)
            assert process.stdin
            process.stdin.close()
            process.wait(20)
        finally:
            process.kill()
