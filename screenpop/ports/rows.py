"""Reads a source's rows into typed ones, and says which column is wrong.

A row type is a frozen dataclass whose fields carry the types below. Columns that it does not name are
ignored; fields with a default are optional columns. Upper and lower case of a column's name are the same,
because databases differ in it.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, fields
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Annotated, Any, TypeVar, get_type_hints

from pydantic import BeforeValidator, TypeAdapter, ValidationError

from screenpop.errors import UnreadableAnswer
from screenpop.sentences import Sentence, say

R = TypeVar("R")

_YES = {"1", "y", "yes", "t", "true"}
_NO = {"0", "n", "no", "f", "false", ""}
_MOST_DIGITS = 18  # before the point: sums of many such amounts still fit a decimal's 28 digits


def _day(value: object) -> object:
    if isinstance(value, datetime):
        try:
            return value.astimezone().date() if value.tzinfo else value.date()
        except OverflowError:
            raise ValueError("outside the calendar") from None
    if isinstance(value, str):
        text = value.strip()
        if not text:
            return None
        return date.fromisoformat(text) if len(text) <= 10 else _day(datetime.fromisoformat(text))
    if value is None or isinstance(value, date):
        return value
    raise ValueError("not a date")  # a number would be taken for seconds since 1970


def _moment(value: object) -> object:
    if isinstance(value, str):
        text = value.strip()
        if not text:
            return None
        if text.isdecimal() and len(text) > len("YYYYMMDD"):
            raise ValueError("not a point in time")  # seconds since 1970, or anything
        value = datetime.fromisoformat(text)
    if isinstance(value, datetime):
        try:
            return value.astimezone(UTC)
        except (OverflowError, OSError):
            raise ValueError("outside the calendar") from None
    if isinstance(value, date):
        return _moment(datetime.combine(value, time()))
    if value is None:
        return None
    raise ValueError("not a point in time")  # a number would be taken for seconds since 1970


def _amount(value: object) -> object:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise ValueError("not a number")
    if isinstance(value, float):
        number = Decimal(repr(value))
    elif isinstance(value, str):
        text = value.strip().replace("\N{NO-BREAK SPACE}", "")
        if not text:
            return None
        try:
            number = Decimal(text)
        except InvalidOperation:
            raise ValueError("not a number") from None
    else:
        number = Decimal(value)
    if not number.is_finite() or (number and number.adjusted() >= _MOST_DIGITS):
        raise ValueError("not a number that can be an amount")
    return number


def _count(value: object) -> object:
    number = _amount(value)
    if isinstance(number, Decimal):
        if number != number.to_integral_value():
            raise ValueError("not a whole number")
        return int(number)
    return number


def _flag(value: object) -> object:
    if value is None:
        return False
    if isinstance(value, bytes):
        value = int.from_bytes(value)  # MySQL's bit
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
    if isinstance(value, float) and math.isfinite(value) and value.is_integer():
        return str(int(value))
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value)


def _currency(value: object) -> object:
    text = _text(value)
    if not isinstance(text, str):
        return None
    code = text.upper()
    if len(code) != 3 or not (code.isascii() and code.isalpha()):
        raise ValueError("not a currency")
    return code


Day = Annotated[date, BeforeValidator(_day)]
"""A date; also ISO text, or a point in time, which falls on the local calendar's day."""

Moment = Annotated[datetime, BeforeValidator(_moment)]
"""A point in time, in UTC; also ISO text. One that names no zone is the local clock's, a day its midnight."""

Amount = Annotated[Decimal, BeforeValidator(_amount)]
"""A decimal number; also text or a float."""

Count = Annotated[int, BeforeValidator(_count)]
"""A whole number; also text, or a decimal number without a fraction."""

Flag = Annotated[bool, BeforeValidator(_flag)]
"""Yes or no: 0/1, Y/N, true/false; nothing is no."""

Text = Annotated[str, BeforeValidator(_text)]
"""Text that is there; numbers become their digits."""

Currency = Annotated[str, BeforeValidator(_currency)]
"""A currency's three letters (ISO 4217), "PLN"."""

MaybeDay = Annotated[date | None, BeforeValidator(_day)]
MaybeAmount = Annotated[Decimal | None, BeforeValidator(_amount)]
MaybeCount = Annotated[int | None, BeforeValidator(_count)]
MaybeText = Annotated[str | None, BeforeValidator(_text)]
MaybeCurrency = Annotated[str | None, BeforeValidator(_currency)]

_EXPECTED: Mapping[Callable[[object], object], Sentence] = {
    _day: say("a date, as in 2024-12-31"),
    _moment: say("a point in time, as in 2024-12-31 14:30"),
    _amount: say("an amount, as in 1234.50"),
    _count: say("a whole number"),
    _flag: say("yes or no, as in 1 and 0"),
    _text: say("text"),
    _currency: say("a currency’s three letters, as in EUR"),
}


