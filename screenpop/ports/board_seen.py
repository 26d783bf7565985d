"""How the supervisors' window asks who does what now."""

from collections.abc import Callable
from typing import Protocol

from screenpop.record.board_seen import BoardSeen


class LiveBoard(Protocol):
    """The board as this reader may see it. Safe to ask from several threads at once."""

    def now(self) -> BoardSeen:
        """What every desk does now. Blocks.

        Raises:
            RecordUnavailable: It cannot be asked.
        """

    def when_changed(self, tell: Callable[[], None], /) -> Callable[[], None]:
        """Have `tell` called, on any thread, whenever a desk does something else; returns how to end that."""
