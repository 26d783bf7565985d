"""Other processes that a benchmark starts and listens to: one JSON object a line of their standard output."""

import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from screenpop.bench.resources import children_of
from screenpop.errors import ConfigurationError
from screenpop.sentences import say

Told = Mapping[str, Any]

_ENDS_WITHIN = 5.0
_COMPLAINTS = 5


class Process:
    """A running Python module, and what it tells.

    Attributes:
        started_at: When it was started (`time.perf_counter`).
        pid: Its number.
    """

    def __init__(self, module: str, arguments: Sequence[str], program: str) -> None:
        environment = {"QT_QPA_PLATFORM": "offscreen", "SCREENPOP_SECRET_LINE": "none", **os.environ}
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 # `end` closes it
        self.started_at = time.perf_counter()
        self._process = subprocess.Popen(  # noqa: S603 # our own interpreter and module
            [program, "-m", module, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            text=True,
            env=environment,
        )
        self.pid = self._process.pid
        self._told: queue.SimpleQueue[Told | None] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, name="reader", daemon=True)
        self._reader.start()

    def expect(self, event: str, within: float = 30.0, **fields: object) -> Told:
        """The next event of this name with these fields; others before it are passed over.

        Raises:
            ConfigurationError: It does not come.
        """
        return self.all_until(event, within, **fields)[-1]

    def all_until(self, event: str, within: float = 30.0, **fields: object) -> Sequence[Told]:
        """Everything it tells until an event of this name with these fields comes, which is the last.

        Raises:
            ConfigurationError: It does not come.
        """
        heard = []
        until = time.monotonic() + within
        with suppress(queue.Empty):
            while told := self._told.get(timeout=max(0.001, until - time.monotonic())):
                heard.append(told)
                if told["event"] == event and all(told.get(key) == value for key, value in fields.items()):
                    return heard
        raise ConfigurationError(
            say(
                "The measured program told no “{event}” in {seconds} s; it complained: {complaints}",
                event=event,
                seconds=within,
                complaints=self._last_complaints(),
            )
        )

    def tell(self, word: str) -> None:
        """Write a line on its standard input."""
        if self._process.stdin:
            self._process.stdin.write(word + "\n")
            self._process.stdin.flush()

    def end(self) -> None:
        """Tell it to end, and see to it."""
        self._process.terminate()
        try:
            self._process.wait(_ENDS_WITHIN)
        except subprocess.TimeoutExpired:
            guarded = children_of(self.pid)
            self._process.kill()
            for child in guarded:  # its guard could only ask it to end
                with suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
            self._process.wait()
        self._reader.join()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                stream.close()
        self._complaints.close()

    def _last_complaints(self) -> str:
        self._complaints.seek(0)
        lines = self._complaints.read().decode("utf-8", "replace").splitlines()
        return " / ".join(lines[-_COMPLAINTS:]) or "—"

    def _read(self) -> None:
        for line in self._process.stdout or ():
            self._told.put(json.loads(line))
        self._told.put(None)


@contextmanager
def running(module: str, *arguments: object, program: str = sys.executable) -> Iterator[Process]:
    """A module that runs until the block ends; the packaged program runs modules as Python does."""
    process = Process(module, [str(argument) for argument in arguments], program)
    try:
        yield process
    finally:
        process.end()
