"""Threads kept for one duty, so that one that hangs starves no other.

Unlike those of `concurrent.futures`, they are daemons: a driver that hangs must not keep a program alive that
was told to end.
"""

import queue
import threading
import time
from collections.abc import Callable
from typing import Protocol

Job = Callable[[], None]


class Crew(Protocol):
    """Somebody who does jobs on other threads than the desk's."""

    def take(self, job: Job, /) -> None:
        """Do the job as soon as a thread is free. Returns at once."""

    def dismiss(self, within: float) -> bool:
        """Finish what was taken, then end; whether that came to pass within so many seconds."""


class ThreadCrew:
    """A fixed number of threads that share one queue; idle, they wait without waking up."""

    def __init__(self, name: str, size: int = 2) -> None:
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._threads = [
            threading.Thread(target=self._work, name=f"{name}-{number}", daemon=True)
            for number in range(1, size + 1)
        ]
        for thread in self._threads:
            thread.start()

    def take(self, job: Job, /) -> None:
        """Do the job as soon as a thread is free. Returns at once; the job must not raise."""
        self._jobs.put(job)

    def dismiss(self, within: float) -> bool:
        """Finish what was taken, then end; whether that came to pass within so many seconds."""
        for _ in self._threads:
            self._jobs.put(None)
        until = time.monotonic() + within
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    def _work(self) -> None:
        while job := self._jobs.get():
            job()
