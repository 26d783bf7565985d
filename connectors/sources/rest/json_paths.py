"""JSON paths (RFC 9535) as a question writes them, compiled once."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from jsonpath import JSONPathEnvironment
from jsonpath.exceptions import JSONPathError

_NAMES = re.compile(r"\$(?:\.[A-Za-z_][A-Za-z0-9_]*)*")
_STRICT = JSONPathEnvironment(strict=True)


class NoPath(ValueError):
    """The text is no JSON path; the message says where it goes wrong."""


@dataclass(frozen=True, slots=True)
class JsonPath:
    """A path.

    Attributes:
        text: As it is written.
        found_in: All that it leads to in a value.
    """

    text: str
    found_in: Callable[[object], list[object]]


@cache
def json_path(text: str) -> JsonPath:
    """Read a path.

    Raises:
        NoPath: It is none.
    """
    if _NAMES.fullmatch(text):
        names = text.split(".")[1:]
        return JsonPath(text, lambda value: _walked(value, names))
    try:
        compiled = _STRICT.compile(text)
    except (JSONPathError, RecursionError) as error:
        raise NoPath(str(error).partition("\n")[0]) from None

    def found(value: object) -> list[object]:
        if not isinstance(value, dict | list):
            return [value] if text == "$" else []
        try:
            return list(compiled.findall(value))
        except (JSONPathError, RecursionError):
            return []

    return JsonPath(text, found)


def _walked(value: object, names: list[str]) -> list[object]:
    """Most paths are names alone, which need no machinery: an import follows them a million times."""
    for name in names:
        if not isinstance(value, dict) or name not in value:
            return []
        value = value[name]
    return [value]
