"""Reads what stands in the fields of a message: numbers, names, channel names."""

import re
from typing import NamedTuple

from telephony.ami.framing import Message

LONGEST_NUMBER = 64
LONGEST_NAME = 160

_MISSING = {
    "",
    "<unknown>",
    "<null>",
    "(null)",
    "unknown",
    "anonymous",
    "restricted",
    "unavailable",
    "withheld",
    "private",
}
_QUOTED_PAIR = re.compile(r"\\(.)")
_ESCAPE = re.compile(rb"\\(?:([0-3][0-7]{2})|([abfnrtv\\\"'?]))")
_ESCAPED = dict(zip(b"abfnrtv\\\"'?", b"\a\b\f\n\r\t\v\\\"'?", strict=True))


class Party(NamedTuple):
    """Who is at the other end, as the PBX writes it; None is what it does not say."""

    number: str | None
    name: str | None


NOBODY = Party(None, None)


def party(message: Message, prefix: str) -> Party:
    """The party whose fields begin so: "CallerID", "DestConnectedLine"."""
    fields = message.fields
    number = known(fields.get(prefix + "Num"))
    name = name_of(fields.get(prefix + "Name"))
    return Party(number, None if name == number else name)


def known(value: str | None) -> str | None:
    """A number or another short word, cleaned; None if the PBX only says that it knows none."""
    if value is None or value.strip().lower() in _MISSING:
        return None
    return _visible(value[:LONGEST_NUMBER]).replace(" ", "") or None


def name_of(value: str | None) -> str | None:
    """A person's or a queue's name, as it was before the PBX wrote it down."""
    if value is None or value.strip() == "<unknown>":
        return None
    name = unescaped(value)
    if '\\"' in name:  # a quoted string of SIP, whose own escapes Asterisk keeps
        name = _QUOTED_PAIR.sub(r"\1", name)
    return _visible(name)[:LONGEST_NAME].strip() or None


def unescaped(text: str) -> str:
    """Undo C-escapes; octal ones may be the bytes of UTF-8."""
    if "\\" not in text:
        return text
    return _ESCAPE.sub(_undo, text.encode()).decode("utf-8", "replace")


def _undo(escape: re.Match[bytes]) -> bytes:
    octal, letter = escape.groups()
    return bytes((int(octal, 8) if octal else _ESCAPED[letter[0]],))


def _visible(text: str) -> str:
    """On one line, without control, direction and zero-width characters."""
    if text.isprintable():
        return text.strip()
    shown = (letter if letter.isprintable() else " " if letter.isspace() else "" for letter in text)
    return " ".join("".join(shown).split())


def is_number(text: str | None) -> bool:
    """Whether somebody can be called under it, and no feature of the PBX."""
    digits = text.removeprefix("+") if text else ""
    return 1 < len(digits) <= LONGEST_NUMBER and digits.isascii() and digits.isdigit()


def is_internal(number: str) -> bool:
    """Whether it is a colleague's short number."""
    return not number.startswith("+") and len(number) <= 5 and number.isascii() and number.isdigit()


def device_of(channel: str) -> str:
    """The device of a channel: "PJSIP/101-0000034a" is of 101."""
    return channel.partition("/")[2].rpartition("-")[0]
