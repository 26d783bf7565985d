"""What a program uses: processor time, wake-ups and memory, as Linux tells them in /proc."""

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from screenpop.errors import ConfigurationError
from screenpop.sentences import say

_USER_AND_SYSTEM_TIME = slice(11, 13)
"""Fields of /proc/PID/stat behind the program's name (proc(5))."""


@dataclass(frozen=True, slots=True)
class Use:
    """What a process and those that it has started have used so far: a guard, and the desktop that it guards.

    Attributes:
        at: When this was read (`time.perf_counter`).
        processor: Seconds on a processor, all threads together, also those that have ended.
        sleeps: For each thread how often it has gone to sleep of its own will, and so was woken up.
        resident: Megabytes of memory now; what two processes share counts twice.
    """

    at: float
    processor: float
    sleeps: Mapping[str, int]
    resident: float

    def wakeups_since(self, before: "Use") -> int:
        """How often the threads that live were woken up since then."""
        return sum(count - before.sleeps.get(thread, 0) for thread, count in self.sleeps.items())


def use_of(pid: int) -> Use:
    """Read what a program has used.

    Raises:
        ConfigurationError: This system has no /proc, or the process has gone.
    """
    processor, sleeps, resident = 0, dict[str, int](), 0
    try:
        for folder in _with_children(Path("/proc") / str(pid)):
            ticks = (folder / "stat").read_text().rpartition(")")[2].split()[_USER_AND_SYSTEM_TIME]
            processor += sum(map(int, ticks))
            for task in (folder / "task").iterdir():
                sleeps[task.name] = _field((task / "status").read_text(), "voluntary_ctxt_switches")
            resident += _field((folder / "status").read_text(), "VmRSS")
    except OSError:
        raise ConfigurationError(
            say("What a program uses can be measured on Linux only, and while it runs.")
        ) from None
    return Use(time.perf_counter(), processor / os.sysconf("SC_CLK_TCK"), sleeps, resident / 1000)


def children_of(pid: int) -> Sequence[int]:
    """Whom a process has started that still run; nobody where the system has no /proc."""
    try:
        return list(_children(Path("/proc") / str(pid)))
    except OSError:
        return []


def _with_children(folder: Path) -> Iterator[Path]:
    yield folder
    for child in _children(folder):
        yield from _with_children(folder.parent / str(child))


def _children(folder: Path) -> Iterator[int]:
    for task in (folder / "task").iterdir():
        yield from map(int, (task / "children").read_text().split())


def _field(status: str, name: str) -> int:
    line = next(line for line in status.splitlines() if line.startswith(f"{name}:"))
    return int(line.split()[1])
