"""How a window asks the log what there is to choose from."""

from collections.abc import Sequence
from typing import Protocol

from screenpop.record.choices import KnownCustomer, LogChoices


class ChoicesOfLog(Protocol):
    """Safe to ask from several threads at once; every question may raise `RecordUnavailable`."""

    def choices(self) -> LogChoices:
        """Whose and which calls there are."""

    def customers(self, text: str, *, at_most: int) -> Sequence[KnownCustomer]:
        """Customers whose name, or whose contact's, holds the text, or whose id it is; the latest callers first."""
