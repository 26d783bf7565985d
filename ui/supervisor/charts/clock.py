"""Days and hours as short as an axis wants them, in the reader's language."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QLocale, QTime

from ui.wording import Wording

DAYS_ONE_BY_ONE = 62
"""Of a longer time each column is a week: bars of two pixels tell nothing."""


class ClockWords:
    """Weekdays, hours and days of one reader."""

    def __init__(self, wording: Wording) -> None:
        self._written = wording.written
        self._locale = QLocale(wording.language.locale)

    @property
    def first_weekday(self) -> int:
        """On which day weeks begin here; Monday is 0."""
        return self._locale.firstDayOfWeek().value - 1

    def weekday(self, weekday: int) -> str:
        """As short as "Mon"; Monday is 0."""
        return self._locale.standaloneDayName(weekday + 1, QLocale.FormatType.ShortFormat)

    def hour(self, hour: int) -> str:
        """The hour's beginning: "08:00"."""
        return self._locale.toString(QTime(hour % 24, 0), QLocale.FormatType.ShortFormat)

    def hours(self, hour: int) -> str:
        """From its beginning to its end: "08:00–09:00"."""
        return f"{self.hour(hour)}–{self.hour(hour + 1)}"

    def day(self, day: date) -> str:
        """As short as "Mon, 12 Nov"."""
        return f"{self.weekday(day.weekday())}, {self._written.short_day(day)}"

    def month(self, day: date) -> str:
        """As short as "Nov"."""
        return self._locale.standaloneMonthName(day.month, QLocale.FormatType.ShortFormat)

    def days(self, first: date, last: date) -> str:
        """From one day to another, or the one."""
        written = self._written
        return self.day(first) if first == last else f"{written.short_day(first)} – {written.short_day(last)}"

    def week_of(self, day: date) -> date:
        """The first day of a day's week."""
        return day - timedelta(days=(day.weekday() - self.first_weekday) % 7)

    def ticks_of_days(self, firsts: Sequence[date], room: int = 11) -> tuple[tuple[int, str], ...]:
        """What stands below columns that begin on these days: not more texts than there is room for."""
        if len(firsts) > 1 and (firsts[-1] - firsts[0]).days > DAYS_ONE_BY_ONE:
            months = [(place, day) for place, day in enumerate(firsts) if _begins_month(firsts, place)]
            return tuple((place, self.month(day)) for place, day in months)
        step = max(1, -(-len(firsts) // room))
        name = self.day if len(firsts) <= 8 else self._written.short_day
        return tuple((place, name(firsts[place])) for place in range(0, len(firsts), step))


def _begins_month(firsts: Sequence[date], place: int) -> bool:
    return place > 0 and firsts[place].month != firsts[place - 1].month
