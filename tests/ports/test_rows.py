from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screenpop.errors import UnreadableAnswer
from screenpop.ports.rows import (
    Amount,
    Count,
    Currency,
    Day,
    Flag,
    MaybeAmount,
    MaybeCount,
    MaybeCurrency,
    MaybeDay,
    MaybeText,
    Moment,
    Text,
    columns_of,
    read_each,
    read_rows,
)


def reading(kind, value):
    """What a column of this kind reads of a value; its complaint if it cannot."""

    @dataclass(frozen=True, slots=True)
    class OneColumn:
        it: kind

    try:
        return read_rows([{"it": value}], OneColumn, "question")[0].it
    except UnreadableAnswer as error:
        return str(error)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2026-03-02", date(2026, 3, 2)),
        (" 20260302 ", date(2026, 3, 2)),
        ("2026-03-02 23:59:59.1234567", date(2026, 3, 2)),
        ("2026-03-02T10:00", date(2026, 3, 2)),
        (date(2026, 3, 2), date(2026, 3, 2)),
        (datetime(2026, 3, 2, 23, 59), date(2026, 3, 2)),  # noqa: DTZ001 # databases give such
    ],
)
def test_a_day_is_read_however_it_comes(value, day):
    assert reading(Day, value) == day


def test_a_point_in_time_falls_on_the_local_day():
    far_east = datetime(2026, 3, 2, 1, 0, tzinfo=timezone(timedelta(hours=14)))

    assert reading(Day, far_east) == far_east.astimezone().date()


@pytest.mark.parametrize(
    "value",
    ["N/A", "02.03.2026", "2026-13-01", 1_700_000_000, 20260302, 1.5, True, b"2026-03-02", [], "9" * 5000],
)
def test_what_is_no_day_is_refused(value):
    assert "the column “it” must be a date" in reading(Day, value)


def test_a_day_at_the_end_of_the_calendar_is_read_or_refused_but_never_breaks():
    for zone in (timezone(timedelta(hours=-14)), timezone(timedelta(hours=14))):
        for moment in (datetime.min.replace(tzinfo=zone), datetime.max.replace(tzinfo=zone)):
            found = reading(Day, moment)
            assert isinstance(found, date) or "must be a date" in found


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        (5, "5"),
        (0.1, "0.1"),
        ("12.50", "12.50"),
        (" -3 ", "-3"),
        ("1\N{NO-BREAK SPACE}234.5", "1234.5"),
        (Decimal("7.10"), "7.10"),
        (999_999_999_999_999_999, "999999999999999999"),
    ],
)
def test_an_amount_is_read_however_it_comes(value, amount):
    assert str(reading(Amount, value)) == amount


@pytest.mark.parametrize(
    "value",
    [
        "N/A",
        "1,5",
        "€5",
        True,
        float("nan"),
        float("inf"),
        Decimal("NaN"),
        "Infinity",
        "1e18",
        10**18,
        "-1e400",
        b"5",
    ],
)
def test_what_is_no_amount_is_refused(value):
    assert "the column “it” must be an amount" in reading(Amount, value)


@pytest.mark.parametrize(("value", "count"), [(30, 30), (30.0, 30), ("30", 30), (Decimal("30.00"), 30)])
def test_a_count_is_read_however_it_comes(value, count):
    found = reading(Count, value)

    assert (found, type(found)) == (count, int)


@pytest.mark.parametrize("value", [30.5, "many", True, "1e400"])
def test_what_is_no_count_is_refused(value):
    assert "must be a whole number" in reading(Count, value)


@pytest.mark.parametrize("value", [1, "1", "Y", "yes", "T", "TRUE", True, 1.0, Decimal(1), b"\x01"])
def test_yes_is_read_however_it_comes(value):
    assert reading(Flag, value) is True


@pytest.mark.parametrize(
    "value", [0, "0", "n", "No", "f", "FALSE", False, 0.0, Decimal(0), None, "", b"\x00"]
)
def test_no_is_read_however_it_comes(value):
    assert reading(Flag, value) is False


