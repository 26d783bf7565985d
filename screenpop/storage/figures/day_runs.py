"""The days of a span put into runs that one question can tell apart.

Days follow one another every 86,400 seconds but where clocks change; such a day is a run of its own. A run is no
longer than a month, so that no question takes too long.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from screenpop.record.span import Span

LONGEST = timedelta(days=31)
_DAY = timedelta(days=1)
_NONE = timedelta()


@dataclass(frozen=True, slots=True)
class Run:
    """Days of 24 hours that follow one another, or one day of any length.

    Attributes:
        first: Its first day.
        since: When that began.
        before: When its last day is over.
    """

    first: date
    since: datetime
    before: datetime

    @property
    def shift(self) -> int:
        """By how many seconds its days begin before those of UTC."""
        return -self._begin % (_DAY // timedelta(seconds=1))

    @property
    def days(self) -> Sequence[date]:
        """All of them."""
        length = self.before - self.since
        return [self.first + _DAY * place for place in range(length // _DAY if not length % _DAY else 1)]

    def day(self, number: int) -> date:
        """The day of a number that `time_sums.day_of` gave."""
        if (self.before - self.since) % _DAY != _NONE:
            return self.first
        return self.first + timedelta(days=number, seconds=-self._begin - self.shift)

    @property
    def _begin(self) -> int:
        return int(self.since.timestamp())


def runs(days: Sequence[date], span: Span) -> Sequence[Run]:
    """Runs of these days of a span, in order; days that it does not reach any more are none."""
    made: list[Run] = []
    for day in days:
        one = Span(day, day, span.zone, span.until)
        run = Run(day, one.since, one.before)
        if run.before <= run.since:
            continue
        if made and _joins(made[-1], run):
            made[-1] = Run(made[-1].first, made[-1].since, run.before)
        else:
            made.append(run)
    return made


def _joins(last: Run, day: Run) -> bool:
    length = last.before - last.since
    return (
        last.before == day.since
        and day.before - day.since == _DAY
        and length % _DAY == _NONE
        and length < LONGEST
    )
