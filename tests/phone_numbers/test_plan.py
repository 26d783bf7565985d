"""The quick patterns say what the library says."""

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screenpop.phone_numbers.plan import Plan

REGIONS = (
    "PL",
    "HU",
    "TH",
    "GB",
    "DE",
    "US",
    "IT",
    "AU",
    "FR",
    "SM",
    "RU",
    "AR",
    "BR",
    "MX",
    "UA",
    "CI",
    "VA",
    "SG",
)
PLANS = {region: Plan(region) for region in REGIONS}


def by_the_library(digits: str, region: str) -> str | None:
    try:
        number = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return None
    valid = phonenumbers.is_valid_number(number)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if valid else None


def near_a_number(region: str) -> st.SearchStrategy[str]:
    """An example of the region with other digits in it, before it or behind it."""
    kinds = [
        phonenumbers.PhoneNumberType.FIXED_LINE,
        phonenumbers.PhoneNumberType.MOBILE,
        phonenumbers.PhoneNumberType.TOLL_FREE,
        phonenumbers.PhoneNumberType.UAN,
    ]
    examples = [
        str(phonenumbers.national_significant_number(example))
        for kind in kinds
        if (example := phonenumbers.example_number_for_type(region, kind))
    ]
    code = str(phonenumbers.country_code_for_region(region))
    before = st.sampled_from(["", "0", "00", code, f"{code}0", f"00{code}", "8", "1", "06", "011"])
    return st.builds(
        lambda first, example, cut, last: first + example[: len(example) - cut] + last,
        before,
        st.sampled_from(examples),
        st.integers(0, 4),
        st.from_regex(r"[0-9]{0,5}", fullmatch=True),
    )


@pytest.mark.parametrize("region", REGIONS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_dialled_at_home_is_what_the_library_reads(region: str, data: st.DataObject) -> None:
    digits = data.draw(near_a_number(region) | st.from_regex(r"[0-9]{2,16}", fullmatch=True))

    assert PLANS[region].at_home(digits) == by_the_library(digits, region)


@pytest.mark.parametrize("region", REGIONS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_full_number_is_what_the_library_reads(region: str, data: st.DataObject) -> None:
    code = str(phonenumbers.country_code_for_region(region))
    digits = code + data.draw(near_a_number(region) | st.from_regex(r"[0-9]{2,13}", fullmatch=True))
    expected = by_the_library(f"+{digits}", region)

    read = PLANS["PL"].abroad(digits)

    if expected is None and digits[len(code) :].startswith(("0", "1") if region == "MX" else "0"):
        expected = by_the_library(f"+{code}{digits[len(code) + 1 :]}", region)  # "+48 (0)22 …", "+52 1 55 …"
    assert read == expected
