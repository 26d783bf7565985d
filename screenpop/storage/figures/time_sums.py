"""Sums with points in time that SQLite and PostgreSQL write differently: quarter hours and whole seconds.

Quarters of an hour because every time zone in use is off from UTC by a whole number of them: what falls into one
falls into one hour and one day of anybody's clock. `extract` would say the same as `date_part` in decimal numbers,
which PostgreSQL takes its time over.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
QUARTER = timedelta(minutes=15)


class quarter_of(FunctionElement[int]):  # noqa: N801 # a function of SQL
    """How many whole quarters of an hour had passed since 1970 at a point in time."""

    type = Integer()
    inherit_cache = True


class day_of(FunctionElement[int]):  # noqa: N801 # a function of SQL
    """How many whole days had passed since 1970 at a point in time moved by so many seconds."""

    type = Integer()
    inherit_cache = True


class seconds_between(FunctionElement[int]):  # noqa: N801 # a function of SQL
    """How many whole seconds passed from one point in time to another."""

    type = Integer()
    inherit_cache = True


def begin_of(quarter: int) -> datetime:
    """When a quarter of an hour began, in UTC."""
    return _EPOCH + quarter * QUARTER


@compiles(quarter_of, "sqlite")
def _sqlite_quarter(element: quarter_of, compiler: SQLCompiler, **kw: Any) -> str:
    return f"(CAST(strftime('%s', {_parts(element, compiler, kw)[0]}) AS INTEGER) / 900)"


@compiles(quarter_of, "postgresql")
def _postgresql_quarter(element: quarter_of, compiler: SQLCompiler, **kw: Any) -> str:
    return f"CAST(floor(date_part('epoch', {_parts(element, compiler, kw)[0]}) / 900) AS INTEGER)"


@compiles(day_of, "sqlite")
def _sqlite_day(element: day_of, compiler: SQLCompiler, **kw: Any) -> str:
    at, shift = _parts(element, compiler, kw)
    return f"((CAST(strftime('%s', {at}) AS INTEGER) + {shift}) / 86400)"


@compiles(day_of, "postgresql")
def _postgresql_day(element: day_of, compiler: SQLCompiler, **kw: Any) -> str:
    at, shift = _parts(element, compiler, kw)
    return f"CAST(floor((date_part('epoch', {at}) + {shift}) / 86400) AS INTEGER)"


@compiles(seconds_between, "sqlite")
def _sqlite_seconds(element: seconds_between, compiler: SQLCompiler, **kw: Any) -> str:
    """By milliseconds: a Julian day is a floating number, and five seconds would be 4.9999."""
    begin, end = _parts(element, compiler, kw)
    return f"(CAST(round((julianday({end}) - julianday({begin})) * 86400000) AS INTEGER) / 1000)"


@compiles(seconds_between, "postgresql")
def _postgresql_seconds(element: seconds_between, compiler: SQLCompiler, **kw: Any) -> str:
    begin, end = _parts(element, compiler, kw)
    return f"CAST(floor(date_part('epoch', {end} - {begin})) AS INTEGER)"


def _parts(element: FunctionElement[int], compiler: SQLCompiler, kw: dict[str, Any]) -> list[str]:
    return [compiler.process(part, **kw) for part in element.clauses]
