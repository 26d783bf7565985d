"""Reads a source's rows into typed ones, and says which column is wrong.

A row type is a frozen dataclass whose fields carry the types below. Columns that it does not name are
ignored; fields with a default are optional columns. Upper and lower case of a column's name are the same,
because databases differ in it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, fields
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, TypeVar, get_type_hints

from pydantic import BeforeValidator, TypeAdapter, ValidationError

from screenpop.errors import UnreadableAnswer
from screenpop.ports import values
from screenpop.ports.unreadable import empty_column, missing_column, no_column_of, wrong_column
from screenpop.sentences import Sentence, say

R = TypeVar("R")

Day = Annotated[date, BeforeValidator(values.day)]
"""A date; also ISO text, or a point in time, which falls on the local calendar's day."""

Moment = Annotated[datetime, BeforeValidator(values.moment)]
"""A point in time, in UTC; also ISO text. One that names no zone is the local clock's, a day its midnight."""

Amount = Annotated[Decimal, BeforeValidator(values.amount)]
"""A decimal number; also text or a float."""

Count = Annotated[int, BeforeValidator(values.count)]
"""A whole number; also text, or a decimal number without a fraction."""

Flag = Annotated[bool, BeforeValidator(values.flag)]
"""Yes or no: 0/1, Y/N, true/false; nothing is no."""

Text = Annotated[str, BeforeValidator(values.text)]
"""Text that is there; numbers become their digits."""

Currency = Annotated[str, BeforeValidator(values.currency)]
"""A currency's three letters (ISO 4217), "PLN"."""

MaybeDay = Annotated[date | None, BeforeValidator(values.day)]
MaybeAmount = Annotated[Decimal | None, BeforeValidator(values.amount)]
MaybeCount = Annotated[int | None, BeforeValidator(values.count)]
MaybeText = Annotated[str | None, BeforeValidator(values.text)]
MaybeCurrency = Annotated[str | None, BeforeValidator(values.currency)]
MaybeFlag = Annotated[bool | None, BeforeValidator(values.flag)]
"""Yes or no, or None by default where there is no such column; nothing in it is no all the same."""

_EXPECTED: Mapping[Callable[[object], object], Sentence] = {
    values.day: say("a date, as in 2024-12-31"),
    values.moment: say("a point in time, as in 2024-12-31 14:30"),
    values.amount: say("an amount, as in 1234.50"),
    values.count: say("a whole number"),
    values.flag: say("yes or no, as in 1 and 0"),
    values.text: say("text"),
    values.currency: say("a currency’s three letters, as in EUR"),
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


def read_each(
    rows: Iterable[Mapping[str, object]], row: type[R], question: str, *, first: int = 1
) -> Iterator[R]:
    """Read rows one after the other.

    Args:
        rows: What the source gave.
        row: The dataclass to read into.
        question: What the settings call the question, for the error.
        first: The number of the first row, for the error.

    Raises:
        UnreadableAnswer: A column is missing, or holds something else than it must.
    """
    reader = reader_of(row)  # type: ignore[arg-type] # a class is hashable, which mypy does not see of type[R]
    names = columns_of(row)
    for number, told in enumerate(rows, first):
        given = named(told, names)
        if not given and names:
            raise _nothing_known(row, question, tuple(told))
        try:
            yield reader.validate_python(given)
        except ValidationError as error:
            wrong = error.errors(include_url=False, include_input=False)[0]
            column = str(wrong["loc"][0]) if wrong["loc"] else "?"
            raise _unreadable(
                row, question, column, number=number, given=given, columns=tuple(told)
            ) from None


def read_rows(rows: Iterable[Mapping[str, object]], row: type[R], question: str) -> list[R]:
    """Read all rows; as `read_each`."""
    return list(read_each(rows, row, question))


@cache
def reader_of(row: Any) -> TypeAdapter[Any]:
    """What reads values into a row type, or into one of the types above."""
    return TypeAdapter(row)


def named(row: Mapping[str, object], names: tuple[str, ...]) -> dict[str, object]:
    """The values of the columns that are named, whatever their capital letters."""
    given = {name: row[name] for name in names if name in row}
    if len(given) < len(names):
        for column, value in row.items():
            name = column.lower()
            if name in names and name not in given:
                given[name] = value
    return given


def _nothing_known(row: type, question: str, columns: Sequence[str]) -> UnreadableAnswer:
    required = next((field.name for field in fields(row) if is_required(field)), None)
    if required is None:
        return no_column_of(question, columns_of(row), columns)
    return missing_column(question, required, columns)


def is_required(field: Field[Any]) -> bool:
    """A row type's field is a column that must be there."""
    return field.default is MISSING and field.default_factory is MISSING


def read_cell(value: object, kind: Any, *, question: str, row: int, column: str) -> Any:
    """Read one value as one of the types above, for columns whose names only the settings know.

    Raises:
        UnreadableAnswer: It is something else; the error names the column and the row, which counts from 1.
    """
    try:
        return reader_of(kind).validate_python(value)
    except ValidationError:
        raise wrong_column(question, row, column, expected(kind)) from None


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
    kind = get_type_hints(row, include_extras=True).get(column)
    return wrong_column(question, number, column, expected(kind))


def expected(kind: Any) -> Sentence:
    """What a column of this type must hold, in an administrator's words."""
    for entry in getattr(kind, "__metadata__", ()):
        if isinstance(entry, BeforeValidator) and entry.func in _EXPECTED:
            return _EXPECTED[entry.func]  # type: ignore[index] # pydantic types `func` more widely than ours are
    return say("something else")
