"""Where the right answers to a site's checks stand."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Protocol

from screenpop.customers import Customer


class RightAnswers(Protocol):
    """Knows them. Blocks; called on a pool of its own."""

    @property
    def deadline(self) -> timedelta:
        """How long they may take."""

    def of(self, customer: Customer, /) -> Mapping[str, str]:
        """What is right for this customer, by the name of the check; a check without an answer cannot be asked.

        Raises:
            SourceError: The source could not answer.
        """
