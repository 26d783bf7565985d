"""Address books and customer files as CSV."""

import io

import pytest

from connectors.directory.files.sheet import people_of_sheet
from screenpop.errors import UnreadableAnswer


def read(text: str, encoding: str = "utf-8") -> list[dict[str, object]]:
    return [dict(row) for row in people_of_sheet(io.BytesIO(text.encode(encoding)))]


OUTLOOK = (
    '"First Name","Middle Name","Last Name","Company","Job Title","Business Fax","Business Phone","Mobile Phone"\r\n'
    '"Anna","","Wąs","Hurt-Bud, Łódź","buyer","22 555 01 99","22 555 01 23","601 234 567"\r\n'
)
GOOGLE = (
    "Name,Given Name,Family Name,Organization 1 - Name,Phone 1 - Type,Phone 1 - Value,Phone 2 - Type,Phone 2 - Value\n"
    "Jan Żółć,Jan,Żółć,Stal,Mobile,+48 601 234 568 ::: +48 601 234 569,Work,225550124\n"
    "Ewa,Ewa,,,Mobile,601234567,,\n"
)
GERMAN = (
    "Kundennummer;Firma;Ansprechpartner;Telefon;Telefax;Handy;Kunde seit\n"
    "K-7;Müller GmbH;Jürgen;030/12345678;030/1;0171 1234567;2019-05-01\n"
)
POLISH = "Nr klienta\tNazwa firmy\tOsoba kontaktowa\tTelefon\tFaks\tAktywny\nK-9\tŻwir\tZofia\t22 555 01 25\t1\tN\n"


def people(rows: list[dict[str, object]]) -> list[tuple[object, ...]]:
    return [(row["number"], row["customer_id"], row["customer"], row["contact"]) for row in rows]


def test_outlooks_export_is_read() -> None:
    assert people(read(OUTLOOK)) == [
        ("22 555 01 23", "Hurt-Bud, Łódź Anna Wąs", "Hurt-Bud, Łódź", "Anna Wąs"),
        ("601 234 567", "Hurt-Bud, Łódź Anna Wąs", "Hurt-Bud, Łódź", "Anna Wąs"),
    ]


def test_googles_export_is_read_with_several_numbers_in_a_cell() -> None:
    assert people(read(GOOGLE)) == [
        ("+48 601 234 568", "Stal Jan Żółć", "Stal", "Jan Żółć"),
        ("+48 601 234 569", "Stal Jan Żółć", "Stal", "Jan Żółć"),
        ("225550124", "Stal Jan Żółć", "Stal", "Jan Żółć"),
        ("601234567", "Ewa", "Ewa", None),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_german_headings_and_encodings(encoding: str) -> None:
    rows = read(GERMAN, encoding)

    assert people(rows) == [
        ("030/12345678", "K-7", "Müller GmbH", "Jürgen"),
        ("0171 1234567", "K-7", "Müller GmbH", "Jürgen"),
    ]
    assert rows[0]["since"] == "2019-05-01"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1250"])
def test_polish_headings_and_encodings(encoding: str) -> None:
    (row,) = read(POLISH, encoding)

    assert people([row]) == [("22 555 01 25", "K-9", "Żwir", "Zofia")]
    assert row["active"] == "N"


def test_columns_named_as_the_question_names_them_are_given_as_they_are() -> None:
    text = 'sep=;\nNumber;Customer_ID;Customer;ref_sales;note\n601234567;C1;"Hurt\nBud";S1;"a;b"\n601234568;C2;X\n'

    assert read(text) == [
        {
            "number": "601234567",
            "customer_id": "C1",
            "customer": "Hurt\nBud",
            "ref_sales": "S1",
            "note": "a;b",
        },
        {"number": "601234568", "customer_id": "C2", "customer": "X", "ref_sales": "", "note": ""},
    ]


@pytest.mark.parametrize("text", ["", "\n", "Name,Company\nA,B\n", "a\x00b\n1\n", "Fax;Firma\n1;2\n"])
def test_a_sheet_without_a_column_of_numbers_says_which_columns_it_has(text: str) -> None:
    with pytest.raises(UnreadableAnswer, match="No column"):
        read(text)


def test_a_quote_that_never_ends_is_an_error_and_no_endless_cell() -> None:
    with pytest.raises(UnreadableAnswer, match="not CSV"):
        read('Telefon;Firma\n"' + "x\n" * 200_000)


def test_a_short_row_and_an_empty_one_cost_nothing() -> None:
    assert people(read("Firma;Telefon;Handy\nA;1\n\n;;\nB\n")) == [
        ("1", "A", "A", None),
        (None, "B", "B", None),
    ]


@pytest.mark.parametrize(
    "headings",
    [
        "Firma;Ansprechpartner;Telefon;Sprache;Finanzauskunft",
        "Firma;Osoba kontaktowa;Telefon;Język;Informacje finansowe",
        "Cég;Kapcsolattartó;Telefon;Nyelv;Pénzügyi adatok",
        "Company;Contact;Phone;Language;May hear finance",
    ],
)
def test_a_sheet_says_who_speaks_what_and_may_hear_of_money(headings: str) -> None:
    (row,) = read(f"{headings}\nHurt-Bud;Ewa;601234567;pl;nie\n")

    assert (row["contact"], row["language"], row["finance"]) == ("Ewa", "pl", "nie")


@pytest.mark.parametrize(
    "heading",
    [
        "Marketing OK",
        "Marketing consent",
        "Werbeeinwilligung",
        "Zgoda marketingowa",
        "Marketing-hozzájárulás",
    ],
)
def test_a_sheet_says_who_may_be_approached(heading: str) -> None:
    (row,) = read(f"Company;Contact;Phone;{heading};Marketing phone\nHurt-Bud;Ewa;601234567;yes;no\n")

    assert (row["marketing_ok"], row["marketing_phone"]) == ("yes", "no")


def test_a_sheet_with_our_own_columns_says_who_may_be_approached() -> None:
    (row,) = read("number,customer_id,customer,marketing_email\n601234567,C1,Hurt-Bud,0\n")

    assert row["marketing_email"] == "0"
