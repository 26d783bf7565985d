"""Answers of a moment ago, for a transfer or a second wish: shown with their age, never as fresh."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from screenpop.answers.any import Answer
from screenpop.customers import Customer

FRESH_FOR = 10.0
"""Seconds. Within them a department would hardly say anything else."""
_MOST = 256


@dataclass(frozen=True, slots=True)
class Told:
    """What a department said; `answer` None: that it knows nothing of the customer."""

    answer: Answer | None
    at: datetime
    heard: float


class FreshAnswers:
    """Keeps what departments said, for seconds.

    Args:
        clock: Seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._told: OrderedDict[tuple[str, str, str], Told] = OrderedDict()

    def keep(self, department: str, customer: Customer, answer: Answer | None, at: datetime) -> None:
        """Keep what a department has just said of a customer."""
        key = _key(department, customer)
        self._told[key] = Told(answer, at, self._clock())
        self._told.move_to_end(key)
        while len(self._told) > _MOST:
            self._told.popitem(last=False)

    def forget(self, department: str, customer: Customer) -> None:
        """What the department said of this customer does not hold any more."""
        self._told.pop(_key(department, customer), None)

    def get(self, department: str, customer: Customer) -> Told | None:
        """What the department said of this customer a moment ago, if it did."""
        told = self._told.get(_key(department, customer))
        return told if told and self._clock() - told.heard <= FRESH_FOR else None


def _key(department: str, customer: Customer) -> tuple[str, str, str]:
    return department, customer.id, customer.reference(department)
