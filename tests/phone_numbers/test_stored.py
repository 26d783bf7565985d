"""Numbers as ledgers hold them."""

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st
from phonenumbers import PhoneNumberFormat

from screenpop.phone_numbers import NumberReader, PhoneNumber, StoredNumber
from tests.phone_numbers.valid import valid_numbers, written

WARSAW = "+48225550123"
MOBILE = "+48601234567"


@pytest.mark.parametrize(
    ("region", "cell", "expected"),
    [
        ("PL", "(0-22) 555 01 23", [WARSAW]),
        ("PL", "0-22 555-01-23", [WARSAW]),
        ("PL", "tel. 22 555 01 23", [WARSAW]),
        ("PL", "Tel.: +48 22 555 01 23 (biuro)", [WARSAW]),
        ("PL", "'+48225550123", [WARSAW]),
        ("PL", "225550123.0", [WARSAW]),
        ("PL", "22 555 01 23 wew. 12", [WARSAW]),
        ("PL", "22 555 01 23 ext 12", [WARSAW]),
        ("PL", "+48 22 555 01 23 x12", [WARSAW]),
        ("PL", "22 555 01 23/12", [WARSAW]),
        ("PL", "22 555 01 23, 12", [WARSAW]),
        ("PL", "tel:+48-22-555-01-23;ext=12", [WARSAW]),
        ("PL", "sip:225550123@pbx.example", [WARSAW]),
        ("PL", "0,22 555 01 23", [WARSAW]),
        ("PL", "22/555-01-23", [WARSAW]),
        ("PL", "22·555·01·23", [WARSAW]),
        ("PL", "22\u00a0555\u202f01\u200923", [WARSAW]),
        ("PL", "２２ ５５５ ０１ ２３", [WARSAW]),
        ("PL", "٢٢ ٥٥٥ ٠١ ٢٣", [WARSAW]),
        ("PL", "22 555 01 23, 601 234 567", [WARSAW, MOBILE]),
        ("PL", "22 555 01 23; 601 234 567", [WARSAW, MOBILE]),
        ("PL", "22 555 01 23 / 601 234 567", [WARSAW, MOBILE]),
        ("PL", "22 555 01 23\n601 234 567", [WARSAW, MOBILE]),
        ("PL", "22 555 01 23 601 234 567", [WARSAW, MOBILE]),
        ("PL", "22 555 01 23 lub kom. +48 601-234-567", [WARSAW, MOBILE]),
        ("PL", "22 555 01 23/601 234 567/+33 6 78 88 56 78", [WARSAW, MOBILE, "+33678885678"]),
        ("PL", "22 555 01 23, 0048225550123", [WARSAW]),
        ("PL", "22 555 01 23/24", [WARSAW, "+48225550124"]),
        ("PL", "22-555-12-00", ["+48225551200"]),
        ("PL", "801 000 000", ["+48801000000"]),
        ("PL", "+1 555 123 0000", ["+15551230000"]),
        ("PL", "33678885678", ["+33678885678"]),
        ("TH", "02-123-4567-9", ["+6621234567", "+6621234568", "+6621234569"]),
        ("TH", "02-123-4567 ต่อ 12", ["+6621234567"]),
        ("TH", "๐๒-๑๒๓-๔๕๖๗", ["+6621234567"]),
        ("HU", "06-1/234-5678", ["+3612345678"]),
        ("HU", "+36 1 234-5678/12 mellék", ["+3612345678"]),
        ("HU", "(06 20) 123 4567", ["+36201234567"]),
        ("DE", "030/12345678", ["+493012345678"]),
        ("DE", "+49 (0)30 / 12345678", ["+493012345678"]),
        ("DE", "030/1234567/ 030/7654321", ["+49301234567", "+49307654321"]),
        ("GB", "+44 (0) 20-7946-0018", ["+442079460018"]),
        ("GB", "07700 900123, 01632 960123", ["+447700900123", "+441632960123"]),  # kept free for examples
        ("GB", "7911123456", ["+447911123456"]),  # a spreadsheet ate the zero
        ("US", "1-800-FLOWERS", ["+18003569377"]),
        ("US", "(212) 555-0123 ext. 7", ["+12125550123"]),
        ("US", "+1.212.555.0123", ["+12125550123"]),
    ],
)
def test_all_full_numbers_of_a_cell_are_read(region: str, cell: str, expected: list[str]) -> None:
    assert NumberReader(region, "0").read_stored(cell) == StoredNumber(tuple(map(PhoneNumber, expected)))


