"""`screenpop ring` from a test, several at once if need be, and the story that the news tell of one call."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.program import News

DEPARTMENTS = ["accounting", "credit", "cross_sell", "sales"]


@contextmanager
def ringing(config: Path, *arguments: str) -> Iterator["subprocess.Popen[str]"]:
    """A simulated call; leaving the block waits for its end, which must be a good one."""
    command = [sys.executable, "-m", "screenpop", "ring", *arguments, "--config", str(config)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=dict(os.environ)
    )
    try:
        yield process
        told, _ = process.communicate(timeout=20)
        assert (process.returncode, told) == (0, "")
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()


def story_of(call_id: str, told: Sequence[News]) -> list[News]:
    """What was told of one call, in order."""
    return [news for news in told if news.get("call_id") == call_id]


def plot(story: Sequence[News]) -> list[str]:
    """The kinds of news, in order; the panels of one call come in any order and so count as one."""
    kinds = [news["news"] for news in story]
    return [kind for place, kind in enumerate(kinds) if kind != "panel_filled" or kinds[place - 1] != kind]


def panels(story: Sequence[News]) -> dict[str, News]:
    """Each department's panel, filled or failed; no department speaks twice."""
    found = [news for news in story if news["news"] in {"panel_filled", "panel_failed"}]
    by_name = {news["department"]: news for news in found}
    assert len(by_name) == len(found)
    return by_name
