"""What a process uses: processor time, wake-ups and memory, as Linux tells them in /proc."""

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from screenpop.errors import ConfigurationError
from screenpop.sentences import say

_USER_AND_SYSTEM_TIME = slice(11, 13)
"""Fields of /proc/PID/stat behind the program's name (proc(5))."""


@dataclass(frozen=True, slots=True)
class Use:
    """What a process has used so far.

    Attributes:
        at: When this was read (`time.perf_counter`).
        processor: Seconds on a processor, all threads together, also those that have ended.
        sleeps: For each thread how often it has gone to sleep of its own will, and so was woken up.
        resident: Megabytes of memory now.
    """

    at: float
    processor: float
    sleeps: Mapping[str, int]
    resident: float

    def wakeups_since(self, before: "Use") -> int:
        """How often the threads that live were woken up since then."""
        return sum(count - before.sleeps.get(thread, 0) for thread, count in self.sleeps.items())


def use_of(pid: int) -> Use:
    """Read what a process has used.

    Raises:
        ConfigurationError: This system has no /proc, or the process has gone.
    """
    folder = Path("/proc") / str(pid)
    try:
        ticks = (folder / "stat").read_text().rpartition(")")[2].split()[_USER_AND_SYSTEM_TIME]
        threads = {task.name: (task / "status").read_text() for task in (folder / "task").iterdir()}
        status = (folder / "status").read_text()
    except OSError:
        raise ConfigurationError(
            say("What a program uses can be measured on Linux only, and while it runs.")
        ) from None
    return Use(
        at=time.perf_counter(),
        processor=sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK"),
        sleeps={name: _field(text, "voluntary_ctxt_switches") for name, text in threads.items()},
        resident=_field(status, "VmRSS") / 1000,
    )


def _field(status: str, name: str) -> int:
    line = next(line for line in status.splitlines() if line.startswith(f"{name}:"))
    return int(line.split()[1])
