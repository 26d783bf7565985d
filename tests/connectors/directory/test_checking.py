"""What `screenpop check` says of the directory."""

from collections.abc import Sequence

import pytest

from connectors.directory.checking import check_directory, first_customers
from screenpop.errors import SourceUnavailable
from screenpop.ports.checks import Check
from screenpop.ports.source import Row
from screenpop.sentences import say
from tests.connectors.directory.conftest import Office, Rows, row


def checks(office: Office, rows: Sequence[Row], failure: Exception | None = None) -> list[Check]:
    return list(check_directory(office.index, Rows(rows, failure), "contacts", office.reader))


def test_a_directory_that_works_says_what_it_holds(office: Office) -> None:
    office.fill(row("601234567"), row("601234568"))

    found = checks(office, [row("601234567"), row("garbage")])

    assert [(check.passed, str(check.told)) for check in found] == [
        (True, "1 of the first 2 numbers can be read"),
        (True, "2 entries"),
    ]


@pytest.mark.parametrize(
    ("rows", "failure", "told"),
    [
        ([], None, "no rows"),
        ([{"number": "601234567", "customer": "X"}], None, "customer_id"),
        ([row("601234567", customer_id=None)], None, "customer_id"),
        ([row("garbage")], None, "0 of the first 1"),
        ([], SourceUnavailable(say("gone")), "gone"),
    ],
)
def test_a_question_that_does_not_work_says_why(
    office: Office, rows: Sequence[Row], failure: Exception | None, told: str
) -> None:
    question, index = checks(office, rows, failure)

    assert not question.passed
    assert told in str(question.told)
    assert index.passed
    assert str(index.told) == "not imported yet; the first start does it"


def test_questions_are_tried_for_customers_of_the_source_while_there_is_no_index() -> None:
    rows = [
        row("601234567", "C1", ref_sales="S1"),
        row("601234568", "C1", ref_sales="S1"),
        row("garbage", "C2", ref_sales=None),
        row("601234569", customer_id=None),
        row("601234560", "C3"),
    ]

    found = first_customers(Rows(rows), "contacts", at_most=2)

    assert [(one.id, one.reference("sales")) for one in found] == [("C1", "S1"), ("C2", "C2")]
    assert first_customers(Rows([], SourceUnavailable(say("gone"))), "contacts", at_most=2) == ()
