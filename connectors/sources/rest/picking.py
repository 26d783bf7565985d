"""Takes the rows out of a page of JSON."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from connectors.sources.rest.json_paths import json_path
from connectors.sources.rest.question import Column, RestQuestion
from screenpop.errors import UnreadableAnswer
from screenpop.ports.source import Row
from screenpop.sentences import say

_LIST_OF = re.compile(r"(?P<list>\$(?:\.[A-Za-z_][A-Za-z0-9_]*)+)(?:\[\*\])?")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_Value = str | int | Decimal | bool | None


@dataclass(frozen=True, slots=True)
class Picked:
    """What a page holds. `items` counts what stands there, which `each` may make more rows of."""

    items: int
    rows: list[Row]


def picked(page: object, question: RestQuestion, asked: str) -> Picked:
    """Take the rows of a page, in its order.

    Raises:
        UnreadableAnswer: There is nothing where the rows should be, or no single value where one should be.
    """
    fixed = {column.name: _of_page(column, page, asked) for column in question.columns if _is_fixed(column)}
    items, rows = 0, list[Row]()
    for item in _items(page, question, asked):
        items += 1
        rows.extend(_rows(item, question.columns, fixed, asked))
    return Picked(items, rows)


def _is_fixed(column: Column) -> bool:
    return column.path is None or column.of_page


def _of_page(column: Column, page: object, asked: str) -> _Value:
    return column.fixed if column.path is None else _one(column.path.found_in(page), column, asked)


def _items(page: object, question: RestQuestion, asked: str) -> Iterator[object]:
    found = question.rows.found_in(page)
    if not found and not question.rows_optional:
        _expect_list(page, question.rows.text, asked)
    for item in found:
        if isinstance(item, list):
            yield from (each for each in item if each is not None)
        elif item is not None:
            yield item


def _expect_list(page: object, path: str, asked: str) -> None:
    """A misspelt path would look like a customer of whom nothing is known."""
    place = _LIST_OF.fullmatch(path)
    if place is None or json_path(place["list"]).found_in(page):
        return
    keys = ", ".join(list(page)[:10]) if isinstance(page, dict) else ""
    raise UnreadableAnswer(
        say(
            "The answer of “{asked}” has nothing at “rows {path}”; it has {keys}. If it leaves that out where there "
            "are no rows, write “rows {path} or none”.",
            asked=asked,
            path=path,
            keys=keys or "—",
        )
    )


def _rows(item: object, columns: Sequence[Column], fixed: dict[str, _Value], asked: str) -> Iterator[Row]:
    row: dict[str, object] = {}
    several: tuple[str, list[_Value]] | None = None
    for column in columns:
        if _is_fixed(column):
            row[column.name] = fixed[column.name]
        elif column.path is not None:
            found = column.path.found_in(item)
            if column.each:
                row[column.name] = None
                values = [_plain(value, column, asked) for value in _flat(found)]
                several = column.name, [value for value in values if value is not None]
            else:
                row[column.name] = _one(found, column, asked)
    if several is None or not several[1]:
        yield row
    else:
        name, values = several
        yield from ({**row, name: value} for value in values)


def _flat(found: list[object]) -> Iterator[object]:
    for value in found:
        if isinstance(value, list):
            yield from value
        else:
            yield value


def _one(found: list[object], column: Column, asked: str) -> _Value:
    if not found:
        return None
    if len(found) > 1:
        raise UnreadableAnswer(
            say(
                "“{asked}”: “{column}” leads to {number} values in one row. “each {column} = …” makes a row of each.",
                asked=asked,
                column=column.name,
                number=len(found),
            )
        )
    return _plain(found[0], column, asked)


def _plain(value: object, column: Column, asked: str) -> _Value:
    if column.ticks and value is not None:
        return _moment(value, column, asked)
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")
    if value is None or isinstance(value, bool | int | Decimal):
        return value
    raise UnreadableAnswer(
        say(
            "“{asked}”: “{column}” leads to a whole object or list; the path must lead to one value in it.",
            asked=asked,
            column=column.name,
        )
    )


def _moment(value: object, column: Column, asked: str) -> str:
    """A point in time that is counted since 1970, as ISO text."""
    try:
        ticks = Decimal(value) if isinstance(value, int | str | Decimal) else None
        if ticks is not None and not isinstance(value, bool):
            return (_EPOCH + timedelta(seconds=float(ticks / column.ticks))).isoformat()
    except (ArithmeticError, ValueError):  # digits that are none, or more than a calendar has
        pass
    raise UnreadableAnswer(
        say("“{asked}”: “{column}” leads to what counts no time since 1970.", asked=asked, column=column.name)
    )
