"""What the demo company's callers told before the day begins, so that its rules have something to go by."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from connectors.demo_company.cast import Callers
from screenpop.record.entries import Entry, FactLearned
from screenpop.record.ids import IdSequence

_BIRTHDAY_IN = timedelta(days=5)
_BORN = 1980
"""A leap year: it has every day that a year may have."""


def told(callers: Callers, today: date) -> Iterator[Entry]:
    """The celebrating caller told a month ago when the birthday is."""
    at = datetime.combine(today - timedelta(days=30), time(10, 20)).astimezone(UTC)
    ids = IdSequence(lambda: int(at.timestamp() * 1000))
    birthday = (today + _BIRTHDAY_IN).replace(year=_BORN)
    customer = callers.celebrating.customer_id
    if customer is not None:
        yield FactLearned(ids.next(), None, at, "ewa", customer, "birthday", birthday.isoformat())
