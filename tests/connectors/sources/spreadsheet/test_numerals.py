from decimal import Decimal

import pytest

from connectors.sources.spreadsheet.numerals import decimal_mark, fits, numeral, value_of


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1234.5", "1234.5"),
        ("1234,50", "1234.50"),
        ("1 234,50", "1234.50"),
        ("1\N{NO-BREAK SPACE}234,50", "1234.50"),
        ("1\N{NARROW NO-BREAK SPACE}234\N{NARROW NO-BREAK SPACE}567,5", "1234567.5"),
        ("1.234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("1'234.50", "1234.50"),
        ("-12,30", "-12.30"),
        ("\N{MINUS SIGN}12.30", "-12.30"),
        ("(12.30)", "-12.30"),
        ("12,30-", "-12.30"),
        (",5", "0.5"),
        ("0,125", "0.125"),
        ("1 234,50 zł", "1234.50"),
        ("€ 12.00", "12.00"),
        ("-$5.25", "-5.25"),
        ("2 %", "2"),
        ("1500 Ft", "1500"),
        ("1234,567", "1234.567"),
    ],
)
def test_a_number_is_read_as_it_is_meant(text, value):
    assert value_of(numeral(text), None) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "N/A",
        "FV/1/2024",
        "12-34",
        "1 23",
        "1.23.4",
        "1,2,3",
        "SKU 123",
        "--5",
        "(5",
        "5 zł PLN",
        "00-950",
        "1e5",
    ],
)
def test_what_is_no_number_stays_none(text):
    assert numeral(text) is None


def test_one_mark_before_three_digits_is_in_doubt_until_a_neighbour_tells():
    doubtful = numeral("1.234")

    assert value_of(doubtful, None) is None
    assert value_of(doubtful, ".") == Decimal("1.234")
    assert value_of(doubtful, ",") == Decimal(1234)
    assert decimal_mark([doubtful, numeral("5,50")]) == ","
    assert decimal_mark([doubtful]) is None
    assert decimal_mark([numeral("5,50"), numeral("5.50")]) is None


def test_a_number_of_more_than_fifteen_digits_does_not_fit():
    assert fits(Decimal("123456789012.345"))
    assert not fits(Decimal("1234567890123.456"))
    assert not fits(Decimal("61109010140000071219812874"))
