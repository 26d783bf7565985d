"""Values of which only the shape is told, unless they are of a sort that can hold nothing private."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from itertools import count

Plain = str | int | float | bool | None | list["Plain"] | dict[str, "Plain"]

_LARGEST = 1_000_000
_TIMESPAN = re.compile(r"\d{1,6}(\.\d{1,3})? ?(ms|s|m|h|d)")
_ADDRESS = re.compile(r"(?P<scheme>[a-z][a-z0-9+]{0,30})://.*", re.DOTALL)
_SCHEMES = """
http https file sqlite duckdb postgresql postgresql+psycopg mysql mysql+pymysql mariadb+pymysql mssql mssql+pymssql
oracle oracle+oracledb sip sips spark"""


class Shapes:
    """Tells shapes. Names that are not the program's own are numbered: the same name has the same number everywhere.

    Args:
        is_known: Whether the program itself has such a word.
    """

    def __init__(self, is_known: Callable[[str], bool]) -> None:
        self._is_known = is_known
        self._numbers: dict[str, int] = {}
        self._next = count(1)

    def name(self, name: str) -> str:
        """A name of the site's, or a word of the program's."""
        if self._is_known(name):
            return name
        if name not in self._numbers:
            self._numbers[name] = next(self._next)
        return f"<name {self._numbers[name]}>"

    def subject(self, subject: str) -> str:
        """What a check is of: words of the program's and names."""
        return ": ".join(" ".join(map(self.name, part.split())) for part in subject.split(": "))

    def of_unknown(self, value: object) -> Plain:
        """What may be told of a value that stands where the program expects none."""
        return "a number" if isinstance(value, int | float) else self.of(value)

    def of(self, value: object) -> Plain:
        """What may be told of a value."""
        match value:
            case bool() | None:
                return value
            case int() | float():
                return value if abs(value) < _LARGEST else "a large number"
            case timedelta():
                return f"{value.total_seconds():g}s"
            case datetime() | date() | time():
                return "a time"
            case str():
                return self._text(value)
            case Mapping():
                return {self.name(str(key)): self.of(each) for key, each in value.items()}
            case list() | tuple():
                return [self.of(each) for each in value]
            case _:
                return "something else"

    def _text(self, text: str) -> str:
        if self._is_known(text) or _TIMESPAN.fullmatch(text):
            return text
        if found := _ADDRESS.fullmatch(text):
            return f"an address, {found['scheme']}" if found["scheme"] in _SCHEMES.split() else "an address"
        return f"text of {len(text)} letters"
