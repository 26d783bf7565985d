"""What databases, sheets and services give, turned into what a column wants.

Each gives None for nothing and raises `ValueError` for what it cannot take; what it lets through unread is refused by
the column's own type.
"""

import math
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation

_YES = {"1", "y", "yes", "t", "true", "tak", "ja", "j", "igen", "i", "x"}
_NO = {"0", "n", "no", "f", "false", "nie", "nein", "nem", ""}
_MOST_DIGITS = 18  # before the point: sums of many such amounts still fit a decimal's 28 digits
_MOST_PLACES = 60  # behind it: "1E-999999" would be written out, a megabyte of noughts


def day(value: object) -> object:
    """A date, of a date, ISO text or a point in time, which falls on the local calendar's day."""
    if isinstance(value, datetime):
        try:
            return value.astimezone().date() if value.tzinfo else value.date()
        except (OverflowError, OSError):  # Windows knows no zone's time before 1970
            raise ValueError("outside the calendar") from None
    if isinstance(value, str):
        written = value.strip()
        if not written:
            return None
        return date.fromisoformat(written) if len(written) <= 10 else day(datetime.fromisoformat(written))
    if value is None or isinstance(value, date):
        return value
    raise ValueError("not a date")  # a number would be taken for seconds since 1970


def moment(value: object) -> object:
    """A point in time in UTC, of one, ISO text or a day; without a zone it is the local clock's."""
    if isinstance(value, str):
        written = value.strip()
        if not written:
            return None
        if written.isdecimal() and len(written) > len("YYYYMMDD"):
            raise ValueError("not a point in time")  # seconds since 1970, or anything
        value = datetime.fromisoformat(written)
    if isinstance(value, datetime):
        try:
            return value.astimezone(UTC)
        except (OverflowError, OSError):
            raise ValueError("outside the calendar") from None
    if isinstance(value, date):
        return moment(datetime.combine(value, time()))
    if value is None:
        return None
    raise ValueError("not a point in time")  # a number would be taken for seconds since 1970


def amount(value: object) -> object:
    """A decimal number, of a number or text."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise ValueError("not a number")
    if isinstance(value, float):
        number = Decimal(repr(value))
    elif isinstance(value, str):
        written = value.strip().replace("\N{NO-BREAK SPACE}", "")
        if not written:
            return None
        try:
            number = Decimal(written)
        except InvalidOperation:
            raise ValueError("not a number") from None
    else:
        number = Decimal(value)
    exponent = number.as_tuple().exponent
    if (
        not isinstance(exponent, int)
        or exponent < -_MOST_PLACES
        or (number and number.adjusted() >= _MOST_DIGITS)
    ):
        raise ValueError("not a number that can be an amount")
    return number


def count(value: object) -> object:
    """A whole number, of a number or text."""
    number = amount(value)
    if isinstance(number, Decimal):
        if number != number.to_integral_value():
            raise ValueError("not a whole number")
        return int(number)
    return number


def flag(value: object) -> object:
    """Yes or no, of 0/1, Y/N, true/false; nothing is no."""
    if value is None:
        return False
    if isinstance(value, bytes):
        value = int.from_bytes(value)  # MySQL's bit
    if isinstance(value, str | int | float | Decimal):
        written = str(value).strip().lower().removesuffix(".0")
        if written in _YES:
            return True
        if written in _NO:
            return False
        raise ValueError("neither yes nor no")
    return value


def text(value: object) -> object:
    """Text that is there; numbers become their digits."""
    if value is None or isinstance(value, str):
        return (value or "").strip() or None
    if isinstance(value, float) and math.isfinite(value) and value.is_integer():
        return str(int(value))
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value)


def currency(value: object) -> object:
    """A currency's three letters, whatever their capitals."""
    word = text(value)
    if not isinstance(word, str):
        return None
    code = word.upper()
    if len(code) != 3 or not (code.isascii() and code.isalpha()):
        raise ValueError("not a currency")
    return code
