"""Numbers as the desk phones of a site dial them, and `tel:` links, which come from anywhere."""

import phonenumbers
import pytest

from screenpop.phone_numbers import Dialler, NumberReader, PhoneNumber
from screenpop.phone_numbers.tel_uri import is_link, number_in

REGIONS = ("PL", "HU", "TH", "US", "GB", "IT")


@pytest.mark.parametrize(
    ("region", "number", "dialled"),
    [
        ("PL", "+48225550123", "225550123"),
        ("PL", "+36201234567", "0036201234567"),
        ("HU", "+3612345678", "0612345678"),
        ("HU", "+36201234567", "06201234567"),
        ("HU", "+48225550123", "0048225550123"),
        ("TH", "+6621234567", "021234567"),
        ("TH", "+48225550123", "00148225550123"),
        ("US", "+12015550123", "12015550123"),
        ("US", "+14165550123", "14165550123"),
        ("US", "+442079460018", "011442079460018"),
        ("GB", "+442079460018", "02079460018"),
        ("GB", "+12015550123", "0012015550123"),
        ("IT", "+390212345678", "0212345678"),
        ("IT", "+393123456789", "3123456789"),
        ("IT", "+48225550123", "0048225550123"),
        ("PL", "+390212345678", "00390212345678"),
        ("RU", "+48225550123", "81048225550123"),
    ],
)
def test_a_full_number_is_dialled_as_people_there_dial_it(region: str, number: str, dialled: str) -> None:
    assert Dialler(region).dialled(PhoneNumber(number)) == dialled


def test_outside_numbers_get_the_outside_line_and_colleagues_do_not() -> None:
    dialler = Dialler("PL", "0,")
    assert dialler.dialled(PhoneNumber("+48225550123")) == "0225550123"
    assert dialler.dialled(PhoneNumber("+3612345678")) == "0003612345678"
    assert dialler.dialled(PhoneNumber(short="104")) == "104"


def test_a_site_may_say_what_is_dialled_for_abroad() -> None:
    assert Dialler("TH", "9", "009").dialled(PhoneNumber("+48225550123")) == "900948225550123"
    assert Dialler("TH", "9", "009").dialled(PhoneNumber("+6621234567")) == "9021234567"


def test_where_nobody_can_know_what_is_dialled_for_abroad_the_pbx_gets_the_plus() -> None:
    assert Dialler("BR", "0").dialled(PhoneNumber("+48225550123")) == "+48225550123"


@pytest.mark.parametrize("outside", ["", "0", "9"])
@pytest.mark.parametrize("region", REGIONS)
def test_what_is_dialled_is_read_as_the_number_it_was(region: str, outside: str) -> None:
    dialler, reader = Dialler(region, outside), NumberReader(region, outside)
    for home in REGIONS:
        for kind in (phonenumbers.PhoneNumberType.FIXED_LINE, phonenumbers.PhoneNumberType.MOBILE):
            example = phonenumbers.example_number_for_type(home, kind)
            number = PhoneNumber(phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164))
            dialled = dialler.dialled(number)
            assert reader.read_dialled(dialled) == number, dialled


@pytest.mark.parametrize(
    ("region", "outside", "dialled", "number"),
    [
        ("PL", "0", "+48225550123", "+48225550123"),
        ("PL", "0", "0048225550123", "+48225550123"),
        ("PL", "0", "225550123", "+48225550123"),
        ("HU", "0", "06201234567", "+36201234567"),
        ("IT", "0", "0212345678", "+390212345678"),
        ("US", "9", "2015550123", "+12015550123"),
        ("TH", "", "+6621234567", "+6621234567"),
    ],
)
def test_a_pbx_may_tell_what_was_dialled_without_the_outside_line(
    region: str, outside: str, dialled: str, number: str
) -> None:
    assert NumberReader(region, outside).read_dialled(dialled) == PhoneNumber(number)


@pytest.mark.parametrize(("dialled", "short"), [("104", "104"), ("", None), ("anna", None)])
def test_a_colleague_is_dialled_without_the_outside_line(dialled: str, short: str | None) -> None:
    read = NumberReader("PL", "0").read_dialled(dialled)
    assert (read.short if read else None) == short


@pytest.mark.parametrize(
    ("link", "number"),
    [
        ("tel:+48225550123", "+48225550123"),
        ("TEL:+48-22-555.01.23", "+48225550123"),
        ("tel:%2B48%2022%20555%2001%2023", "+48225550123"),
        ("tel:+1(415)555-0132;ext=12", "+14155550132"),
        ("tel:(022)555-01-23", "0225550123"),
        ("tel://+48225550123", "+48225550123"),
        ("tel:555-0123;phone-context=+48-22", "+48225550123"),
        ("tel:104;phone-context=pbx.example", "104"),
        ("tel:104;isub=1411;phone-context=+48", "+48104"),
    ],
)
def test_a_link_names_its_number(link: str, number: str) -> None:
    assert is_link(link)
    assert number_in(link) == number


@pytest.mark.parametrize(
    "link",
    [
        "tel:",
        "tel:+",
        "tel:anna",
        "tel:*21*0900123456#",
        "tel:%2A%2306%23",
        "tel:++48225550123",
        "tel:+48225550123@pbx.example",
        "tel:+48225550123%0d%0aREFER",
        "tel:%ff%fe",
        "tel:+48225550123&x=1",
        "tel:" + "1" * 300,
        "mailto:anna@example.com",
        "+48225550123",
    ],
)
def test_what_names_no_number_is_not_dialled(link: str) -> None:
    assert number_in(link) is None
