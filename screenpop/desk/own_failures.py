"""Wrong answers that were given at this desk: they count at once, also while the record is away."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import UUID

from screenpop.ports.failed_checks import Failures
from screenpop.rules.verification import WITHIN

_MOST = 1_000


@dataclass(slots=True)
class _OfCustomer:
    at: dict[UUID, float] = field(default_factory=dict)
    unlocked: UUID | None = None


class OwnFailures:
    """By customer. Times are seconds of the desk's clock."""

    def __init__(self) -> None:
        self._customers: dict[str, _OfCustomer] = defaultdict(_OfCustomer)

    def add(self, customer_id: str, entry: UUID, now: float) -> None:
        """One more."""
        of_customer = self._customers.pop(customer_id, None) or _OfCustomer()
        of_customer.at[entry] = now
        self._customers[customer_id] = of_customer
        if len(self._customers) > _MOST:
            del self._customers[next(iter(self._customers))]

    def of(self, customer_id: str, now: float) -> Collection[UUID]:
        """The entries that still count."""
        of_customer = self._customers.get(customer_id)
        if of_customer is None:
            return ()
        since = now - WITHIN.total_seconds()
        return tuple(entry for entry, at in of_customer.at.items() if at > since)

    def hear(self, customer_id: str, failures: Failures, asked_with: Collection[UUID]) -> None:
        """The record's word: those that were known when a supervisor unlocked the customer count no more."""
        of_customer = self._customers.get(customer_id)
        if of_customer and failures.unlocked not in (None, of_customer.unlocked):
            of_customer.unlocked = failures.unlocked
            for entry in asked_with:
                of_customer.at.pop(entry, None)
