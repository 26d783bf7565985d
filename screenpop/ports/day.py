"""How windows and the desk read what is due."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from screenpop.promises import Promised


class Day(Protocol):
    """Promises and call-backs of the whole company that are not settled. Safe to ask from several threads at once."""

    def due(self, *, at_most: int = 500) -> Sequence[Promised]:
        """All that is due, the most urgent first, whoever sees to it.

        Raises:
            RecordUnavailable: It cannot be read.
        """

    def find(self, promise: UUID) -> Promised | None:
        """One that is due; None if it is settled, or may not be read.

        Raises:
            RecordUnavailable: It cannot be read.
        """
