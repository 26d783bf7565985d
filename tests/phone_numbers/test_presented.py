"""Numbers as networks present them."""

import time

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from screenpop.errors import ConfigurationError
from screenpop.phone_numbers import NumberReader, PhoneNumber
from screenpop.phone_numbers.plan import Plan
from tests.phone_numbers.valid import digits_in_ranges

WARSAW = "+48225550123"
LONDON = "+442079460018"
BUDAPEST = "+3612345678"
BANGKOK = "+6621234567"
BERLIN = "+493012345678"
NEW_YORK = "+12125550123"
PARIS = "+33678885678"


@pytest.mark.parametrize(
    ("region", "presented", "expected"),
    [
        ("PL", "+48225550123", WARSAW),
        ("PL", "225550123", WARSAW),
        ("PL", "22 555 01 23", WARSAW),
        ("PL", "0048225550123", WARSAW),
        ("PL", "48225550123", WARSAW),
        ("PL", "0225550123", WARSAW),
        ("PL", "+48 (0)22 555 01 23", WARSAW),
        ("PL", "+48 022 555 01 23", WARSAW),
        ("PL", "+0048225550123", WARSAW),
        ("PL", "++48225550123", WARSAW),
        ("PL", "tel:+48-22-555-01-23", WARSAW),
        ("PL", "tel:22-555-01-23;phone-context=+48", WARSAW),
        ("PL", "sip:+48225550123@pbx.example:5060;user=phone", WARSAW),
        ("PL", "sips:225550123@pbx.example", WARSAW),
        ("PL", "<sip:+48225550123@pbx.example>", WARSAW),
        ("PL", "+48225550123@pbx.example", WARSAW),
        ("PL", "+48225550123;cpc=ordinary@pbx.example", WARSAW),
        ("PL", "＋４８２２５５５０１２３", WARSAW),  # full-width
        ("PL", "٠٠٤٨٢٢٥٥٥٠١٢٣", WARSAW),  # Arabic
        ("PL", "+๔๘๒๒๕๕๕๐๑๒๓", WARSAW),  # Thai
        ("PL", "+48\u00a022\u2011555\u201101\u201123", WARSAW),  # no-break space and hyphens
        ("PL", "\u202a+48225550123\u202c", WARSAW),
        ("PL", "+48225550123 ext. 12", WARSAW),
        ("PL", "22 555 01 23 wew. 12", WARSAW),
        ("PL", "22 555 01 23#12", WARSAW),
        ("PL", "0,22 555 01 23", WARSAW),
        ("PL", "0+48225550123", WARSAW),
        ("PL", "33678885678", PARIS),
        ("HU", "33678885678", PARIS),
        ("US", "33678885678", PARIS),
        ("PL", "0033678885678", PARIS),
        ("PL", "+33 6 78 88 56 78", PARIS),
        ("PL", "00 33 (0)6 78 88 56 78", PARIS),
        ("PL", "+39 (0)6 1234567", "+39061234567"),  # Italy's 0 stays
        ("PL", "+39 06 1234567", "+39061234567"),
        ("HU", "06 1 234 5678", BUDAPEST),
        ("HU", "(06-1) 234-5678", BUDAPEST),
        ("HU", "1 234 5678", BUDAPEST),
        ("HU", "+36 (06) 1 234 5678", BUDAPEST),
        ("HU", "003612345678", BUDAPEST),
        ("HU", "3612345678", BUDAPEST),
        ("HU", "06 20 123 4567", "+36201234567"),
        ("TH", "02-123-4567", BANGKOK),
        ("TH", "๐๒-๑๒๓-๔๕๖๗", BANGKOK),
        ("TH", "+66 (0)2 123 4567", BANGKOK),
        ("TH", "001 48 22 555 01 23", WARSAW),  # Thailand dials abroad with 001
        ("TH", "0048225550123", WARSAW),  # and people write 00 all the same
        ("TH", "081 234 5678", "+66812345678"),
        ("GB", "020 7946 0018", LONDON),
        ("GB", "+44 (0)20 7946 0018", LONDON),
        ("GB", "7911123456", "+447911123456"),
        ("GB", "07911 123456", "+447911123456"),
        ("DE", "030/12345678", BERLIN),
        ("DE", "+49 (30) 12345678", BERLIN),
        ("DE", "493012345678", BERLIN),
        ("US", "(212) 555-0123", NEW_YORK),
        ("US", "1-212-555-0123", NEW_YORK),
        ("US", "212.555.0123", NEW_YORK),
        ("US", "9w12125550123", NEW_YORK),
        ("US", "011 48 22 555 01 23", WARSAW),
        ("US", "0048225550123", WARSAW),
        ("us", "2125550123", NEW_YORK),
        ("PL", "+15551230000", "+15551230000"),  # possible, in no range
        ("PL", "0015551230000", "+15551230000"),
        ("PL", "+353123456", "+353123456"),  # as short as within its area
        ("PL", "+4822555010", "+4822555010"),
        ("GB", "07700 900123", "+447700900123"),  # kept free for examples
        ("GB", "+44 (0)1632 960123", "+441632960123"),
        ("GB", "01632 960123", "+441632960123"),
        ("US", "(555) 555-0123", "+15555550123"),
        ("PL", "99 555 01 23", "+48995550123"),
        ("PL", "+80012345678", "+80012345678"),  # no country's
    ],
)
def test_a_full_number_is_read_however_it_is_presented(region: str, presented: str, expected: str) -> None:
    assert NumberReader(region).read(presented) == PhoneNumber(expected)


