from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screenpop.money import digits_of, plain, rounded

amounts = st.decimals(min_value=-(10**15), max_value=10**15, allow_nan=False, places=6)


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        ("2.675", "EUR", "2.68"),
        ("-2.675", "EUR", "-2.68"),
        ("2", "PLN", "2.00"),
        ("1999.5", "JPY", "2000"),
        ("0.0005", "KWD", "0.001"),
        ("-0.004", "EUR", "0.00"),
    ],
)
def test_an_amount_has_its_currencys_digits_and_nothing_has_no_sign(amount, currency, text):
    assert str(rounded(Decimal(amount), currency)) == text


@settings(deadline=None)  # the machine may be busy
@given(amounts, st.sampled_from(["PLN", "JPY", "KWD"]))
def test_rounding_twice_changes_nothing_and_moves_less_than_a_unit(amount, currency):
    once = rounded(amount, currency)

    assert str(rounded(once, currency)) == str(once)
    assert abs(once - amount) * 2 <= Decimal(1).scaleb(-digits_of(currency))


@pytest.mark.parametrize(
    ("number", "text"),
    [("12.000", "12"), ("2.50", "2.5"), ("1E+2", "100"), ("0.00", "0"), ("-0", "0"), ("-7", "-7")],
)
def test_a_plain_number_keeps_no_zeros_that_mean_nothing(number, text):
    assert str(plain(Decimal(number))) == text


@settings(deadline=None)  # the machine may be busy
@given(amounts)
def test_a_plain_number_is_the_same_number(number):
    assert plain(number) == number
