"""The program as its users run it: another process, its command line, its output."""

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

News = Mapping[str, Any]


def screenpop(
    *arguments: str | Path, stdin: str = "", timeout: float = 120, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "screenpop", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **environment},
    )


class Watching:
    """A running `screenpop watch`, and the news that it tells."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.told: list[News] = []
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, name="watch-output")
        self._reader.start()

    def expect(self, kind: str, *, within: float = 10, **fields: object) -> News:
        """The next piece of news of this kind with these fields; what comes before it is kept in `told`."""
        until = time.monotonic() + within
        while True:
            try:
                line = self._lines.get(timeout=max(0.01, until - time.monotonic()))
            except queue.Empty:
                line = None
            if line is None:
                raise AssertionError(f"no {kind} with {fields} within {within} s; told: {self.told}")
            news: News = json.loads(line)
            self.told.append(news)
            if news["news"] == kind and all(news.get(key) == value for key, value in fields.items()):
                return news

    def rest(self, seconds: float) -> list[News]:
        """What else is told within so many seconds."""
        before = len(self.told)
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            try:
                line = self._lines.get(timeout=left)
            except queue.Empty:
                break
            if line is None:
                break
            self.told.append(json.loads(line))
        return self.told[before:]

    def end(self) -> int:
        """Tell it to end; its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            code = self.process.wait(5)
        finally:
            self.process.kill()
            self._reader.join()
            for stream in (self.process.stdout, self.process.stderr):
                if stream:
                    stream.close()
        return code

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._lines.put(line)
        self._lines.put(None)


@contextmanager
def watching(
    config: Path, *options: str, stderr: Path | None = None, **environment: str
) -> Iterator[Watching]:
    """`screenpop watch` with these settings, until the block ends."""
    with (stderr or config.with_suffix(".stderr")).open("w") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "screenpop", "watch", "--config", str(config), *options],
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            env={**os.environ, **environment},
        )
        program = Watching(process)
        try:
            yield program
        finally:
            program.end()
