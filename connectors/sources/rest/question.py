"""The questions of a web service, as the settings write them.

    # what is open
    GET /v2/invoices?customer={ref}&state=open
        &limit=100
    no rows on 404
    one page
    rows $.data[*]
    due = $.dueDate
    balance = $.residual.amount
    currency = "EUR"
    as_of = page $.generated
    each number = $['phone', 'mobile']

The first line is a request; lines that begin with ? or & go on with it. `rows` leads to the rows, and is the
whole answer where it is left out. `one page` asks for no further one. Each other line is a column: a path within
the row, a path within the whole page, or a fixed text; `seconds` or `milliseconds` before a path reads a point in
time that is counted since 1970. A column with `each` makes a row of each value that it
leads to.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from connectors.sources.rest.json_paths import JsonPath, NoPath, json_path
from connectors.sources.rest.target import NoTarget, Target, target_of
from screenpop.errors import UnreadableAnswer
from screenpop.sentences import Sentence, say

_COLUMN = re.compile(r"(?P<each>each\s+)?(?P<name>[A-Za-z_][A-Za-z0-9_]*)\s*=\s*(?P<value>.+)")
_NO_SUCH = r"(?!401|403|407|408|429)4\d\d"  # a refused login, or too many questions, is never "none"
_NO_ROWS = re.compile(rf"no\s+rows\s+on\s+(?P<statuses>{_NO_SUCH}(?:\s*,\s*{_NO_SUCH})*)")
_ROWS = re.compile(r"rows\s+(?P<path>\$.*?)(?P<optional>\s+or\s+none)?")
_VALUE = re.compile(r"(?P<page>page\s+)?((?P<unit>seconds|milliseconds)\s+)?(?P<path>.*)")
_UNITS = {"seconds": 1, "milliseconds": 1000, None: 0}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the rows.

    Attributes:
        path: Where its value is, in the row or, if `of_page`, in the page; None for a fixed one.
        fixed: The fixed text.
        each: Each value that the path leads to makes a row of its own.
        ticks: How many of the unit in which a point in time is counted since 1970 make a second; 0 if it is not.
    """

    name: str
    path: JsonPath | None
    fixed: str | None = None
    of_page: bool = False
    each: bool = False
    ticks: int = 0


@dataclass(frozen=True, slots=True)
class RestQuestion:
    """A question that was read.

    Attributes:
        rows: Where the rows are in a page.
        rows_optional: A page that has nothing there is one without rows.
        no_rows_on: Statuses that mean that there are no rows, as 404 may.
        one_page: The first page is all that is wanted.
    """

    target: Target
    rows: JsonPath
    rows_optional: bool
    no_rows_on: frozenset[int]
    columns: tuple[Column, ...]
    one_page: bool = False


class _Wrong(ValueError):
    def __init__(self, why: Sentence) -> None:
        self.why = why


@lru_cache(maxsize=256)
def read_question(text: str, asked: str) -> RestQuestion:
    """Read a question.

    Raises:
        UnreadableAnswer: It is none; the sentence names the line.
    """
    number, line = 1, ""
    try:
        lines = list(_lines(text))
        if not lines or not lines[0][1].upper().startswith("GET "):
            raise _Wrong(say("it begins with “GET /path”, since questions only read"))
        number, line = lines[0]
        target = target_of(line[4:].strip())
        rows, optional, statuses = json_path("$"), False, frozenset[int]()
        columns: list[Column] = []
        one_page = False
        for number, line in lines[1:]:  # noqa: B007 # the last one that was read is told
            if match := _COLUMN.fullmatch(line):
                columns.append(_column(match, columns))
            elif match := _ROWS.fullmatch(line):
                rows, optional = json_path(match["path"].strip()), bool(match["optional"])
            elif match := _NO_ROWS.fullmatch(line):
                statuses = frozenset(int(status) for status in match["statuses"].split(","))
            elif line.split() == ["one", "page"]:
                one_page = True
            else:
                raise _Wrong(
                    say("a line is “rows $.path”, “no rows on 404”, “one page” or “column = $.path”")
                )
        if not columns:
            raise _Wrong(say("it names no column; one is written like “due = $.dueDate”"))
    except (_Wrong, NoPath, NoTarget) as wrong:
        why = wrong.why if isinstance(wrong, _Wrong) else str(wrong)
        raise UnreadableAnswer(
            say(
                "A question to “{source}”, line {line} (“{text}”): {why}.",
                source=asked,
                line=number,
                text=line[:80],
                why=why,
            )
        ) from None
    return RestQuestion(target, rows, optional, statuses, tuple(columns), one_page)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines that say something, each with its number; those that go on with the request are joined to it."""
    first: tuple[int, str] | None = None
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if first is None:
            first = number, line
        elif line[0] in "?&":
            first = first[0], first[1] + line
        else:
            yield first
            first = number, line
    if first is not None:
        yield first


def _column(match: re.Match[str], others: list[Column]) -> Column:
    name, value, each = match["name"], match["value"].strip(), bool(match["each"])
    if any(other.name.lower() == name.lower() for other in others):
        raise _Wrong(say("the column “{column}” stands twice", column=name))
    if each and any(other.each for other in others):
        raise _Wrong(say("only one column may have “each”"))
    if value.startswith('"'):
        return Column(name, None, fixed=_fixed(value))
    told = _VALUE.fullmatch(value)
    if told is None:
        raise _Wrong(say("a column is written like “due = $.dueDate”"))
    return Column(
        name, json_path(told["path"]), of_page=bool(told["page"]), each=each, ticks=_UNITS[told["unit"]]
    )


def _fixed(value: str) -> str:
    try:
        fixed = json.loads(value)
    except ValueError:
        fixed = None
    if not isinstance(fixed, str):
        raise _Wrong(say("a fixed text ends with a quotation mark"))
    return fixed
