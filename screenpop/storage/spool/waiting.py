"""What waits on this computer for the shared database, as those ask who show it meanwhile."""

from collections.abc import Sequence
from typing import Protocol

from screenpop.ports.record import SpooledEntry, SpoolState
from screenpop.storage.spool.delivered_calls import DeliveredCall


class Waiting(Protocol):
    """A spool, or its place where there is none."""

    def open(self) -> None:
        """Make sure that it can be read.

        Raises:
            RecordUnavailable: It cannot.
        """

    def next(self, at_most: int) -> Sequence[SpooledEntry]:
        """The oldest entries that wait, in order.

        Raises:
            RecordUnavailable: They cannot be read.
        """

    def state(self) -> SpoolState:
        """How much waits.

        Raises:
            RecordUnavailable: That cannot be read.
        """

    def delivered_call(self, call_id: str) -> DeliveredCall | None:
        """The newest call with this call_id that was delivered from here lately.

        Raises:
            RecordUnavailable: That cannot be read.
        """

    def close(self) -> None:
        """Let go of it."""


class NothingWaits:
    """There is no spool: this computer saves in the shared database itself."""

    def open(self) -> None:
        """There is nothing to open."""

    def next(self, at_most: int) -> Sequence[SpooledEntry]:  # noqa: ARG002 # a spool's word
        """Nothing."""
        return ()

    def state(self) -> SpoolState:
        """Nothing waits."""
        return SpoolState(0, None)

    def delivered_call(self, call_id: str) -> DeliveredCall | None:  # noqa: ARG002 # as above
        """Nobody remembers here."""
        return None

    def close(self) -> None:
        """There is nothing to let go of."""
