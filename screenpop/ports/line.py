"""A way to learn of calls."""

from collections.abc import Callable, Mapping
from typing import Protocol, runtime_checkable

from screenpop.events.calls import LineEvent
from screenpop.sentences import Sentence

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

    def counts(self) -> Mapping[str, int]:
        """What the line has met since its start, for the administrator: `strangers`, `rubbish`, `too_many` and so on.

        Safe on any thread.
        """


@runtime_checkable
class Dials(Protocol):
    """A line that can have the agent's desk phone call somebody."""

    def dial(self, number: str, told: Callable[[Sentence | None], None]) -> None:
        """Have the desk phone call. Returns at once; safe on any thread.

        Args:
            number: As the PBX wants it dialled.
            told: Called once, on the line's thread: None if the PBX does it, else why it does not.
        """
