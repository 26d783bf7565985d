"""How auditors ask who looked at whom."""

from collections.abc import Sequence
from typing import Protocol

from screenpop.record.looks import LookFilter, LookTaken


class Looks(Protocol):
    """Everybody's looks at customers' data, newest first. Safe to ask from several threads at once."""

    def page(
        self, wanted: LookFilter, *, at_most: int, older_than: LookTaken | None = None
    ) -> Sequence[LookTaken]:
        """The newest looks that fit, or the next ones after `older_than`.

        Raises:
            RecordUnavailable: The record cannot be read, or this login may not read it.
        """

    def lookers(self) -> Sequence[str]:
        """Everybody who has looked at something, in order.

        Raises:
            RecordUnavailable: As above.
        """
