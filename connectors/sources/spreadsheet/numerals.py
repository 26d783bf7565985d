"""Numbers as people write them: 1234.5, 1 234,50, 1.234,50 zł, 1'234.50, (12.00), 12-.

Some can be read in two ways: 1.234 is one and a bit where the point is the decimal mark, and a thousand where it
stands between groups. The other numbers of the column, and then those of the file, decide.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

MOST_DIGITS = 15  # those that a floating number, as which workbooks and SQLite keep it, gives back unchanged

_SPACES = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"
_UNITS = "zł|€|\\$|£|¥|฿|Ft|Kč|%|PLN|EUR|USD|GBP|CHF|CZK|HUF|RON|BGN|UAH|SEK|NOK|DKK|THB|JPY"
_MINUS = "[-\N{MINUS SIGN}]"
_WRITTEN = re.compile(
    rf"(?P<open>\()?(?P<minus>{_MINUS})?[{_SPACES}]*(?P<before>{_UNITS})?[{_SPACES}]*(?P<minus2>{_MINUS})?"
    rf"(?P<digits>[0-9][0-9.,'’{_SPACES}]*?|[.,][0-9]+)"
    rf"(?P<trailing>-)?[{_SPACES}]*(?P<after>{_UNITS})?(?P<close>\))?"
)
_GROUPS = re.compile(rf"[0-9]{{1,3}}(?:[{_SPACES}'’][0-9]{{3}})+(?:(?P<mark>[.,])[0-9]+)?")
_BOTH = re.compile(r"[0-9]{1,3}(?:(?:\.[0-9]{3})+(?P<comma>,)|(?:,[0-9]{3})+(?P<point>\.))[0-9]+")
_MANY = re.compile(r"[0-9]{1,3}(?:(?P<points>(?:\.[0-9]{3}){2,})|(?:,[0-9]{3}){2,})")
_ONE = re.compile(r"(?P<whole>[0-9]*)(?P<mark>[.,])(?P<part>[0-9]+)")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as it is written.

    Attributes:
        digits: Digits and the marks between them.
        negative: It stands below zero.
        unit: What stands beside it: "zł", "%", or "".
        mark: The decimal mark, "" if there is none; where it is `doubtful`, what it would be.
        doubtful: The mark may as well stand between thousands.
        grouped: Spaces or apostrophes stand between its thousands.
    """

    digits: str
    negative: bool
    unit: str
    mark: str
    doubtful: bool = False
    grouped: bool = False


def numeral(text: str) -> Numeral | None:
    """Read a number's writing; None if it is none."""
    written = _WRITTEN.fullmatch(text)
    if written is None or bool(written["open"]) != bool(written["close"]):
        return None
    signs = [written[name] for name in ("open", "minus", "minus2", "trailing") if written[name]]
    units = [written[name] for name in ("before", "after") if written[name]]
    if len(signs) > 1 or len(units) > 1:
        return None
    found = _marked(written["digits"])
    if found is None:
        return None
    mark, doubtful = found
    grouped = any(char in written["digits"] for char in _SPACES + "'’")
    return Numeral(written["digits"], bool(signs), units[0] if units else "", mark, doubtful, grouped)


def decimal_mark(numerals: Iterable[Numeral]) -> str | None:
    """The decimal mark of those that leave no doubt; None if they have none, or two."""
    marks = {each.mark for each in numerals if each.mark and not each.doubtful}
    return marks.pop() if len(marks) == 1 else None


def value_of(written: Numeral, mark: str | None) -> Decimal | None:
    """The number, told exactly.

    Args:
        written: What was read.
        mark: The decimal mark of its neighbours, which decides where it is doubtful itself.

    Returns:
        None if it remains in doubt.
    """
    own = written.mark
    if written.doubtful:
        if mark is None:
            return None
        own = own if own == mark else ""
    digits = "".join("." if char == own else char for char in written.digits if char == own or char.isdigit())
    return -Decimal(digits) if written.negative else Decimal(digits)


def fits(number: Decimal) -> bool:
    """Whether a floating number gives every digit of it back."""
    return (
        len(number.normalize().as_tuple().digits) <= MOST_DIGITS and abs(number.adjusted()) < 2 * MOST_DIGITS
    )


def _marked(digits: str) -> tuple[str, bool] | None:
    """The decimal mark and whether it is in doubt; None if these are no digits of a number."""
    if digits.isdigit():
        return "", False
    if groups := _GROUPS.fullmatch(digits):
        return groups["mark"] or "", False
    if both := _BOTH.fullmatch(digits):
        return ("," if both["comma"] else "."), False
    if many := _MANY.fullmatch(digits):
        return ("," if many["points"] else "."), False
    if one := _ONE.fullmatch(digits):
        doubtful = len(one["part"]) == 3 and 1 <= len(one["whole"]) <= 3 and one["whole"][0] != "0"
        return one["mark"], doubtful
    return None
