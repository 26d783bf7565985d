"""Points in time, whatever a database calls one; and columns whose names only the settings know."""

import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from screenpop.errors import UnreadableAnswer
from screenpop.ports.rows import (
    MaybeAmount,
    MaybeText,
    Moment,
    hold_columns,
    read_cell,
    read_rows,
)

EARLIEST, LATEST = datetime.min, datetime.max  # noqa: DTZ901 # databases give such for "never"
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def warsaw(monkeypatch):
    monkeypatch.setenv("TZ", "Europe/Warsaw")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def moment(value):
    return read_cell(value, Moment, question="said", row=1, column="at")


@pytest.mark.parametrize(
    "value",
    [
        NOON,
        datetime(2026, 3, 2, 14, 0, tzinfo=timezone(timedelta(hours=2))),
        datetime(2026, 3, 2, 13, 0),  # noqa: DTZ001 # databases give such, in the local clock's time
        "2026-03-02T12:00:00Z",
        "2026-03-02 14:00+02:00",
        " 2026-03-02 13:00 ",
        "20260302T130000",
    ],
)
def test_a_point_in_time_is_read_in_utc_however_it_comes(value):
    assert moment(value) == NOON
    assert moment(value).tzinfo is UTC


@pytest.mark.parametrize("value", [date(2026, 3, 2), "2026-03-02", "20260302"])
def test_a_day_is_its_local_midnight(value):
    assert moment(value) == datetime(2026, 3, 1, 23, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    [
        *(1_772_452_800, 1_772_452_800.5, "1772452800", "1772452800123", "20170101123", True),
        *("yesterday", "02.03.2026", "", None, b"2026-03-02", "12:00", EARLIEST, LATEST),
    ],
)
def test_what_is_no_point_in_time_is_refused(value):
    with pytest.raises(UnreadableAnswer, match="“said”, row 1: the column “at” must be a point in time"):
        moment(value)


@dataclass(frozen=True, slots=True)
class Anything:
    name: MaybeText = None
    amount: MaybeAmount = None


def test_rows_without_any_column_that_is_known_are_unreadable_even_where_none_is_required():
    complaint = "“question” must give a column of these: name, amount; it gives x, y"

    with pytest.raises(UnreadableAnswer, match=complaint):
        read_rows([{"x": 1, "y": 2}], Anything, "question")
    with pytest.raises(UnreadableAnswer, match=complaint):
        hold_columns(("x", "y"), Anything, "question")
    assert read_rows([{"AMOUNT": 1, "y": 2}], Anything, "question")
    hold_columns(("AMOUNT",), Anything, "question")


def test_one_value_is_read_as_its_column_would_be():
    assert read_cell(" x ", MaybeText, question="rows", row=1, column="Number") == "x"
    with pytest.raises(
        UnreadableAnswer, match="“rows”, row 7: the column “The deposit” must be an amount"
    ) as told:
        read_cell("secret", MaybeAmount, question="rows", row=7, column="The deposit")
    assert "secret" not in str(told.value)
