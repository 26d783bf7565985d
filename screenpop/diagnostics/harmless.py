"""What of a message's values may stand in a file that lies about for weeks: places and figures, nothing of customers.

A sentence for people may quote what a database or a caller said. In a log file its words stay, and of its values the
numbers, the times, the files and those that are known to name a part of the site.
"""

import errno
import os
from datetime import datetime, timedelta
from pathlib import Path

from screenpop.diagnostics.frames import name_of
from screenpop.errors import ScreenPopError
from screenpop.sentences import Sentence

LEFT_OUT = "…"
_NAMES_A_PART = """
address allowed code column columns database department detail driver encoding file folder host key kind known line
login phrase place port question role secret server sheet source status table transport variable version"""
_OF_THE_SYSTEM = frozenset(os.strerror(number) for number in errno.errorcode)


def harmless(value: object) -> object:
    """A value of a message as it may be kept."""
    match value:
        case ScreenPopError():
            return harmless(value.sentence)
        case Sentence(template, values, plural, count):
            kept = {name: _kept(name, each) for name, each in values.items()}
            return Sentence(template, kept, plural, count)
        case OSError() if value.strerror in _OF_THE_SYSTEM:
            return value.strerror
        case BaseException():
            return name_of(type(value))
        case _:
            return value


def _kept(name: str, value: object) -> object:
    if isinstance(value, int | float | datetime | timedelta | Path) or value is None:
        return value
    if isinstance(value, Sentence | BaseException):
        return harmless(value)
    known = isinstance(value, str) and (name in _NAMES_A_PART.split() or value in _OF_THE_SYSTEM)
    return value if known else LEFT_OUT
