"""The number in a `tel:` link (RFC 3966).

Links come from anywhere: one may hold only a number. Codes that a PBX acts upon ("*21*…") are not dialled.
"""

import re
from urllib.parse import unquote

_LONGEST = 256
_SCHEME = re.compile(r"tel:(?://)?", re.IGNORECASE)
_DIGITS = r"[-.() ]*[0-9](?:[-.() ]*[0-9])*[-.() ]*"
_SUBSCRIBER = re.compile(rf"\+?{_DIGITS}")
_CONTEXT = re.compile(rf"\+{_DIGITS}")
_SEPARATORS = str.maketrans("", "", "-.() ")


def number_in(link: str) -> str | None:
    """The number that a `tel:` link names, as digits with perhaps a plus; None if it names none.

    A local number with a `phone-context` that is a number's beginning is that beginning and it (RFC 3966, 5.1.5).
    """
    scheme = _SCHEME.match(link)
    if scheme is None or len(link) > _LONGEST:
        return None
    subscriber, *parameters = unquote(link[scheme.end() :]).strip().split(";")
    if not _SUBSCRIBER.fullmatch(subscriber):
        return None
    digits = subscriber.translate(_SEPARATORS)
    if digits.startswith("+"):
        return digits
    named = dict(parameter.partition("=")[::2] for parameter in parameters)
    context = {name.strip().lower(): value for name, value in named.items()}.get("phone-context", "")
    return f"{context.translate(_SEPARATORS)}{digits}" if _CONTEXT.fullmatch(context) else digits


def is_link(text: str) -> bool:
    """Whether this is a `tel:` link, whatever it names."""
    return _SCHEME.match(text) is not None
