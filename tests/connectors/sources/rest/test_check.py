"""What `screenpop check` tells of a web service's question."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from screenpop.customers import Customer
from screenpop.diagnostics.question_check import AskedQuestion, FaultyRows, examine_question
from screenpop.errors import UnreadableAnswer
from screenpop.ports.rows import MaybeText, Text
from tests.connectors.web.server import Answer

ORDERS = {"orders": [{"no": "8812", "shipment": {"code": "T1"}}, {"no": "8813"}]}
ANNA = [Customer("C1", "Hurt-Bud"), Customer("C2", "Lipa")]


@dataclass(frozen=True)
class OrderRow:
    number: Text
    tracking: MaybeText = None


def examine(made, columns, rows="$.orders[*]"):
    text = f"GET /orders?by={{ref}}\nrows {rows}\n{columns}"
    asked = AskedQuestion(
        "orders", text, OrderRow, made, lambda one: {"ref": one.id}, None, timedelta(seconds=5)
    )
    return str(examine_question(asked, ANNA))


def test_a_path_that_finds_something_in_some_rows_is_fine(source):
    told = examine(source(lambda _: Answer(ORDERS)), "number = $.no\ntracking = $.shipment.code")

    assert told.startswith("4 rows for 2 customers, such as Hurt-Bud (C1); ")
    assert "empty" not in told


def test_a_path_that_finds_nothing_in_any_row_is_told(source):
    told = examine(source(lambda _: Answer(ORDERS)), "number = $.no\ntracking = $.shipping.code")

    assert "; empty in every row: tracking; " in told


def test_a_needed_column_whose_path_finds_nothing_fails(source):
    with pytest.raises(FaultyRows, match="number"):
        examine(source(lambda _: Answer(ORDERS)), "number = $.nummer")


def test_a_column_that_the_department_does_not_need_is_told(source):
    assert "not used: no" in examine(source(lambda _: Answer(ORDERS)), "number = $.no\nno = $.no")


def test_a_missing_column_is_named_even_where_there_are_no_rows(source):
    with pytest.raises((FaultyRows, UnreadableAnswer), match="number"):
        examine(source(lambda _: Answer({"orders": []})), "tracking = $.shipment.code")


def test_a_misspelt_place_of_the_rows_is_told_with_what_is_there(source):
    with pytest.raises(UnreadableAnswer, match="it has orders"):
        examine(source(lambda _: Answer(ORDERS)), "number = $.no", rows="$.order[*]")
