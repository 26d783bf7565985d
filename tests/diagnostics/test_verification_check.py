"""What `screenpop check` says of the right answers."""

import pytest

from screenpop.customers import Customer
from screenpop.diagnostics.verification_check import check_answers
from screenpop.errors import SourceUnavailable
from screenpop.sentences import say
from screenpop.verification import Check, VerificationPolicy
from tests.fakes import FakeRightAnswers

CHECKS = tuple(Check(name, name) for name in ("born", "postcode", "pet"))
POLICY = VerificationPolicy("verify", CHECKS, needed=2)
SAMPLES = (Customer("C1", "Hurt-Bud"), Customer("C2", "Łoś i Syn"))


def told(
    policy: VerificationPolicy, known: FakeRightAnswers | None, samples: tuple[Customer, ...] = SAMPLES
) -> list[str]:
    checks = check_answers(policy, known, samples)
    return [f"{'ok' if each.passed else 'WRONG'} {each.subject}: {each.told}" for each in checks]


def test_it_is_told_how_many_customers_could_be_verified_and_what_nobody_can_be_asked() -> None:
    known = FakeRightAnswers({"C1": {"born": "1980", "postcode": "31"}, "C2": {"born": "1990"}})
    assert told(POLICY, known) == [
        (
            "ok verification: answers: 1 of 2 customers have the 2 answers that are needed;"
            " nobody has an answer to pet"
        )
    ]


def test_it_fails_where_nobody_could_be_verified() -> None:
    assert told(POLICY, FakeRightAnswers({"C1": {"born": "1980"}})) == [
        (
            "WRONG verification: answers: 0 of 2 customers have the 2 answers that are needed;"
            " nobody has an answer to postcode, pet"
        )
    ]


def test_a_source_that_does_not_answer_says_why() -> None:
    known = FakeRightAnswers(failure=SourceUnavailable(say("the core system is down")))
    assert told(POLICY, known) == ["WRONG verification: answers: the core system is down"]


def test_where_answers_stand_elsewhere_that_is_said() -> None:
    (line,) = told(POLICY, None)
    assert line.startswith("ok verification: answers: the settings do not say")


@pytest.mark.parametrize("samples", [(), SAMPLES])
def test_where_nothing_is_verified_nothing_is_told(samples: tuple[Customer, ...]) -> None:
    assert told(VerificationPolicy("show"), FakeRightAnswers(), samples) == []


def test_without_customers_nothing_is_wrong_yet() -> None:
    assert told(POLICY, FakeRightAnswers(), ())[0].startswith("ok verification: answers: 0 of 0")
