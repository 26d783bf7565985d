"""Talks to the windows' program on a screen of its own."""

import json
import subprocess
from collections.abc import Mapping
from typing import Any

from tests.ui.screen import Screen, wait_for

Told = Mapping[str, Any]


class Desk:
    """The program, as a test works it."""

    def __init__(self, screen: Screen, **settings: object) -> None:
        self.screen = screen
        self._process: subprocess.Popen[str] = screen.python(
            "tests.desktop_manners.program", json.dumps(settings)
        )
        self.told = self._read()

    def do(self, wish: str, call: str = "c1") -> Told:
        """Have something done; what is seen then."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": wish, "call": call}) + "\n")
        self._process.stdin.flush()
        return self._read()

    def look(self) -> Told:
        """What is seen now."""
        return self.do("look")

    def card(self, call: str = "c1") -> Told:
        """One card as it is seen now."""
        card: Told = self.look()["cards"][call]
        return card

    def waits_for(self, held: Any) -> None:  # a question about what is told
        """Wait until what is seen is as it should be."""
        wait_for(lambda: held(self.look()))

    def _read(self) -> Told:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the windows' program has ended"
        self.told = json.loads(line)
        return self.told
