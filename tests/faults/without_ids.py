"""A fault to prove that tests would see it: what is delivered has no ids of its own."""

from collections.abc import Sequence
from dataclasses import replace

from screenpop.ports.record import SharedRecord, SpooledEntry
from screenpop.record.entries import WrapUp
from screenpop.record.ids import new_id


class WithoutIdsOfTheirOwn:
    """Each attempt gives notes new ids, as if it were the database that gives them."""

    def __init__(self, shared: SharedRecord) -> None:
        self._shared = shared

    def deliver(self, entries: Sequence[SpooledEntry]) -> None:
        """Deliver others that say the same."""
        self._shared.deliver(
            [
                replace(each, entry=replace(each.entry, id=new_id()))
                if isinstance(each.entry, WrapUp)
                else each
                for each in entries
            ]
        )

    def close(self) -> None:
        """Let go."""
        self._shared.close()
