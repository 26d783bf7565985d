"""What every desk does now: where a desk tells of itself, and where supervisors look."""

from collections.abc import Callable, Sequence
from typing import Protocol

from screenpop.record.board import AtDesk, DeskNow


class Presence(Protocol):
    """Where a desk tells of itself."""

    def show(self, now: DeskNow, /) -> None:
        """Have everybody see what this desk does now. Returns at once; only the latest word counts."""


class Board(Protocol):
    """Every desk's word of itself. Safe to ask from several threads at once."""

    def now(self) -> Sequence[AtDesk]:
        """Every desk that is signed on, by agent. Blocks.

        Raises:
            RecordUnavailable: It cannot be asked.
        """

    def when_changed(self, tell: Callable[[], None], /) -> Callable[[], None]:
        """Have `tell` called, on any thread, whenever a desk does something else; returns how to end that.

        Where the record is a file nobody is told: whoever shows a board asks again by themselves.
        """
