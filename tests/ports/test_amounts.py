from decimal import Decimal

import pytest

from screenpop.errors import UnreadableAnswer
from screenpop.ports.amounts import in_currency


@pytest.mark.parametrize(("currency", "text"), [("PLN", "12.35"), ("JPY", "12"), ("KWD", "12.346")])
def test_an_amount_has_the_digits_of_its_currency(currency, text):
    assert str(in_currency(Decimal("12.3456"), currency, question="standing")) == text


def test_nothing_needs_no_currency():
    assert in_currency(None, None, question="standing") is None


def test_an_amount_in_nobody_knows_what_is_refused():
    with pytest.raises(UnreadableAnswer, match="“standing”, row 3: the column “currency” is empty"):
        in_currency(Decimal(1), None, question="standing", row=3)