def columns_of(row: type) -> tuple[str, ...]:
    """The columns that a row type knows, required and optional."""
    return tuple(row.__dataclass_fields__)  # type: ignore[attr-defined] # `row` is a dataclass by contract


def hold_columns(columns: Sequence[str], row: type, question: str) -> None:
    """Hold the columns that a question gives against the ones that a row type cannot do without.

    Raises:
        UnreadableAnswer: A column is missing, or there is none that the row type knows.
    """
    given = dict.fromkeys(column.lower() for column in columns)
    if not given.keys() & set(columns_of(row)):
        raise _nothing_known(row, question, columns)
    for field in fields(row):
        if is_required(field) and field.name not in given:
            raise _unreadable(row, question, field.name, number=1, given=given, columns=tuple(columns))


def read_each(rows: Iterable[Mapping[str, object]], row: type[R], question: str) -> Iterator[R]:
    """Read rows one after the other.

    Args:
        rows: What the source gave.
        row: The dataclass to read into.
        question: What the settings call the question, for the error.

    Raises:
        UnreadableAnswer: A column is missing, or holds something else than it must.
    """
    reader = reader_of(row)  # type: ignore[arg-type] # a class is hashable, which mypy does not see of type[R]
    names = columns_of(row)
    for number, values in enumerate(rows, 1):
        given = named(values, names)
        if not given and names:
            raise _nothing_known(row, question, tuple(values))
        try:
            yield reader.validate_python(given)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            column = str(first["loc"][0]) if first["loc"] else "?"
            raise _unreadable(
                row, question, column, number=number, given=given, columns=tuple(values)
            ) from None


def read_rows(rows: Iterable[Mapping[str, object]], row: type[R], question: str) -> list[R]:
    """Read all rows; as `read_each`."""
    return list(read_each(rows, row, question))


@cache
def reader_of(row: Any) -> TypeAdapter[Any]:
    """What reads values into a row type, or into one of the types above."""
    return TypeAdapter(row)


def named(values: Mapping[str, object], names: tuple[str, ...]) -> dict[str, object]:
    """The values of the columns that are named, whatever their capital letters."""
    given = {name: values[name] for name in names if name in values}
    if len(given) < len(names):
        for column, value in values.items():
            name = column.lower()
            if name in names and name not in given:
                given[name] = value
    return given


def _nothing_known(row: type, question: str, columns: Sequence[str]) -> UnreadableAnswer:
    required = next((field.name for field in fields(row) if is_required(field)), None)
    if required is not None:
        return missing_column(question, required, columns)
    return UnreadableAnswer(
        say(
            "The question “{question}” must give a column of these: {known}; it gives {columns}.",
            question=question,
            known=", ".join(columns_of(row)),
            columns=", ".join(columns),
        )
    )


def is_required(field: Field[Any]) -> bool:
    """A row type's field is a column that must be there."""
    return field.default is MISSING and field.default_factory is MISSING


def missing_column(question: str, column: str, columns: Sequence[str]) -> UnreadableAnswer:
    """A question does not give a column that it must give."""
    return UnreadableAnswer(
        say(
            "The question “{question}” must give a column “{column}”; it gives {columns}.",
            question=question,
            column=column,
            columns=", ".join(columns),
        )
    )


def empty_column(question: str, row: int, column: str) -> UnreadableAnswer:
    """A column is empty in a row that needs it."""
    return UnreadableAnswer(
        say(
            "“{question}”, row {row}: the column “{column}” is empty.",
            question=question,
            row=row,
            column=column,
        )
    )


def read_cell(value: object, kind: Any, *, question: str, row: int, column: str) -> Any:
    """Read one value as one of the types above, for columns whose names only the settings know.

    Raises:
        UnreadableAnswer: It is something else; the error names the column and the row, which counts from 1.
    """
    try:
        return reader_of(kind).validate_python(value)
    except ValidationError:
        raise _other_than(question, row, column, kind) from None


def _unreadable(
    row: type,
    question: str,
    column: str,
    *,
    number: int,
    given: Mapping[str, object],
    columns: tuple[str, ...],
) -> UnreadableAnswer:
    if column not in given:
        return missing_column(question, column, columns)
    if given[column] is None:
        return empty_column(question, number, column)
    return _other_than(question, number, column, get_type_hints(row, include_extras=True).get(column))


def _other_than(question: str, row: int, column: str, kind: Any) -> UnreadableAnswer:
    return UnreadableAnswer(
        say(
            "“{question}”, row {row}: the column “{column}” must be {expected}.",
            question=question,
            row=row,
            column=column,
            expected=expected(kind),
        )
    )


def expected(kind: Any) -> Sentence:
    """What a column of this type must hold, in an administrator's words."""
    for entry in getattr(kind, "__metadata__", ()):
        if isinstance(entry, BeforeValidator) and entry.func in _EXPECTED:
            return _EXPECTED[entry.func]  # type: ignore[index] # pydantic types `func` more widely than ours are
    return say("something else")
