from dataclasses import dataclass
from datetime import timedelta
from time import monotonic

import pytest

from screenpop.customers import Customer
from screenpop.errors import SourceUnavailable
from screenpop.ports.inquiry import Inquiry, parameters_for
from screenpop.ports.rows import Text

CUSTOMER = Customer("C1", "Hurt-Bud", {"accounting": "4711"})


@dataclass(frozen=True, slots=True)
class Word:
    word: Text


class PatientSource:
    """Takes a while, and keeps what it was asked."""

    name = "ledger"

    def __init__(self, takes: timedelta = timedelta(0)) -> None:
        self.takes = takes
        self.asked: list[tuple[str, dict[str, object], timedelta]] = []

    def rows(self, question, parameters, *, within, at_most=10_000):
        self.asked.append((question, dict(parameters), within))
        until = monotonic() + self.takes.total_seconds()
        while monotonic() < until:
            pass
        return [{"word": question}]

    def stream(self, question, parameters):
        raise NotImplementedError

    def close(self):
        return


def test_a_question_may_bind_both_numbers_of_the_customer_and_who_asks():
    assert parameters_for(CUSTOMER, "accounting", "anna") == {
        "customer_id": "C1",
        "ref": "4711",
        "agent": "anna",
    }
    assert parameters_for(CUSTOMER, "credit")["ref"] == "C1"


def test_a_department_called_otherwise_than_its_kind_has_its_own_number_or_the_kinds_or_ours():
    customer = Customer("C1", "Hurt-Bud", {"accounting": "4711", "rentals": "R7"})

    assert parameters_for(customer, "rentals", kind="table")["ref"] == "R7"
    assert parameters_for(customer, "old_books", kind="accounting")["ref"] == "4711"
    assert parameters_for(customer, "machines", kind="table")["ref"] == "C1"


def test_a_question_that_the_settings_do_not_have_is_not_put():
    source = PatientSource()

    assert Inquiry(source, "accounting", CUSTOMER, timedelta(seconds=1)).all("words", None, Word) == []
    assert source.asked == []


def test_questions_share_one_deadline():
    source = PatientSource(takes=timedelta(milliseconds=30))
    inquiry = Inquiry(source, "accounting", CUSTOMER, timedelta(milliseconds=50))

    assert inquiry.all("words", "one", Word) == [Word("one")]
    assert inquiry.all("words", "two", Word) == [Word("two")]
    with pytest.raises(SourceUnavailable, match="“ledger” did not answer in time"):
        inquiry.all("words", "three", Word)

    (_, _, first), (_, _, second) = source.asked
    assert first <= timedelta(milliseconds=50)
    assert second <= timedelta(milliseconds=20)
