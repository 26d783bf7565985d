"""What is asked, and what it amounts to."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from screenpop.rules.verification import are_enough, are_too_many, in_order
from screenpop.verification import Check, Checking, VerificationPolicy

CHECKS = tuple(Check(name, name.title()) for name in ("postcode", "born", "mother", "invoice", "pet"))


def test_one_call_asks_in_one_order_and_another_in_another() -> None:
    call = uuid4()
    assert in_order(CHECKS, call) == in_order(tuple(reversed(CHECKS)), call)
    assert len({in_order(CHECKS, UUID(int=number)) for number in range(50)}) > 30


def test_every_check_is_asked_first_on_some_calls() -> None:
    firsts = {in_order(CHECKS, UUID(int=number))[0] for number in range(200)}
    assert firsts == set(CHECKS)


@pytest.mark.parametrize(
    ("policy", "right", "enough"),
    [("show", (), True), ("amounts", ("a",), False), ("amounts", ("a", "b"), True), ("verify", (), False)],
)
def test_so_many_right_answers_are_enough(policy: str, right: tuple[str, ...], *, enough: bool) -> None:
    assert are_enough(VerificationPolicy(policy, needed=2), right) is enough  # type: ignore[arg-type] # the words of a policy


@pytest.mark.parametrize(
    ("wrong", "failures", "locked"), [(3, 2, False), (3, 3, True), (3, 9, True), (0, 99, False)]
)
def test_so_many_wrong_answers_are_too_many(wrong: int, failures: int, *, locked: bool) -> None:
    assert are_too_many(VerificationPolicy("verify", wrong=wrong), failures) is locked


def test_a_verification_can_be_passed_while_enough_checks_are_left() -> None:
    checking = Checking(CHECKS[:3], needed=2, wrong=frozenset({"postcode"}), verified=False)
    assert checking.can_be_passed
    assert not Checking(
        CHECKS[:3], needed=2, wrong=frozenset({"postcode", "born"}), verified=False
    ).can_be_passed


def test_as_many_checks_are_asked_as_are_needed_and_one_more_for_each_that_was_wrong() -> None:
    names = ("postcode", "born", "mother")
    checking = Checking(CHECKS, needed=2, verified=False)
    assert checking.asked == CHECKS[:2]
    assert replace(checking, right=frozenset(names[:1])).asked == CHECKS[:2]
    assert replace(checking, wrong=frozenset(names[:1])).asked == CHECKS[:3]
    assert replace(checking, wrong=frozenset({"born", "mother"})).asked == CHECKS[:4]
    assert replace(checking, checks=()).asked == ()
