from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.sources.rest.picking import picked
from connectors.sources.rest.question import read_question
from connectors.web.json_text import read_json
from screenpop.errors import UnreadableAnswer


def pick(lines, body):
    content = read_json(body.encode(), "crm") if isinstance(body, str) else body
    return picked(content, read_question("GET /x\n" + lines, "crm"), "crm")


def test_columns_are_paths_within_the_row_or_the_page_or_fixed():
    body = """{"generated": "2026-03-01", "data": [
        {"no": "F1", "residual": {"amount": 12.30}, "open": true, "count": 3},
        {"no": null, "residual": {}}]}"""
    lines = """rows $.data[*]
    document = $.no
    balance = $.residual.amount
    open = $.open
    count = $['count']
    as_of = page $.generated
    currency = "EUR" """

    assert pick(lines, body).rows == [
        {
            "document": "F1",
            "balance": Decimal("12.30"),
            "open": True,
            "count": 3,
            "as_of": "2026-03-01",
            "currency": "EUR",
        },
        {
            "document": None,
            "balance": None,
            "open": None,
            "count": None,
            "as_of": "2026-03-01",
            "currency": "EUR",
        },
    ]


@pytest.mark.parametrize("rows", ["rows $", "rows $[*]", ""])
def test_the_whole_answer_may_be_the_list(rows):
    assert pick(f"{rows}\na = $.a", '[{"a": 1}, null, {"a": 2}]').rows == [{"a": 1}, {"a": 2}]


def test_a_list_is_its_items_even_without_the_asterisk():
    assert pick("rows $.data\na = $.a", '{"data": [{"a": 1}, {"a": 2}]}').rows == [{"a": 1}, {"a": 2}]


def test_an_answer_that_is_one_object_is_one_row():
    assert pick("a = $.a", '{"a": 1}').rows == [{"a": 1}]


def test_rows_need_be_no_objects():
    assert pick("rows $.phones\nnumber = $", '{"phones": ["1", "2"]}').rows == [
        {"number": "1"},
        {"number": "2"},
    ]


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("$.phones[*].n", ["1", "2"]),
        ("$.phones[*]['n', 'm']", ["1", "x", "2"]),
        ("$['main', 'mobile']", ["9"]),
        ("$.numbers", ["7", "8"]),
        ("$.none", [None]),
    ],
)
def test_each_makes_a_row_of_every_value(path, found):
    person = """{"people": [{"name": "Anna", "main": null, "mobile": "9", "numbers": ["7", "8"],
                 "phones": [{"n": "1", "m": "x"}, {"n": "2"}]}]}"""

    got = pick(f"rows $.people\neach number = {path}\ncontact = $.name", person)

    assert got.rows == [{"number": number, "contact": "Anna"} for number in found]
    assert got.items == 1


def test_a_place_without_rows_is_an_answer():
    assert pick("rows $.data[*]\na = $.a", '{"data": []}').rows == []
    assert pick("rows $.data\na = $.a", '{"data": null}').rows == []
    assert pick("rows $.a.data[?@.x]\na = $.a", "{}").rows == []


@pytest.mark.parametrize("rows", ["rows $.dta[*]", "rows $.dta", "rows $.data.items"])
def test_a_misspelt_place_is_no_customer_without_rows(rows):
    with pytest.raises(UnreadableAnswer, match=r"has nothing at “rows .*it has data, total"):
        pick(f"{rows}\na = $.a", '{"data": [{"a": 1}], "total": 1}')


def test_a_place_that_the_server_leaves_out_may_be_declared():
    assert pick("rows $.items[*] or none\na = $.a", '{"kind": "list"}').rows == []


def test_several_values_for_one_column_are_told():
    with pytest.raises(UnreadableAnswer, match=r"“number” leads to 2 values in one row.*each number"):
        pick("number = $.phones[*]", '{"phones": ["1", "2"]}')


@pytest.mark.parametrize("value", ["{}", "[]", "[1, 2]", '{"amount": 1}'])
def test_a_whole_object_is_no_value(value):
    with pytest.raises(UnreadableAnswer, match="“balance” leads to a whole object or list"):
        pick("balance = $.residual", f'{{"residual": {value}}}')


@pytest.mark.parametrize(
    ("line", "value", "moment"),
    [
        ("at = seconds $.at", "1767225600", "2026-01-01T00:00:00+00:00"),
        ("at = milliseconds $.at", "1767225600500", "2026-01-01T00:00:00.500000+00:00"),
        ("at = seconds $['at']", '"1767225600"', "2026-01-01T00:00:00+00:00"),
        ("at = page seconds $.at", "0", "1970-01-01T00:00:00+00:00"),
        ("each at = seconds $.at", "[0]", "1970-01-01T00:00:00+00:00"),
        ("at = seconds $.at", "-86400.5", "1969-12-30T23:59:59.500000+00:00"),
        ("at = seconds $.at", "null", None),
    ],
)
def test_a_time_may_be_counted_since_1970(line, value, moment):
    assert pick(line, f'{{"at": {value}}}').rows == [{"at": moment}]


@pytest.mark.parametrize(
    "value", ['"soon"', "true", "1e300", "-1e300", "99999999999999", '"NaN"', "{}", '""']
)
def test_what_counts_no_time_is_told(value):
    with pytest.raises(UnreadableAnswer, match="counts no time since 1970"):
        pick("at = seconds $.at", f'{{"at": {value}}}')


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.decimals(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abd"), inner, max_size=3),
    max_leaves=12,
)


@given(anything)
def test_whatever_an_answer_holds_it_is_rows_or_told(answer):
    for lines in (
        "rows $.d[*]\na = $.a\nb = seconds $.b",
        "rows $..d or none\neach a = $..a\nb = page $['b']",
    ):
        with suppress(UnreadableAnswer):
            assert all(set(row) == {"a", "b"} for row in pick(lines, answer).rows)


def test_half_a_letter_becomes_a_question_mark():
    assert pick("a = $.a", r'{"a": "Wąs \ud800!"}').rows == [{"a": "Wąs ?!"}]


@pytest.mark.parametrize("body", ["1", '"text"', "null", "true", "[1, 2]", "[[1], [2]]", "[[[1]]]", "{}"])
def test_odd_answers_are_rows_or_told(body):
    for lines in ("a = $.a", "rows $.x or none\na = $.a", "a = $..a", "rows $..x\na = $.a", "each a = $..a"):
        for row in pick(lines, body).rows:
            assert row == {"a": None}
