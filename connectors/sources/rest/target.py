"""The request line of a question: a path and a query with places for values, which are filled in safely.

A value that is a whole part of the path or the whole value of a query's parameter is percent-encoded, so that
no character in it has a meaning. Where it stands within more text, as in `$filter=customer eq '{ref}'`, it lands
in a language that we do not know; there only characters are let in that mean nothing in any.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote

_PLACE = re.compile(r"\{([a-z_]+)\}")
_KEPT_IN_PATH = "%:@!$&'()*+,;=-._~"
_KEPT_IN_QUERY = _KEPT_IN_PATH + "/?"
_HARMLESS = frozenset("-_.:/@+#")
_SECRETS = frozenset(
    (
        "access_token",
        "api-key",
        "api_key",
        "api_token",
        "apikey",
        "auth_token",
        "client_secret",
        "passwd",
        "password",
        "pwd",
        "secret",
    )
)


class NoTarget(ValueError):
    """The line is no request that we make, or this value cannot be filled in; the message says why."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece between two separators: fixed texts, percent-encoded, with the names of values between them."""

    separator: str
    texts: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """A request line. `names` are the values that it needs."""

    text: str
    parts: tuple[_Part, ...]
    names: tuple[str, ...]

    def filled(self, values: Mapping[str, str]) -> str:
        """Put the values in.

        Raises:
            NoTarget: One of them cannot stand there.
        """
        return "".join(part.separator + _filled(part, values) for part in self.parts)


def target_of(text: str) -> Target:
    """Read a request line.

    Raises:
        NoTarget: It is none.
    """
    if not text.startswith("/") or text.startswith("//"):
        raise NoTarget('the request names a path of the server, as in "GET /v2/invoices"')
    if "#" in text or not text.isprintable():
        raise NoTarget("the request holds a character that no address has")
    if set(re.sub(_PLACE, "", text)) & set("{}"):
        raise NoTarget("a value is written {ref}; a brace that is only a brace is written %7B or %7D")
    path, asks, query = text.partition("?")
    parts = [_part("/", segment, _KEPT_IN_PATH) for segment in path.split("/")[1:]]
    if asks:
        separator = "?"
        for parameter in query.split("&"):
            parts.append(_parameter(separator, parameter))
            separator = "&"
    names = tuple(dict.fromkeys(name for part in parts for name in part.names))
    return Target(text, tuple(parts), names)


def _parameter(separator: str, text: str) -> _Part:
    name, equals, value = text.partition("=")
    if unquote(name).lower() in _SECRETS:
        raise NoTarget(
            f"a secret does not belong into the settings ({name}); store it with “screenpop secret set”, and say "
            "under auth how it is sent"
        )
    if _PLACE.search(name):
        raise NoTarget("a value stands after the = of a parameter")
    return _part(f"{separator}{quote(name, safe=_KEPT_IN_QUERY)}{equals}", value, _KEPT_IN_QUERY)


def _part(separator: str, text: str, kept: str) -> _Part:
    pieces = _PLACE.split(text)
    return _Part(separator, tuple(quote(piece, safe=kept) for piece in pieces[::2]), tuple(pieces[1::2]))


def _filled(part: _Part, values: Mapping[str, str]) -> str:
    whole = len(part.names) == 1 and not any(part.texts)
    filled = part.texts[0] + "".join(
        _encoded(values[name], name, whole=whole) + text
        for name, text in zip(part.names, part.texts[1:], strict=True)
    )
    if part.separator == "/" and part.names and unquote(filled) in {".", ".."}:
        raise NoTarget("a customer number of dots cannot stand in a path")
    return filled


def _encoded(value: str, name: str, *, whole: bool) -> str:
    if not whole and not _all_harmless(value):
        raise NoTarget(
            f"{{{name}}} of this customer holds a character that may stand only where {{{name}}} is the whole value"
        )
    try:
        return quote(value, safe="")
    except UnicodeEncodeError:
        raise NoTarget(f"{{{name}}} of this customer is no text") from None


def _all_harmless(letters: Iterable[str]) -> bool:
    return all(letter.isalnum() or letter in _HARMLESS for letter in letters)
