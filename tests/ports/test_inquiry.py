import threading
from dataclasses import dataclass
from datetime import timedelta

import pytest

from screenpop.customers import Customer
from screenpop.errors import SourceDenied, SourceUnavailable
from screenpop.ports.inquiry import Inquiry, parameters_for
from screenpop.ports.rows import Text
from screenpop.sentences import say
from tests.fakes import Clock

CUSTOMER = Customer("C1", "Hurt-Bud", {"accounting": "4711"})


@dataclass(frozen=True, slots=True)
class Word:
    word: Text


class PatientSource:
    """Takes as long as a test says by its own clock, and keeps what it was asked."""

    name = "ledger"

    def __init__(self, clock: Clock | None = None, takes: float = 0.0) -> None:
        self.clock = clock or Clock()
        self.takes = takes
        self.asked: list[tuple[str, dict[str, object], timedelta]] = []

    def rows(self, question, parameters, *, within, at_most=10_000):
        self.asked.append((question, dict(parameters), within))
        self.clock.seconds += self.takes
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


def test_questions_share_one_deadline(monkeypatch):
    clock = Clock()
    monkeypatch.setattr("screenpop.ports.inquiry.monotonic", clock)
    source = PatientSource(clock, takes=0.25)
    inquiry = Inquiry(source, "accounting", CUSTOMER, timedelta(milliseconds=500))

    assert inquiry.all("words", "one", Word) == [Word("one")]
    assert inquiry.all("words", "two", Word) == [Word("two")]
    with pytest.raises(SourceUnavailable, match="“ledger” did not answer in time"):
        inquiry.all("words", "three", Word)

    (_, _, first), (_, _, second) = source.asked
    assert (first, second) == (timedelta(milliseconds=500), timedelta(milliseconds=250))


class FarSource(PatientSource):
    """Far away: each question waits until as many as it expects are out together."""

    is_far = True

    def __init__(self, together: int) -> None:
        super().__init__()
        self.out_together = threading.Barrier(together, timeout=5)

    def rows(self, question, parameters, *, within, at_most=10_000):
        self.out_together.wait()
        if question == "refused":
            raise SourceDenied(say("no"))
        return super().rows(question, parameters, within=within, at_most=at_most)


def test_of_a_source_far_away_all_questions_are_out_together():
    inquiry = Inquiry(FarSource(3), "accounting", CUSTOMER, timedelta(seconds=5))

    inquiry.ahead("two", None, "three")

    assert [inquiry.all("words", each, Word) for each in ("one", "two", "three")] == [
        [Word("one")],
        [Word("two")],
        [Word("three")],
    ]


def test_what_a_source_far_away_says_is_told_where_its_question_stands():
    inquiry = Inquiry(FarSource(2), "accounting", CUSTOMER, timedelta(seconds=5))

    inquiry.ahead("refused")

    assert inquiry.all("words", "one", Word) == [Word("one")]
    with pytest.raises(SourceDenied, match="no"):
        inquiry.all("words", "refused", Word)


def test_a_source_at_hand_is_asked_one_question_after_the_other_on_the_same_thread():
    source = PatientSource()
    before = threading.active_count()

    inquiry = Inquiry(source, "accounting", CUSTOMER, timedelta(seconds=1))
    inquiry.ahead("two")

    assert (threading.active_count(), source.asked) == (before, [])


def test_a_question_put_ahead_is_given_up_at_the_deadline():
    source = FarSource(2)
    inquiry = Inquiry(source, "accounting", CUSTOMER, timedelta(milliseconds=50))
    inquiry.ahead("two")

    with pytest.raises(SourceUnavailable, match="“ledger” did not answer in time"):
        inquiry.all("words", "two", Word)

    source.out_together.wait()