@pytest.mark.parametrize("value", ["perhaps", 2, "10", b"\x02"])
def test_what_is_neither_yes_nor_no_is_refused(value):
    assert "must be yes or no" in reading(Flag, value)


@pytest.mark.parametrize(
    ("value", "text"),
    [(" a b ", "a b"), (4711, "4711"), (4711.0, "4711"), (1.5, "1.5"), (b"J\xf3", "J\ufffd"), ("<b>", "<b>")],
)
def test_text_is_read_however_it_comes(value, text):
    assert reading(Text, value) == text


@pytest.mark.parametrize(("value", "code"), [("PLN", "PLN"), (" pln", "PLN"), ("Eur", "EUR")])
def test_a_currency_is_read_however_it_is_written(value, code):
    assert reading(Currency, value) == code


@pytest.mark.parametrize("value", ["zł", "złt", "EURO", "12A", 978])
def test_what_is_no_currency_is_refused(value):
    assert "must be a currency" in reading(Currency, value)


@pytest.mark.parametrize("kind", [Day, Amount, Count, Text, Currency])
@pytest.mark.parametrize("nothing", [None])
def test_nothing_is_refused_where_something_must_be(kind, nothing):
    assert reading(kind, nothing) == "“question”, row 1: the column “it” is empty."


@pytest.mark.parametrize("kind", [MaybeDay, MaybeAmount, MaybeCount, MaybeText, MaybeCurrency])
@pytest.mark.parametrize("nothing", [None, "", "  "])
def test_nothing_is_nothing_where_it_may_be(kind, nothing):
    assert reading(kind, nothing) is None


anything = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    st.binary(),
    st.decimals(),
    st.dates(),
    st.datetimes(timezones=st.sampled_from([None, UTC])),
    st.lists(st.integers()),
    st.timedeltas(),
)


@settings(deadline=None)  # the machine may be busy
@given(anything)
@pytest.mark.parametrize("kind", [Day, Moment, Amount, Count, Flag, Text, Currency, MaybeDay, MaybeText])
def test_whatever_a_database_holds_is_read_or_refused(kind, value):
    reading(kind, value)


@dataclass(frozen=True, slots=True)
class Item:
    due: Day
    balance: Amount
    note: MaybeText = None


def test_other_columns_are_ignored_and_optional_ones_may_be_missing():
    assert read_rows([{"due": "2026-03-02", "balance": 1, "colour": "red"}], Item, "items") == [
        Item(date(2026, 3, 2), Decimal(1))
    ]


def test_upper_and_lower_case_of_a_column_are_the_same_but_the_exact_name_wins():
    rows = [{"DUE": "2026-03-02", "Balance": 1, "NOTE": "no", "note": "yes"}]

    assert read_rows(rows, Item, "items") == [Item(date(2026, 3, 2), Decimal(1), "yes")]


def test_a_missing_column_is_named_with_those_that_came():
    with pytest.raises(UnreadableAnswer) as caught:
        read_rows([{"due": "2026-03-02", "residual": 1}], Item, "items")

    assert str(caught.value) == "The question “items” must give a column “balance”; it gives due, residual."


def test_the_wrong_row_is_counted_and_its_value_kept_quiet():
    rows = [{"due": "2026-03-02", "balance": 1}, {"due": "2026-03-02", "balance": "secret"}]

    with pytest.raises(UnreadableAnswer) as caught:
        read_rows(rows, Item, "items")

    assert str(caught.value) == "“items”, row 2: the column “balance” must be an amount, as in 1234.50."
    assert caught.value.__suppress_context__


def test_rows_are_read_as_they_are_taken():
    rows = iter([{"due": "2026-03-02", "balance": 1}, {"due": "never", "balance": 1}])

    assert next(read_each(rows, Item, "items")).balance == 1


def test_the_columns_of_a_row_are_known():
    assert columns_of(Item) == ("due", "balance", "note")
