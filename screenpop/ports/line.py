"""A way to learn of calls."""

from collections.abc import Callable
from typing import Protocol

from screenpop.events.calls import LineEvent

Report = Callable[[LineEvent], None]


class Line(Protocol):
    """Reports what happens on an extension, from a thread of its own.

    It reports `LineUp` when it works and `LineDown` when it does not, and goes on trying unless trying again
    cannot help. After `stop` it reports nothing.
    """

    @property
    def name(self) -> str:
        """What the settings call it."""

    def start(self) -> None:
        """Begin. Returns at once; troubles are reported, not raised."""

    def stop(self) -> None:
        """Sign off at the PBX and end the thread, within two seconds."""
