"""Other systems' ways to look a caller up, retold fairly: each finds what it is made to find."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from screenpop.bench.peers.in_memory import NOBODY, Blink, ContactManager, LibraryAlone
from screenpop.bench.peers.queries import QUERIES, ByQuery
from screenpop.bench.peers.tables import SqliteTable
from screenpop.bench.right_answers import digits_presented

ROWS = [
    ("Bare", "Anna", "48225550123"),
    ("Spaced", "Jan", "+48 (61) 852/01-01"),
    ("National", "Ewa", "601 234 567"),
]


@pytest.fixture
def table() -> Iterator[SqliteTable]:
    with closing(SqliteTable(ROWS)) as table:
        yield table


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_every_query_finds_a_number_that_is_stored_as_it_is_presented(table: SqliteTable, query):
    assert ByQuery(query, table).find("48225550123") == {("Bare", "Anna")}


def test_those_that_strip_separators_find_a_number_written_for_people(table: SqliteTable):
    found = {
        query.name for query in QUERIES if ByQuery(query, table).find("48618520101") == {("Spaced", "Jan")}
    }

    assert "SugarCRM yaai" in found
    assert "EspoCRM" in found
    assert "Dolibarr" not in found


def test_contact_manager_compares_every_number_only_where_its_query_finds_nobody(table: SqliteTable):
    quick = ContactManager(table, "PL", to_the_end=False)
    thorough = ContactManager(table, "PL", to_the_end=True)

    assert quick.find("48225550123") == thorough.find("48225550123") == {("Bare", "Anna")}
    assert quick.find("48601234567") == NOBODY
    assert thorough.find("48601234567") == {("National", "Ewa")}


def test_blink_wants_half_of_a_number(table: SqliteTable):
    blink = Blink(table)

    assert blink.find("0601234567") == {("National", "Ewa")}
    assert blink.find("567") == NOBODY


def test_the_library_alone_reads_both_sides(table: SqliteTable):
    assert LibraryAlone(table, "PL").find("0048 601-234-567") == {("National", "Ewa")}


@pytest.mark.parametrize(
    ("presented", "digits"),
    [
        ("sip:+48225550123@10.0.0.1", "48225550123"),
        ('"Hotel 888" <sip:101@pbx.example>', "101"),
        ("tel:225550123;ext=12", "225550123"),
        ("２２", "22"),
        ("anonymous", ""),
    ],
)
def test_peers_are_handed_the_digits_of_the_user_part(presented: str, digits: str):
    assert digits_presented(presented) == digits
