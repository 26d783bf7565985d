"""Column by column is as strict as row by row, and finds the same."""

import math
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from connectors.cross_sell.rows import LineRow
from connectors.learning.lines import read_history, read_lines
from screenpop.errors import UnreadableAnswer
from screenpop.ports.rows import read_each

BEFORE = date(2100, 1, 1)
COLUMNS = ("customer", "basket", "at", "product", "name", "quantity", "amount", "currency")

_odd = some.sampled_from(["", " ", None, True, b"x", "N/A", math.nan, math.inf, "1E-999999", 10**19, [], {}])
_texts = some.sampled_from(["a", " a ", "b", "Ω", 1, 1.0, "1", "1.0", Decimal("1.0"), Decimal(1), -0.0, 7.5])
_days = some.sampled_from(
    [date(2024, 2, 29), "2024-02-29", "2024-02-29T23:59:59", datetime(2024, 3, 1, 1, tzinfo=UTC), "20240301"]
) | some.dates(date(1990, 1, 1), date(2050, 1, 1)).map(lambda day: datetime.combine(day, time(12)))
_numbers = (
    some.sampled_from([1, 1.0, "1", "1.50", Decimal("1.005"), "\N{NO-BREAK SPACE}2", -3, 0, -0.0, 2.675])
    | some.integers(-(10**6), 10**6)
    | some.floats(-1e6, 1e6)
    | some.decimals(-1000, 1000, places=4)
)
_currencies = some.sampled_from(["PLN", "pln", " EUR", "JPY", "", None, "KWD", "Zł"])


def _one(values, oddity):
    return some.one_of(*[values] * 12, _odd) if oddity else values


def _rows(oddity):
    return some.lists(
        some.fixed_dictionaries(
            {
                "customer": _one(_texts | some.none(), oddity),
                "basket": _one(_texts, oddity),
                "at": _one(_days, oddity),
                "product": _one(_texts, oddity),
                "name": _one(_texts | some.none(), oddity),
                "quantity": _one(_numbers, oddity),
                "amount": _one(_numbers | some.none(), oddity),
                "currency": _currencies.filter(lambda code: oddity or code != "Zł"),
            }
        ),
        max_size=12,
    )


class InParts:
    """A source that gives parts."""

    name = "made"

    def __init__(self, rows, at_once=5):
        self._rows, self._at_once = rows, at_once

    def parts(self, question, parameters, *, at_once):
        for start in range(0, len(self._rows), self._at_once):
            part = self._rows[start : start + self._at_once]
            yield tuple(part[0]), [tuple(row[name] for name in part[0]) for row in part]


class OneByOne:
    """A source that gives rows."""

    name = "made"

    def __init__(self, rows):
        self._rows = rows

    def stream(self, question, parameters):
        return iter(self._rows)


def one_way_or_the_other(read):
    """What was found, or the error in words."""
    try:
        history = read()
    except UnreadableAnswer as error:
        return str(error)
    lines = history.table().to_pylist()
    return history.customers, history.products, history.names, history.currencies, history.nobodys, lines


def row_by_row(rows):
    return one_way_or_the_other(lambda: read_history(read_each(rows, LineRow, "lines"), BEFORE))


@settings(max_examples=100, deadline=None)
@given(_rows(oddity=False) | _rows(oddity=True))
def test_column_by_column_finds_the_same_and_refuses_the_same(rows):
    expected = row_by_row(rows)

    for source in (InParts(rows), InParts(rows, 1), OneByOne(rows)):
        assert one_way_or_the_other(lambda source=source: read_lines(source, "", LineRow, BEFORE)) == expected


def test_what_is_wrong_is_named_with_its_row_and_column_however_late_it_comes():
    good = dict(zip(COLUMNS, ("c", "b", "2024-01-01", "p", None, 1, None, None), strict=True))

    with pytest.raises(UnreadableAnswer, match=r"row 13.*quantity"):
        read_lines(InParts([*[good] * 12, {**good, "quantity": "many"}]), "", LineRow, BEFORE)


def test_a_missing_column_is_named_and_an_optional_one_need_not_be_there():
    short = {"CUSTOMER": "c", "Basket": "b", "at": "2024-01-01", "product": "p", "quantity": 1}

    history = read_lines(InParts([short]), "", LineRow, BEFORE)
    assert (history.customers, history.currencies, math.isnan(history.amount[0])) == (["c"], [], True)
    with pytest.raises(UnreadableAnswer, match="product"):
        read_lines(InParts([{name: short[name] for name in short if name != "product"}]), "", LineRow, BEFORE)


def test_whom_nothing_is_to_be_learnt_of_leaves_no_trace():
    rows = [
        dict(
            zip(COLUMNS, (customer, "b", "2024-01-01", f"only {customer}", None, 1, None, None), strict=True)
        )
        for customer in ("c", "d", None)
    ]
    history = read_lines(InParts(rows), "", LineRow, BEFORE, without={"d"})

    assert (history.customers, history.products, history.nobodys) == (["c"], ["only c"], 1)