@pytest.mark.parametrize(
    ("region", "cell", "numbers", "trunk"),
    [
        ("PL", "22 555 01-0", [], "+482255501"),
        ("PL", "+48 22 555 01-0", [], "+482255501"),
        ("PL", "+48 22 555 01 - 0", [], "+482255501"),
        ("PL", "+48 22 555 01–0", [], "+482255501"),
        ("PL", "(0-22) 555 01-0", [], "+482255501"),
        ("PL", "0048 22 555 01-0", [], "+482255501"),
        ("PL", "+48 22 555 012-0", ["+48225550120"], "+4822555012"),
        ("PL", "+48 22 555 0-00", [], "+48225550"),
        ("PL", "centrala 22 555 01-0", [], "+482255501"),
        ("DE", "0711/1234-0", ["+4971112340"], "+497111234"),
        ("DE", "+49 711 1234-0", ["+4971112340"], "+497111234"),
        ("PL", "+49 (711) 1234-0", ["+4971112340"], "+497111234"),
        ("TH", "02 123 456-0", ["+6621234560"], "+662123456"),
        ("HU", "06 1 234 56-0", [], "+36123456"),
        ("PL", "+44 1632 9601-0", [], "+4416329601"),  # kept free for examples
    ],
)
def test_a_main_number_is_what_all_numbers_behind_it_begin_with(
    region: str, cell: str, numbers: list[str], trunk: str
) -> None:
    assert NumberReader(region, "0").read_stored(cell) == StoredNumber(
        tuple(map(PhoneNumber, numbers)), trunk
    )


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("101", "101"), ("wew. 101", "101"), ("ext 7", "7"), ("x101", "101"), ("0101", "0101")],
)
def test_a_short_number_alone_in_its_cell_is_a_colleagues(cell: str, expected: str) -> None:
    assert NumberReader("PL").read_stored(cell) == StoredNumber((PhoneNumber(short=expected),))


@pytest.mark.parametrize(
    "cell",
    [
        None,
        "",
        " ",
        "-",
        "brak",
        "n/a",
        "call after 5",
        "ask 12 or 7",
        "PL61 1090 1014 0000 0712 1981 2874",
        "anna22@example.com",
        "123456",
        "2026-11-21 12:00 or so",
        "' OR 1=1 --",
        "=1+1",
    ],
)
def test_a_cell_without_a_number_gives_none(cell: str | None) -> None:
    assert NumberReader("PL", "0").read_stored(cell) is None


HOME = ["PL", "HU", "TH", "GB", "DE", "US"]


@given(number=valid_numbers("PL", "HU", "TH", "GB", "DE", "US", "FR", "IT", "JP"), data=st.data())
def test_a_valid_number_is_the_same_however_it_is_stored_and_presented(
    number: phonenumbers.PhoneNumber, data: st.DataObject
) -> None:
    home = data.draw(st.sampled_from(HOME))
    reader = NumberReader(home)
    e164 = PhoneNumber(phonenumbers.format_number(number, PhoneNumberFormat.E164))

    stored = reader.read_stored(data.draw(written(number, home)))
    presented = reader.read(data.draw(written(number, home)))

    assert presented == e164
    assert stored is not None
    assert e164 in stored.numbers


@given(number=valid_numbers("PL", "HU", "GB", "US"), data=st.data())
def test_no_part_of_a_number_is_that_number(number: phonenumbers.PhoneNumber, data: st.DataObject) -> None:
    e164 = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    begin = data.draw(st.integers(1, len(e164) - 2))
    part = e164[begin : begin + data.draw(st.integers(1, 6))]

    for reader in (NumberReader("PL"), NumberReader("PL", "0")):
        assert reader.read(part) in {None, PhoneNumber(short=part)}


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("22 555 01 23 wew. 12", "12"),
        ("tel:+48-22-555-01-23;ext=12", "12"),
        ("22 555 01 23, 601 234 567", None),
        ("22 555 01 23 x1234", "1234"),
        ("22 555 01 23", None),
    ],
)
def test_an_extension_is_kept_beside_its_number_and_makes_no_other_of_it(cell: str, expected: str | None):
    stored = NumberReader("PL").read_stored(cell)

    assert stored is not None
    assert stored.numbers[0].extension == expected
    assert stored.numbers[0] == PhoneNumber(WARSAW)


@pytest.mark.parametrize("cell", ["4.82256E+10", "4.8225550123E+05", "4.8225550123E+99"])
def test_what_a_spreadsheet_rounded_away_is_not_guessed(cell: str):
    assert NumberReader("PL").read_stored(cell) is None
