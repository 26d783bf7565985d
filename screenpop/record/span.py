"""A stretch of whole days, as the viewer's calendar has them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of whole days by the viewer's clock, so that a day may have 23 or 25 hours.

    Attributes:
        first: Its first day.
        last: Its last day.
        zone: The viewer's time zone; None for the computer's.
        until: It ends here already, before its last day does.
    """

    first: date
    last: date
    zone: tzinfo | None = None
    until: datetime | None = None

    @property
    def since(self) -> datetime:
        """When it begins."""
        return _midnight(self.first, self.zone)

    @property
    def before(self) -> datetime:
        """When it is over."""
        midnight = _midnight(self.last + timedelta(days=1), self.zone)
        return midnight if self.until is None else min(midnight, self.until)

    @property
    def days(self) -> Sequence[date]:
        """All its days."""
        count = (self.last - self.first).days + 1
        return [self.first + timedelta(days=place) for place in range(count)]

    def earlier(self, now: datetime) -> "Span":
        """As many days, just before; where this one is not over, until the same time of day as it is now."""
        length = timedelta(days=(self.last - self.first).days + 1)
        first, last = self.first - length, self.last - length
        if now >= self.before:
            return Span(first, last, self.zone)
        here = now.astimezone(self.zone)
        same = datetime.combine(here.date() - length, here.time(), self.zone).astimezone(UTC)
        return Span(first, last, self.zone, until=same)


def _midnight(day: date, zone: tzinfo | None) -> datetime:
    """The first moment of a day, in UTC. Without a zone Python takes a time to be the computer's own."""
    return datetime.combine(day, time.min, zone).astimezone(UTC)
