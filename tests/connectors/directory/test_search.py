"""Finding people by what somebody types."""

import pytest

from tests.connectors.directory.conftest import Office, row

PEOPLE = [
    row("+48 22 555 01 23", "K-10023", "Anna Wąs-Świątkowska", customer="Hurt-Bud Łódź sp. z o.o."),
    row("601 234 567", "K-10023", "Jan Żółć", customer="Hurt-Bud Łódź sp. z o.o."),
    row("+36 1 234 5678", "H7", "Őry Béla", customer="Árvíztűrő Kft."),
    row("02-123-4567", "T1", "สมชาย ใจดี", customer="บริษัท สยามการค้า จำกัด"),
    row("020 7946 0018", "G1", None, customer="P.H.U. O'Brien & Sons"),
    row("+49 30 12345678", "D1", "Jürgen Straße", customer="Møller GmbH"),
    row("101", "C0", "Ola", customer="We"),
    row("601 234 568", "L1", "Anna Nowak", customer="Annapol", active=0),
    row("601 234 569", "L2", "Anna Nowak", customer="Annapol", active=1),
]


@pytest.fixture
def full(office: Office) -> Office:
    office.fill(*PEOPLE)
    return office


@pytest.mark.parametrize(
    ("typed", "customers"),
    [
        ("hurt", ["K-10023", "K-10023"]),
        ("hurt-bud", ["K-10023", "K-10023"]),
        ("HURT BUD", ["K-10023", "K-10023"]),
        ("hurtbud", ["K-10023", "K-10023"]),
        ("lodz", ["K-10023", "K-10023"]),
        ("Łódź", ["K-10023", "K-10023"]),
        ("was", ["K-10023"]),
        ("swiatk", ["K-10023"]),
        ("zolc jan", ["K-10023"]),
        ("jan zo", ["K-10023"]),
        ("jan lodz", ["K-10023"]),
        ("urt", ["K-10023", "K-10023"]),
        ("ory bela", ["H7"]),
        ("arvizturo", ["H7"]),
        ("ŐRY", ["H7"]),
        ("สยาม", ["T1"]),
        ("การค้า", ["T1"]),
        ("ค้า", ["T1"]),
        ("ใจดี", ["T1"]),
        ("phu", ["G1"]),
        ("P.H.U.", ["G1"]),
        ("obrien", ["G1"]),
        ("moller", ["D1"]),
        ("strasse", ["D1"]),
        ("jurgen", ["D1"]),
        ("K-10023", ["K-10023", "K-10023"]),
        ("k10023", ["K-10023", "K-10023"]),
        ("10023", ["K-10023", "K-10023"]),
        ("22 555 01 23", ["K-10023"]),
        ("+48 22 555", ["K-10023"]),
        ("0048 22 555", ["K-10023"]),
        ("022 555", ["K-10023"]),
        ("2255501", ["K-10023"]),
        ("+36 1 234", ["H7"]),
        ("020 7946", ["G1"]),
        ("101", ["C0"]),
        ("55501", ["K-10023"]),
        ("555-01", ["K-10023"]),
        ("anna nowak", ["L2", "L1"]),
        ("annapol", ["L2", "L1"]),
        ("", []),
        ("   ", []),
        ("%", []),
        ("_", []),
        ("*", []),
        ('"', []),
        ("' UNION SELECT 1 --", []),
        ('" AND "', []),
        ("hurt NOT lodz", []),
        ("NEAR(hurt lodz)", []),
        ("folded:hurt", []),
        ("a" * 100_000, []),
        ("\x00", []),
        ("\ud800", []),
    ],
)
def test_search_finds(full: Office, typed: str, customers: list[str]) -> None:
    assert [person.customer.id for person in full.index.search(typed, at_most=10)] == customers


def test_a_person_with_several_numbers_is_found_once(office: Office) -> None:
    office.fill(
        row("601234567", contact="Anna"),
        row("601234568", contact="Anna"),
        row("22 555 01 23", contact="Anna"),
    )

    assert len(office.index.search("anna", at_most=10)) == 1


def test_no_more_are_found_than_asked_for(office: Office) -> None:
    office.fill(*(row(f"60{n:07}", f"C{n}", f"Anna {n}") for n in range(300)))

    assert len(office.index.search("anna", at_most=7)) == 7
    assert office.index.search("anna", at_most=0) == ()


def test_the_whole_word_comes_before_words_that_begin_with_it(office: Office) -> None:
    office.fill(*(row(f"60{n:07}", f"100{n}", "X") for n in range(500)), row("601234567", "100", "Y"))

    assert office.index.search("100", at_most=3)[0].customer.id == "100"
