"""Reads JSON as RFC 8259 has it, and nothing that only looks like it: no NaN, no key twice, no endless nesting.

Numbers with a fraction become decimals, so that an amount keeps its digits.
"""

import json
import re
from decimal import Decimal
from itertools import accumulate
from typing import Any, NoReturn

from screenpop.errors import UnreadableAnswer
from screenpop.sentences import Sentence, say

_DEEPEST = 64
_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
"""One that never ends is taken too: what had to be looked at again from each of its quotes would never end either."""
_STEPS = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}
_OTHER_THAN_BRACKETS = bytes(set(range(256)) - set(_STEPS))


class _Refused(Exception):
    def __init__(self, why: Sentence) -> None:
        self.why = why


def read_json(body: bytes, asked: str) -> object:
    """Read a whole answer.

    Raises:
        UnreadableAnswer: It is no JSON, and what it is instead.
    """
    try:
        if _is_deep(body):
            raise _Refused(say("it is nested too deeply"))
        return json.loads(
            body.decode("utf-8-sig"),
            parse_float=Decimal,
            parse_constant=_no_constant,
            object_pairs_hook=_object,
        )
    except _Refused as refused:
        why = refused.why
    except UnicodeDecodeError:
        why = say("it is not UTF-8")
    except json.JSONDecodeError as error:
        if body.lstrip()[:1] == b"<":
            raise web_page(asked) from None
        why = say("line {line}, column {column}", line=error.lineno, column=error.colno)
    except ValueError:  # Python reads no whole number of thousands of digits
        why = say("a number has too many digits")
    except RecursionError:
        why = say("it is nested too deeply")
    raise UnreadableAnswer(say("“{asked}” answered what is no JSON: {why}.", asked=asked, why=why))


def web_page(asked: str) -> UnreadableAnswer:
    """It answered something for people to look at."""
    return UnreadableAnswer(
        say(
            "“{asked}” answered with a web page instead of data: its address may be wrong, or it wants people to "
            "log in first.",
            asked=asked,
        )
    )


def _is_deep(body: bytes) -> bool:
    """Whether brackets stand in one another deeper than we read."""
    if body.count(b"[") + body.count(b"{") <= _DEEPEST:
        return False
    brackets = _STRING.sub(b"", body).translate(None, _OTHER_THAN_BRACKETS)
    return max(accumulate(map(_STEPS.__getitem__, brackets))) > _DEEPEST


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        for name, _ in pairs:
            if name in seen:
                raise _Refused(say("“{key}” stands twice in one object", key=name[:80]))
            seen.add(name)
    return found


def _no_constant(word: str) -> NoReturn:
    raise _Refused(say("{word} is no number", word=word))