@pytest.mark.parametrize(
    ("presented", "expected"),
    [
        ("0048225550123", WARSAW),  # as it stands first
        ("0225550123", WARSAW),
        ("00048225550123", WARSAW),
        ("00033678885678", PARIS),
        ("0033678885678", PARIS),
        ("033678885678", PARIS),
        ("048225550123", WARSAW),
        ("225550123", WARSAW),
        ("+48225550123", WARSAW),
        ("00015551230000", "+15551230000"),
        ("0995550123", "+48995550123"),
    ],
)
def test_the_outside_line_is_taken_off_only_where_the_number_needs_it(presented: str, expected: str) -> None:
    assert NumberReader("PL", "0").read(presented) == PhoneNumber(expected)


def test_an_outside_line_of_two_digits() -> None:
    assert NumberReader("GB", "91").read("9102079460018") == PhoneNumber(LONDON)


@pytest.mark.parametrize(
    ("region", "presented", "expected"),
    [
        ("PL", "101", "101"),
        ("PL", "888", "888"),
        ("PL", "0", "0"),
        ("PL", "0101", "0101"),
        ("PL", "20001", "20001"),
        ("PL", "112", "112"),
        ("PL", "19115", "19115"),
        ("GB", "999", "999"),
        ("US", "911", "911"),
        ("DE", "110", "110"),
        ("TH", "1669", "1669"),
        ("PL", "sip:101@10.0.0.5", "101"),
        ("PL", "tel:101;phone-context=pbx.example", "101"),
        ("PL", "１０１", "101"),
    ],
)
def test_a_short_number_stays_short(region: str, presented: str, expected: str) -> None:
    assert NumberReader(region).read(presented) == PhoneNumber(short=expected)
    assert NumberReader(region, "0").read(presented) == PhoneNumber(short=expected)


@pytest.mark.parametrize(
    "presented",
    [
        None,
        "",
        "   ",
        "+",
        "+0",
        "anna",
        "anna101",
        "anonymous@anonymous.invalid",
        "sip:@pbx.example",
        "123456",
        "8885678",
        "0000000000",
        "0000000000000",
        "+48112",
        "+999123456789",
        "*98",
        "1e5",
        "' OR 1=1 --",
        "101' OR 1=1",
        "101 OR 1",
        '"; DROP TABLE entry; --',
        "%",
        "_",
        "\\",
        "225550123%",
        "22555012_",
        "\x00",
        "½",
        "+4822555012345678901234567890",
    ],
)
def test_what_is_no_number_is_none(presented: str | None) -> None:
    assert NumberReader("PL", "0").read(presented) is None


@pytest.mark.parametrize("sign", ["1", "+", "a", " ", "(", "1 ", "1-", "٣", "\u202e", ",", "1,", "\n"])
def test_a_million_signs_are_none_at_once(sign: str) -> None:
    reader, began = NumberReader("PL", "0"), time.process_time()

    assert reader.read(sign * 1_000_000) is None
    assert reader.read_stored(sign * 1_000_000) is None

    assert time.process_time() - began < 0.5


@pytest.mark.parametrize("region", ["", "XX", "POL", "48", "001", "zażółć", "P" * 10_000])
def test_an_unknown_region_is_refused_with_the_form_that_is_allowed(region: str) -> None:
    with pytest.raises(ConfigurationError, match=r"two letters.*PL") as refused:
        NumberReader(region)
    assert len(str(refused.value)) < 200


def by_the_library(digits: str, region: str) -> str | None:
    try:
        number = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return None
    valid = phonenumbers.is_valid_number(number)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if valid else None


@given(digits=digits_in_ranges("PL", "HU", "TH", "GB", "DE", "US", "FR", "RU", "JP", "GG", "KZ", "CA"))
def test_the_short_way_abroad_reads_what_the_library_reads(digits: str) -> None:
    expected = by_the_library(f"+{digits}", "PL")
    if expected:
        assert Plan("PL").abroad(digits) == expected


@given(
    region=st.sampled_from(
        ["PL", "HU", "TH", "GB", "DE", "US", "FR", "IT", "RU", "BR", "AR", "GG", "KZ", "CA", "JM", "MX", "CN"]
    ),
    digits=st.from_regex(r"(0|06|1|8|9|15|011|00|44|180020)?[0-9]{6,11}", fullmatch=True),
)
def test_the_short_way_at_home_reads_what_the_library_reads(region: str, digits: str) -> None:
    assert Plan(region).at_home(digits) == by_the_library(digits, region)


@given(text=st.text())
def test_any_text_is_a_number_or_none(text: str) -> None:
    for reader in (NumberReader("PL", "0"), NumberReader("TH"), NumberReader("US", "9")):
        read = reader.read(text)
        if read is not None:
            assert (read.e164 is None) != (read.short is None)
            assert not read.e164 or (read.e164[1:].isdecimal() and len(read.e164) <= 18)
        reader.read_stored(text)
