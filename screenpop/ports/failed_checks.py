"""How the desk asks how often somebody answered wrongly for a customer, to whichever agent."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Failures:
    """How often.

    Attributes:
        count: Since the last unlocking, and within the time that was asked for.
        unlocked: The entry with which a supervisor unlocked the customer last, if one did within that time.
    """

    count: int = 0
    unlocked: UUID | None = None


class FailedChecks(Protocol):
    """All desks' checks, counted. Blocks; called on a pool of its own.

    Attributes:
        deadline: How long an answer may take.
    """

    deadline: timedelta

    def of(self, customer_id: str, *, within: timedelta, besides: Collection[UUID]) -> Failures:
        """How many checks of this customer were answered wrongly within that time, without these entries.

        Raises:
            RecordUnavailable: It cannot be asked.
        """
