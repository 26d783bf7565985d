"""How a number that a line told is read, and what the carrier's word makes of it."""

import pytest

from screenpop.desk.presenting import read_caller
from screenpop.events.calls import Presented
from screenpop.phone_numbers import NumberReader
from screenpop.trust import Trust, Verification


def test_what_our_phone_dialled_is_read_behind_the_outside_line_and_a_caller_s_number_as_it_stands() -> None:
    reader = NumberReader("IT", "0")
    told = Presented("03123456789")
    assert read_caller(told, reader, dialled=True)[0].number == "+393123456789"
    assert read_caller(told, reader)[0].number == "+3903123456789"


@pytest.mark.parametrize(
    ("said", "trust", "vouched"),
    [
        (Verification.PASSED, Trust.CONFIRMED, True),
        (Verification.PARTLY, Trust.UNCONFIRMED, True),
        (Verification.FAILED, Trust.FAILED, True),
        (Verification.NONE, Trust.UNCONFIRMED, False),
    ],
)
def test_a_number_of_which_the_carrier_said_nothing_is_told_from_one_that_it_does_not_confirm(
    said: Verification, trust: Trust, vouched: bool
) -> None:
    caller, _ = read_caller(Presented("+48225550123", verification=said), NumberReader("PL"))
    assert (caller.trust, caller.vouched) == (trust, vouched)
