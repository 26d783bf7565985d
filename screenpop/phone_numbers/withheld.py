"""What networks and PBXs write in the place of a number that the caller asked not to be shown."""

import re

_WORDS = frozenset(
    {
        "",
        "anonymous",
        "restricted",
        "unavailable",
        "unknown",
        "private",
        "withheld",
        "blocked",
        "null",
        "no caller id",
        "private number",
        "number withheld",
    }
)
_NO_HOST = "anonymous.invalid"  # RFC 3323
_IN_BRACKETS = re.compile(r"[^<]*<([^>]*)>.*", re.DOTALL)
_SCHEME = re.compile(r"(?:sips?|tel):(?://)?")


def names_nobody(presented: str) -> bool:
    """Whether what is presented, a number or an address, only says that nobody may know who calls."""
    text = presented.strip().casefold()
    address = _IN_BRACKETS.fullmatch(text)
    bare = _SCHEME.sub("", address[1] if address else text, count=1).strip(" ()")
    user, _, host = bare.partition("@")
    return user.partition(";")[0].strip() in _WORDS or re.split(r"[:;?>]", host)[0].rstrip(".") == _NO_HOST
