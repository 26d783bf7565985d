"""Who called, was answered by nobody, and has not been talked with since: one row a caller."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from screenpop.events.calls import Direction
from screenpop.ports.call_log import CallLog
from screenpop.record.filters import LogFilter
from screenpop.record.rows import LoggedCall

AT_MOST = 2_000


@dataclass(frozen=True, slots=True)
class Unreached:
    """A caller who still waits to be called back.

    Attributes:
        calls: Their calls, the newest first.
    """

    calls: tuple[LoggedCall, ...]

    @property
    def newest(self) -> LoggedCall:
        """The call that they made last."""
        return self.calls[0]

    @property
    def since(self) -> datetime:
        """When they first called in vain."""
        return self.calls[-1].offered_at


def unreached(log: CallLog, since: datetime | None, before: datetime | None) -> Sequence[Unreached]:
    """Everybody who waits, the longest first.

    Raises:
        RecordUnavailable: The record cannot be read.
    """
    wanted = LogFilter(since=since, before=before, direction=Direction.IN, lost=True, not_reached_since=True)
    return by_caller(log.page(wanted, at_most=AT_MOST))


def by_caller(calls: Iterable[LoggedCall]) -> Sequence[Unreached]:
    """Calls of one number are one caller; of those who withheld theirs each is another one."""
    found: dict[object, list[LoggedCall]] = {}
    for call in calls:
        found.setdefault(call.number or call.presented or call.id, []).append(call)
    callers = (Unreached(tuple(each)) for each in found.values())
    return sorted(callers, key=lambda caller: caller.since)
