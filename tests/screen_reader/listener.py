"""Listens to the program and works it as somebody does who cannot see the screen."""

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from typing import Any

from tests.ui.screen import ROOT, Screen, wait_for

SYSTEM_PYTHON = "/usr/bin/python3"
NEEDED = ("dbus-daemon",)


@dataclass(frozen=True, slots=True)
class Part:
    """What a screen reader says of one part of a window."""

    role: str
    name: str
    description: str
    text: str
    focusable: bool


class Listener:
    """A session bus of its own, and a screen reader on it."""

    def __init__(self, screen: Screen) -> None:
        missing = [program for program in NEEDED if shutil.which(program) is None]
        assert not missing, f"needed for this test and not installed: {', '.join(missing)}"
        bus = screen.start("dbus-daemon", "--session", "--nofork", "--print-address")
        assert bus.stdout is not None
        screen.environment |= {
            "DBUS_SESSION_BUS_ADDRESS": bus.stdout.readline().strip(),
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "LANG": "C.UTF-8",
        }
        plain = {name: value for name, value in screen.environment.items() if not name.startswith("PYTHON")}
        self._reader = subprocess.Popen(
            [SYSTEM_PYTHON, "-m", "tests.screen_reader.reader"],
            env=plain,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL if "SCREENPOP_LOUD" not in os.environ else None,
            text=True,
        )

    def windows(self) -> list[str]:
        """The names of the windows that are shown."""
        told: list[str] = self._ask({"do": "windows", "window": ""}) or []
        return told

    def hears(self, window: str) -> list[Part]:
        """Everything in a window, in the order in which it is read."""
        return [Part(*each) for each in self._ask({"do": "hear", "window": window}) or []]

    def hears_soon(self, window: str, words: str) -> None:
        """Wait until these words are somewhere in a window."""
        wait_for(lambda: any(words in (part.name or part.text) for part in self.hears(window)), 30)

    def presses(self, window: str, role: str, name: str) -> None:
        """Press what has this name."""
        assert self._ask({"do": "press", "window": window, "role": role, "name": name}) is True

    def writes(self, window: str, name: str, text: str) -> None:
        """Write into the field with this name."""
        assert (
            self._ask({"do": "write", "window": window, "role": "text", "name": name, "text": text}) is True
        )

    def close(self) -> None:
        """Stop listening."""
        self._reader.kill()
        self._reader.communicate()

    def _ask(self, wish: dict[str, str]) -> Any:  # JSON
        assert self._reader.stdin is not None
        assert self._reader.stdout is not None
        self._reader.stdin.write(json.dumps(wish) + "\n")
        self._reader.stdin.flush()
        line = self._reader.stdout.readline()
        assert line, "the screen reader has ended: are python3-pyatspi and gir1.2-atspi-2.0 installed?"
        return json.loads(line)
