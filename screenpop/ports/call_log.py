"""How windows and commands read the record."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from screenpop.record.filters import LogFilter
from screenpop.record.rows import LoggedCall


class CallLog(Protocol):
    """The log of all calls, newest first. Safe to ask from several threads at once.

    Every question may raise `RecordUnavailable`, which says why the record cannot be read.
    """

    def page(
        self, wanted: LogFilter, *, at_most: int, older_than: LoggedCall | None = None
    ) -> Sequence[LoggedCall]:
        """The newest calls that fit, or the next ones after `older_than`."""

    def all(self, wanted: LogFilter) -> Iterator[LoggedCall]:
        """Every call that fits, in constant memory."""

    def latest(self, call_id: str) -> LoggedCall:
        """The newest call with this call_id.

        Raises:
            UnknownCall: There is none.
        """
