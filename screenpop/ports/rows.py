"""Reads a source's rows into typed ones, and says which column is wrong.

A row type is a frozen dataclass whose fields carry the types below. Columns that it does not name are
ignored; fields with a default are optional columns.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, TypeAdapter, ValidationError

from screenpop.errors import UnreadableAnswer
from screenpop.sentences import say

R = TypeVar("R")

_YES = {"1", "y", "yes", "t", "true"}
_NO = {"0", "n", "no", "f", "false", ""}


def _day(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone().date() if value.tzinfo else value.date()
    if isinstance(value, str):
        text = value.strip()
        if not text:
            return None
        return date.fromisoformat(text) if len(text) <= 10 else _day(datetime.fromisoformat(text))
    return value


def _amount(value: object) -> object:
    if isinstance(value, bool):
        raise ValueError("not a number")
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError("not a number")
        return Decimal(repr(value))
    if isinstance(value, str):
        text = value.strip().replace("\N{NO-BREAK SPACE}", "")
        if not text:
            return None
        try:
            number = Decimal(text)
        except InvalidOperation:
            raise ValueError("not a number") from None
        if not number.is_finite():
            raise ValueError("not a number")
        return number
    return value


def _flag(value: object) -> object:
    if value is None:
        return False
    if isinstance(value, str | int | float | Decimal):
        text = str(value).strip().lower().removesuffix(".0")
        if text in _YES:
            return True
        if text in _NO:
            return False
        raise ValueError("neither yes nor no")
    return value


def _text(value: object) -> object:
    if value is None or isinstance(value, str):
        text = (value or "").strip()
        return text or None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value)


Day = Annotated[date, BeforeValidator(_day)]
"""A date; also ISO text, or a point in time, which falls on the local calendar's day."""

Amount = Annotated[Decimal, BeforeValidator(_amount)]
"""A decimal number; also text or a float."""

Flag = Annotated[bool, BeforeValidator(_flag)]
"""Yes or no: 0/1, Y/N, true/false; nothing is no."""

Text = Annotated[str, BeforeValidator(_text)]
"""Text that is there; numbers become their digits."""

MaybeDay = Annotated[date | None, BeforeValidator(_day)]
MaybeAmount = Annotated[Decimal | None, BeforeValidator(_amount)]
MaybeText = Annotated[str | None, BeforeValidator(_text)]


@cache
def _reader(row: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(row)


def read_each(rows: Iterable[Mapping[str, object]], row: type[R], question: str) -> Iterator[R]:
    """Read rows one after the other.

    Args:
        rows: What the source gave.
        row: The dataclass to read into.
        question: What the settings call the question, for the error.

    Raises:
        UnreadableAnswer: A column is missing, or holds something else than it must.
    """
    reader = _reader(row)  # type: ignore[arg-type] # a class is hashable, which mypy does not see of type[R]
    names = tuple(row.__dataclass_fields__)  # type: ignore[attr-defined] # `row` is a dataclass by contract
    for number, values in enumerate(rows, 1):
        try:
            known = {name: values[name] for name in names if name in values}
            yield reader.validate_python(known)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            column = str(first["loc"][0]) if first["loc"] else "?"
            raise _unreadable(question, column, number, values) from error


def read_rows(rows: Iterable[Mapping[str, object]], row: type[R], question: str) -> list[R]:
    """Read all rows; as `read_each`."""
    return list(read_each(rows, row, question))


def _unreadable(question: str, column: str, number: int, values: Mapping[str, object]) -> UnreadableAnswer:
    if column not in values:
        return UnreadableAnswer(
            say(
                "The question “{question}” must give a column “{column}”; it gives {columns}.",
                question=question,
                column=column,
                columns=", ".join(values),
            )
        )
    if values[column] is None:
        return UnreadableAnswer(
            say(
                "“{question}”, row {row}: the column “{column}” is empty.",
                question=question,
                row=number,
                column=column,
            )
        )
    return UnreadableAnswer(
        say(
            "“{question}”, row {row}: the column “{column}” holds something else than expected.",
            question=question,
            row=number,
            column=column,
        )
    )
