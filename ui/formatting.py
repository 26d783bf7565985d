"""Amounts, dates, times and numbers as the reader's country writes them (CLDR, by Babel)."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, format_datetime, format_skeleton, format_time
from babel.numbers import format_currency, format_decimal, format_percent

from screenpop.money import Money
from screenpop.phone_numbers import international

_LETTER_BEFORE_DIGIT = re.compile(r"(?<=[^\W\d_])(?=\d)")


class Formatting:
    """Writes values for one country; times come in UTC and go out local."""

    def __init__(self, country: str) -> None:
        try:
            self._locale = Locale.parse(country)
        except (UnknownLocaleError, ValueError):
            self._locale = Locale.parse("en_GB")

    def money(self, money: Money) -> str:
        """With the currency's digits: "3 100,00 zł"."""
        return _spaced(format_currency(money.amount, money.currency, locale=self._locale))

    def figure(self, money: Money) -> str:
        """For the large figures: a whole amount goes without its zeros, "3 100 zł"."""
        if money.amount != money.amount.to_integral_value():
            return self.money(money)
        whole = self._locale.currency_formats["standard"].pattern.replace(".00", "")
        return _spaced(
            format_currency(money.amount, money.currency, whole, locale=self._locale, currency_digits=False)
        )

    def about(self, money: Money) -> str:
        """For sums over a year, in whole units: "163 282 zł"."""
        return self.figure(Money(money.amount.to_integral_value(ROUND_HALF_UP), money.currency))

    def number(self, number: Decimal | int) -> str:
        """Grouped, without zeros that mean nothing."""
        return format_decimal(number, locale=self._locale)

    def percent(self, share: Decimal) -> str:
        """A share of one as a whole percentage: "12 %"."""
        return format_percent(share, locale=self._locale)

    def day(self, day: date) -> str:
        """A date that is read, not calculated with: "7 mar 2019"."""
        return format_date(day, "medium", locale=self._locale)

    def short_day(self, day: date) -> str:
        """Day and month, for what is near: "7 mar"; with its year where that is another one."""
        if abs((day - date.today()).days) > 300:  # noqa: DTZ011 # the reader's calendar is the local one
            return self.day(day)
        return format_skeleton("MMMd", datetime(day.year, day.month, day.day), locale=self._locale)  # noqa: DTZ001 # a day has no zone

    def weekday(self, day: date) -> str:
        """A day of this week or last, in words: "Friday, 20 November"."""
        return format_skeleton("MMMMEEEEd", datetime(day.year, day.month, day.day), locale=self._locale)  # noqa: DTZ001 # a day has no zone

    def time(self, at: datetime) -> str:
        """The time of day: "9:15"."""
        return format_time(at.astimezone(), "short", locale=self._locale)

    def clock(self, at: datetime) -> str:
        """The time of day to the second: "9:15:42"."""
        return format_time(at.astimezone(), "medium", locale=self._locale)

    def recent(self, at: datetime) -> str:
        """A moment that is not long ago: today only its time, else "12 Nov, 9:15"; without the time in other years."""
        local = at.astimezone()
        days = (date.today() - local.date()).days  # noqa: DTZ011 # the reader's calendar is the local one
        if days == 0:
            return self.time(at)
        return (
            f"{self.short_day(local.date())}, {self.time(at)}" if abs(days) <= 300 else self.day(local.date())
        )

    def lately(self, at: datetime) -> str:
        """In one word: today's time, or the day."""
        day = at.astimezone().date()
        return self.time(at) if day == date.today() else self.short_day(day)  # noqa: DTZ011 # as above

    def moment(self, at: datetime) -> str:
        """Day and time."""
        return format_datetime(at.astimezone(), "medium", locale=self._locale)

    def country(self, region: str) -> str:
        """The name of a country (ISO 3166): "Poland"; the code itself where there is no name."""
        territories: Mapping[str, str] = self._locale.territories
        return territories.get(region, region)

    @staticmethod
    def duration(span: timedelta) -> str:
        """A clock that counts up: "0:42", "1:02:05"."""
        seconds = max(0, int(span.total_seconds()))
        hours, minutes, seconds = seconds // 3600, seconds // 60 % 60, seconds % 60
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"

    @staticmethod
    def phone(number: str) -> str:
        """A number as it is read aloud: "+48 22 555 01 23"; one that is not E.164 stays as it is."""
        return international(number) if number.startswith("+") else number


def _spaced(amount: str) -> str:
    """CLDR wants a space between a currency's letters and the digits after them, which Babel leaves out."""
    return _LETTER_BEFORE_DIGIT.sub("\N{NO-BREAK SPACE}", amount)
