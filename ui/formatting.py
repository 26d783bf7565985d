"""Amounts, dates, times and numbers as the reader's country writes them (CLDR, by Babel)."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import (
    format_date,
    format_datetime,
    format_skeleton,
    format_time,
    format_timedelta,
    get_date_format,
)
from babel.numbers import NumberFormatError, format_currency, format_decimal, format_percent, parse_decimal

from screenpop.money import Money
from screenpop.phone_numbers import international
from ui.clock import local_today

_LETTER_BEFORE_DIGIT = re.compile(r"(?<=[^\W\d_])(?=\d)")
_THREE_NUMBERS = re.compile(r"(\d{1,4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,4})\D?")
_NUMERAL = re.compile(r"[-+−]?\d[\d\s.,'’]*")  # the signs that Babel and Excel write
_SPACE_OF_THOUSANDS = re.compile(r"(?<=\d)\s(?=\d{3}(?!\d))")
_YEARS_OF_BUDDHA = 543
_REMEMBERED = 512


class Formatting:
    """Writes values for one country; times come in UTC and go out local."""

    def __init__(self, country: str) -> None:
        try:
            self._locale = Locale.parse(country)
        except (UnknownLocaleError, ValueError):
            self._locale = Locale.parse("en_GB")
        # A card writes the same amounts small and full, and Babel takes 70 µs for each. By their digits: -0 is not 0.
        self._money_of = lru_cache(_REMEMBERED)(self._write_money)
        self._number_of = lru_cache(_REMEMBERED)(self._write_number)

    def money(self, money: Money) -> str:
        """With the currency's digits: "3 100,00 zł"."""
        return self._money_of(str(money.amount), money.currency)

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
        return self._number_of(str(number))

    def percent(self, share: Decimal) -> str:
        """A share of one as a whole percentage: "12 %"."""
        return format_percent(share, locale=self._locale)

    def day(self, day: date) -> str:
        """A date that is read, not calculated with: "7 mar 2019"."""
        return format_date(day, "medium", locale=self._locale)

    def short_day(self, day: date) -> str:
        """Day and month, for what is near: "7 mar"; with its year where that is another one."""
        if abs((day - local_today()).days) > 300:
            return self.day(day)
        return format_skeleton("MMMd", datetime(day.year, day.month, day.day), locale=self._locale)  # noqa: DTZ001 # a day has no zone

    def month(self, day: date) -> str:
        """The month of a day: "Nov 2026"."""
        return format_skeleton("yMMM", datetime(day.year, day.month, day.day), locale=self._locale)  # noqa: DTZ001 # a day has no zone

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
        days = (local_today() - local.date()).days
        if days == 0:
            return self.time(at)
        return (
            f"{self.short_day(local.date())}, {self.time(at)}" if abs(days) <= 300 else self.day(local.date())
        )

    def lately(self, at: datetime) -> str:
        """In one word: today's time, or the day."""
        day = at.astimezone().date()
        return self.time(at) if day == local_today() else self.short_day(day)

    def ago(self, span: timedelta) -> str:
        """How long ago: "3 minutes ago"."""
        return format_timedelta(-span, add_direction=True, locale=self._locale)

    def moment(self, at: datetime) -> str:
        """Day and time."""
        return format_datetime(at.astimezone(), "medium", locale=self._locale)

    def country(self, region: str) -> str:
        """The name of a country (ISO 3166): "Poland"; the code itself where there is no name."""
        territories: Mapping[str, str] = self._locale.territories
        return territories.get(region, region)

    def language(self, code: str) -> str:
        """The name of a language (ISO 639): "Polish"; the code itself where there is no name."""
        languages: Mapping[str, str] = self._locale.languages
        return languages.get(code.lower(), code)

    def typed_day(self, day: date) -> str:
        """A date as it is typed: "03/05/1980"."""
        return format_date(day, self._typed, locale=self._locale)

    def read_day(self, text: str) -> date:
        """A date as it is typed in this country, or as ISO writes it; a Thai may count the years since Buddha.

        Raises:
            ValueError: It is none.
        """
        typed = _THREE_NUMBERS.fullmatch(text.strip())
        if typed is None:
            raise ValueError("not a date")
        first, middle, last = typed.groups()
        order = "ymd" if len(first) == 4 else "".join(sorted("ymd", key=self._typed.lower().index))
        parts = dict(zip(order, (first, middle, last), strict=True))
        if len(parts["y"]) != 4:
            raise ValueError("a year has four digits")
        year = int(parts["y"])
        if self._locale.language == "th" and year > 2400:
            year -= _YEARS_OF_BUDDHA
        return date(year, int(parts["m"]), int(parts["d"]))

    def read_number(self, text: str) -> Decimal:
        """A number as this country writes it.

        Raises:
            ValueError: It is none.
        """
        written = text.strip()
        if not _NUMERAL.fullmatch(written):
            raise ValueError("not a number")  # Babel takes "NaN" and "1e9" for numbers
        bare = _SPACE_OF_THOUSANDS.sub("", written).replace("\N{MINUS SIGN}", "-")
        try:
            return parse_decimal(bare, locale=self._locale, strict=True)
        except NumberFormatError as error:
            raise ValueError("not a number") from error

    @property
    def _typed(self) -> str:
        """The pattern of a date in numbers, with all of its year."""
        return re.sub("y+", "yyyy", get_date_format("short", self._locale).pattern)

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

    def _write_money(self, amount: str, currency: str) -> str:
        return _spaced(format_currency(Decimal(amount), currency, locale=self._locale))

    def _write_number(self, number: str) -> str:
        return format_decimal(Decimal(number), locale=self._locale)


def _spaced(amount: str) -> str:
    """CLDR wants a space between a currency's letters and the digits after them, which Babel leaves out."""
    return _LETTER_BEFORE_DIGIT.sub("\N{NO-BREAK SPACE}", amount)
