"""What says that nobody may know who calls."""

import pytest

from screenpop.phone_numbers import names_nobody


@pytest.mark.parametrize(
    "presented",
    [
        "",
        "  ",
        "Anonymous",
        "sip:anonymous@anonymous.invalid",
        '"X" <sip:225550123@anonymous.invalid>',
        "<unknown>",
    ],
)
def test_words_and_addresses_for_nobody_are_known(presented: str):
    assert names_nobody(presented)


@pytest.mark.parametrize(
    "presented",
    ["+48225550123", "101", "sip:101@pbx.example", "anna", '"Anonymous" <sip:101@pbx.example>', "0"],
)
def test_a_number_is_somebodys_whatever_the_name_beside_it(presented: str):
    assert not names_nobody(presented)
