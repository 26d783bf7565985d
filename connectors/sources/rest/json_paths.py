"""JSON paths (RFC 9535) as a question writes them, compiled once."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from jsonpath import JSONPathEnvironment
from jsonpath.exceptions import JSONPathError

_SEGMENT = re.compile(
    r"""\.(?P<name>[A-Za-z_][A-Za-z0-9_]*)|(?P<all>\.\*|\[\*\])"""
    r"""|\[(?P<names>\s*'[^'\\\x00-\x1f]*'\s*(?:,\s*'[^'\\\x00-\x1f]*'\s*)*)\]"""
)
_QUOTED = re.compile(r"'([^']*)'")
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
    steps = _steps(text)
    if steps is not None:
        return JsonPath(text, lambda value: _walked(value, steps))
    try:
        compiled = _STRICT.compile(text)
    except (JSONPathError, RecursionError) as error:
        raise NoPath(str(error.args[0]).partition("\n")[0]) from None  # str(error) fails on an empty text

    def found(value: object) -> list[object]:
        if not isinstance(value, dict | list):
            return [value] if text == "$" else []
        try:
            return list(compiled.findall(value))
        except (JSONPathError, RecursionError):
            return []

    return JsonPath(text, found)


def _steps(text: str) -> list[tuple[str, ...] | None] | None:
    """The names of each step, None for all that is there; None if the path needs more than names.

    Most paths are names alone, which need no machinery: an import follows them a million times.
    """
    if not text.startswith("$"):
        return None
    steps: list[tuple[str, ...] | None] = []
    place = 1
    while place < len(text):
        segment = _SEGMENT.match(text, place)
        if segment is None:
            return None
        if segment["name"]:
            steps.append((segment["name"],))
        else:
            steps.append(None if segment["all"] else tuple(_QUOTED.findall(segment["names"])))
        place = segment.end()
    return steps


def _walked(value: object, steps: list[tuple[str, ...] | None]) -> list[object]:
    found = [value]
    for names in steps:
        if names is None:
            found = [inner for outer in found for inner in _all_in(outer)]
        else:
            found = [
                outer[name] for outer in found if isinstance(outer, dict) for name in names if name in outer
            ]
    return found


def _all_in(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()
