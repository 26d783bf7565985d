"""Rows that were counted of days that are over, kept for an hour: only the last days are counted anew each time.

What reaches the record later than two days after it happened waits for the hour to pass.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from screenpop.record.span import Span
from screenpop.storage.figures.day_runs import Run, runs
from screenpop.storage.figures.remembered_days import REMEMBERED_FOR, STILL_CHANGES_FOR

Rows = Sequence[tuple[Any, ...]]
_MOST = 100


def runs_of(span: Span, now: datetime) -> Iterator[tuple[Run, bool]]:
    """The span's days in runs, each with whether it is over for good."""
    over = [day for day in span.days if Span(day, day, span.zone).before + STILL_CHANGES_FOR < now]
    fresh = span.days[len(over) :]
    yield from ((run, True) for run in runs(over, span))
    yield from ((run, False) for run in runs(fresh, span))


class RememberedRuns:
    """Several threads may ask at once: at worst a run is counted twice."""

    def __init__(self) -> None:
        self._rows: dict[Hashable, tuple[datetime, Rows]] = {}

    def rows(self, key: Hashable, now: datetime, count: Callable[[], Rows]) -> Rows:
        """What was counted under this key within the hour, or else is counted now."""
        known = self._rows.get(key)
        if known and timedelta() <= now - known[0] <= REMEMBERED_FOR:
            return known[1]
        rows = count()
        fresh = [each for each in list(self._rows.items()) if now - each[1][0] <= REMEMBERED_FOR]
        self._rows = dict([*fresh[-_MOST:], (key, (now, rows))])
        return rows
