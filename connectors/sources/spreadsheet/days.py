"""Dates as people write them: 2024-12-31, 31.12.2024, 2024. 12. 31., 31/12/2024, 12/31/2024.

Whether 03/04/2025 is in March or in April cannot be seen; the other dates of the column decide, or the settings.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

Order = Literal["dmy", "mdy", "ymd"]

_TIME = r"(?:[T ,]+(?P<hour>[0-2]?[0-9]):(?P<minute>[0-5][0-9])(?::(?P<second>[0-5][0-9])(?:[.,][0-9]+)?)?)?"
_YEAR_FIRST = re.compile(
    r"(?P<year>[12][0-9]{3})(?:-|/|\. ?)(?P<month>[0-9]{1,2})(?:-|/|\. ?)(?P<day>[0-9]{1,2})\.?" + _TIME
)
_YEAR_LAST = re.compile(
    r"(?P<first>[0-9]{1,2})(?P<mark>-|/|\. ?)(?P<second_>[0-9]{1,2})(?:-|/|\. ?)(?P<year>[12][0-9]{3})"
    + _TIME
)


@dataclass(frozen=True, slots=True)
class Written:
    """A date as it is written: its year, its other two numbers, and its time of day.

    `order` is the order of the two; None where both could be the month.
    """

    year: int
    first: int
    second: int
    order: Order | None
    clock: time | None = None


def written_day(text: str) -> Written | None:
    """Read a date's writing; None if it is none."""
    if found := _YEAR_FIRST.fullmatch(text):
        return _checked(int(found["year"]), int(found["month"]), int(found["day"]), "ymd", _clock(found))
    if found := _YEAR_LAST.fullmatch(text):
        first, second = int(found["first"]), int(found["second_"])
        order: Order | None = "dmy"  # points and dashes: the day comes first everywhere
        if found["mark"] == "/" and first <= 12:
            order = "mdy" if second > 12 else None
        return _checked(int(found["year"]), first, second, order, _clock(found))
    return None


def order_of(days: Iterable[Written]) -> Order | None:
    """The order of those with the year last that leave no doubt; None if there are none, or both."""
    orders = {day.order for day in days if day.order and day.order != "ymd"}
    return orders.pop() if len(orders) == 1 else None


def iso(day: Written, order: Order | None) -> str | None:
    """The date as ISO text; None if the order remains in doubt."""
    own = day.order or order
    if own is None:
        return None
    month, number = (day.second, day.first) if own == "dmy" else (day.first, day.second)
    told = f"{day.year:04}-{month:02}-{number:02}"
    return f"{told} {day.clock.isoformat()}" if day.clock else told


def iso_of(value: date | datetime | time) -> str:
    """What a workbook keeps as a date, as ISO text; midnight is left out."""
    if isinstance(value, datetime):  # which is a date too
        whole = value.time() == time.min
        return value.date().isoformat() if whole else value.isoformat(" ", "seconds")
    return value.isoformat()


def _clock(found: re.Match[str]) -> time | None:
    if found["hour"] is None:
        return None
    hour = int(found["hour"])
    return time(hour, int(found["minute"]), int(found["second"] or 0)) if hour < 24 else None


def _checked(year: int, first: int, second: int, order: Order | None, clock: time | None) -> Written | None:
    month, day = (second, first) if order == "dmy" else (first, second)
    try:
        date(year, month, day)
    except ValueError:
        return None
    return Written(year, first, second, order, clock)
