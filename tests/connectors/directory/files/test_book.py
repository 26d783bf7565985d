"""An address book as a source."""

from datetime import timedelta
from pathlib import Path

import pytest

from connectors.directory.files.book import AddressBook
from connectors.directory.importing import import_contacts
from screenpop.errors import ConfigurationError, SourceUnavailable
from tests.connectors.directory.conftest import Office


def test_a_card_that_changed_takes_the_place_of_what_it_was(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "people.vcf"
    card = "BEGIN:VCARD\nUID:{}\nFN:{}\nTEL:{}\nEND:VCARD\n"
    file.write_text(card.format("a", "Anna", "601234567") + card.format("b", "Jan", "601234568"))
    import_contacts(office.path, AddressBook(file), "", office.reader)
    file.write_text(card.format("a", "Anna Nowak", "601234567"))

    imported = import_contacts(office.path, AddressBook(file), "", office.reader)

    assert (imported.read, imported.kept, imported.changed, imported.deleted) == (1, 1, 1, 1)
    assert office.who("601234567") == [("a", None)]
    assert office.who("601234568") == []


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(SourceUnavailable, match=r"people\.csv"):
        AddressBook(tmp_path / "people.csv").rows("", {}, within=timedelta(seconds=1))


def test_a_file_of_another_kind_says_what_can_be_read(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"\.vcf"):
        AddressBook(tmp_path / "people.pdf")


def test_a_reading_ends_when_the_book_is_closed(tmp_path: Path) -> None:
    file = tmp_path / "people.CSV"
    file.write_text("number,customer_id,customer\n1,2,3\n4,5,6\n")
    book = AddressBook(file)
    rows = book.stream("", {})
    next(rows)

    book.close()

    with pytest.raises(SourceUnavailable, match="closed"):
        next(rows)
