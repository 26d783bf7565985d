"""Days that were counted already and count as they did: those that are over, for an hour.

A leg that reaches the record late has its day counted anew; a correction that only changes a word waits for the
hour to pass.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from screenpop.record.span import Span

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from screenpop.storage.figures.day_figures import DayFigures

REMEMBERED_FOR = timedelta(hours=1)
STILL_CHANGES_FOR = timedelta(days=2)
"""So long after its end a day's calls are still wrapped up and corrected; it is counted anew each time."""


@dataclass(frozen=True, slots=True)
class _Counted:
    """A day that was counted: when, and how many legs there were."""

    figures: DayFigures
    at: datetime
    legs: int


class RememberedDays:
    """Several threads may recall and remember at once: at worst a day is counted twice."""

    def __init__(self) -> None:
        self._days: dict[tuple[tzinfo | None, date], _Counted] = {}

    def recall(self, connection: Connection, span: Span, now: datetime) -> Mapping[date, DayFigures]:
        """The days of a span that need not be counted."""
        fresh: dict[date, _Counted] = {}
        for day in span.days:
            counted = self._days.get((span.zone, day))
            whole = span.until is None or Span(day, day, span.zone).before <= span.until
            if whole and counted is not None and now - counted.at <= REMEMBERED_FOR:
                fresh[day] = counted
        return {
            day: fresh[day].figures
            for days in _stretches(list(fresh))
            for day in self._unchanged(connection, days, fresh, span.zone)
        }

    def remember(
        self, connection: Connection, days: Mapping[date, DayFigures], span: Span, now: datetime
    ) -> None:
        """Keep the days that are over, and no longer what does not count any more."""
        known = list(self._days.items())
        self._days = {key: counted for key, counted in known if now - counted.at <= REMEMBERED_FOR}
        for day, figures in days.items():
            before = Span(day, day, span.zone).before
            if before + STILL_CHANGES_FOR < now and (span.until is None or before <= span.until):
                legs = _legs(connection, Span(day, day, span.zone))
                self._days[span.zone, day] = _Counted(figures, now, legs)

    @staticmethod
    def _unchanged(
        connection: Connection, days: Sequence[date], fresh: Mapping[date, _Counted], zone: tzinfo | None
    ) -> Sequence[date]:
        """Those with as many legs as they had; one question tells mostly that all have."""
        if _legs(connection, Span(days[0], days[-1], zone)) == sum(fresh[day].legs for day in days):
            return days
        return [day for day in days if _legs(connection, Span(day, day, zone)) == fresh[day].legs]


def _stretches(days: Sequence[date]) -> Sequence[Sequence[date]]:
    """Days that follow one another stand together."""
    made: list[list[date]] = []
    for day in days:
        if made and made[-1][-1] + timedelta(days=1) == day:
            made[-1].append(day)
        else:
            made.append([day])
    return made


def _legs(connection: Connection, span: Span) -> int:
    from screenpop.storage.figures.figure_questions import how_many_legs  # noqa: PLC0415 # loaded with the connection

    legs: int = connection.execute(how_many_legs(span.since, span.before)).scalar_one()
    return legs
