import pytest

from screenpop.ports.values import amount, flag


@pytest.mark.parametrize("written", ["1E-999999", "0E-999999", "1E999999", "NaN", "Infinity", "1e19"])
def test_what_no_amount_can_be_is_none(written):
    with pytest.raises(ValueError, match="not a number"):
        amount(written)


@pytest.mark.parametrize(
    ("written", "yes"), [("tak", True), ("Nie", False), ("JA", True), ("nem", False), ("x", True)]
)
def test_yes_and_no_are_read_as_spreadsheets_have_them(written, yes):
    assert flag(written) is yes
