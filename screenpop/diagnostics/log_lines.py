"""How one thing that is logged becomes one line.

Control characters are escaped: text from outside cannot begin a line of its own (CWE-117). Of an error that is
logged, the kind and the place are told, not its words. Passwords that this process has been
given are left out, should one ever stand in a message.

A line of a file ends with the marks of the texts that it was made of, as in `[1f0c66e2 90b1d3aa]`: by them `screenpop
support` tells the program's own words from whatever was put into them.
"""

import logging
import time
from collections.abc import Iterator

from screenpop.diagnostics.frames import in_short
from screenpop.diagnostics.harmless import harmless
from screenpop.errors import ScreenPopError
from screenpop.sentences import Sentence

_SHORTEST_SECRET = 4
_LONGEST = 4000


class OneLine(logging.Formatter):
    """One line for people."""

    converter = staticmethod(time.gmtime)
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def __init__(self, form: str = "%(asctime)s %(levelname)s %(message)s") -> None:
        super().__init__(form)
        self._secrets: set[str] = set()

    def hold_back(self, secret: str) -> None:
        """Never let this be read."""
        from urllib.parse import quote, quote_plus  # noqa: PLC0415 # no start waits for it

        if len(secret) >= _SHORTEST_SECRET:
            self._secrets = self._secrets | {secret, quote(secret, safe=""), quote_plus(secret)}

    def format(self, record: logging.LogRecord) -> str:
        """The record, without what it may not hold."""
        record.asctime = self.formatTime(record)
        try:
            record.message = record.getMessage()
        except Exception:  # noqa: BLE001 # values that do not fit their text are no reason to lose it
            record.message = str(record.msg)
        told = self.formatMessage(record)
        if record.exc_info and record.exc_info[1]:
            told = f"{told}: {in_short(record.exc_info[1])}"
        for secret in self._secrets:
            told = told.replace(secret, "•••")
        return "".join(
            letter if letter.isprintable() else letter.encode("unicode_escape").decode()
            for letter in told[:_LONGEST]
        )


class MarkedLine(OneLine):
    """One line of a file: with the logger's name and the marks of its texts."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        kept = logging.makeLogRecord(record.__dict__)
        if isinstance(kept.args, tuple):
            kept.args = tuple(map(harmless, kept.args))
        marks = " ".join(mark_of(text) for text in _texts_of(record))
        return f"{super().format(kept)} [{marks}]"


def mark_of(text: str) -> str:
    """A short name for one of the program's texts."""
    from hashlib import sha256  # noqa: PLC0415 # most runs have nothing to log

    return sha256(text.encode("utf-8", "replace")).hexdigest()[:8]


def _texts_of(record: logging.LogRecord) -> Iterator[str]:
    """The texts that values were put into: the message's, and those of the sentences among the values."""
    yield str(record.msg)
    values = record.args if isinstance(record.args, tuple) else ()
    for value in values:
        yield from _texts_in(value)


def _texts_in(value: object) -> Iterator[str]:
    if isinstance(value, ScreenPopError):
        value = value.sentence
    if isinstance(value, Sentence):
        yield value.template
        for each in value.values.values():
            yield from _texts_in(each)
