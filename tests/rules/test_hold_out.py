"""Which customers are held out: a stable share of all."""

import subprocess
import sys

import pytest

from screenpop.rules.hold_out import is_held_out

MANY = [f"K-{number}" for number in range(20_000)]


def test_nobody_is_held_out_unless_the_site_wants_it() -> None:
    assert not any(is_held_out(customer, 0.0) for customer in MANY)


@pytest.mark.parametrize("share", [0.05, 0.2, 0.5])
def test_the_share_is_what_the_site_wants(share: float) -> None:
    held = sum(is_held_out(customer, share) for customer in MANY) / len(MANY)

    assert held == pytest.approx(share, abs=0.012)


def test_a_larger_share_goes_on_holding_out_whoever_was() -> None:
    small = {customer for customer in MANY if is_held_out(customer, 0.1)}
    large = {customer for customer in MANY if is_held_out(customer, 0.3)}

    assert small < large


def test_every_desk_holds_out_the_same_customers() -> None:
    here = [is_held_out(customer, 0.5) for customer in MANY[:64]]
    program = (
        "from screenpop.rules.hold_out import is_held_out;"
        "print([is_held_out(f'K-{n}', 0.5) for n in range(64)])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )

    assert done.stdout.strip() == str(here)


def test_numbers_that_are_no_proper_text_are_held_out_or_not_all_the_same() -> None:
    assert is_held_out("", 1.0)
    assert is_held_out("\ud800", 1.0)
