"""Customers whom sales knows by numbers of its own are called as in the directory."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from connectors.directory.importing import import_contacts
from connectors.directory.index import DirectoryIndex
from screenpop.bootstrap.customer_names import DirectoryNames
from screenpop.phone_numbers import NumberReader
from tests.connectors.directory.conftest import Rows, row


@pytest.fixture
def directory(tmp_path: Path) -> Iterator[DirectoryIndex]:
    file = tmp_path / "directory.db"
    rows = Rows(
        [
            row("601234567", "C1", "Anna", customer="Hurt-Bud", ref_sales=4711),
            row("601234568", "C1", "Jan", customer="Hurt-Bud", ref_sales=4711),
            row("601234569", "C2", "Ewa", customer="Zielona Hurtownia"),
        ]
    )
    import_contacts(file, rows, "contacts", NumberReader("PL", "0"))
    with closing(DirectoryIndex(file, deadline=timedelta(seconds=5))) as index:
        yield index


def test_a_customer_is_found_by_the_number_of_sales_else_by_the_directorys(directory: DirectoryIndex) -> None:
    names = DirectoryNames(directory)

    assert names(["4711", "C2", "C1", "999"]) == {"4711": "Hurt-Bud", "C2": "Zielona Hurtownia"}


def test_what_was_looked_for_once_is_not_looked_for_again(
    directory: DirectoryIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = DirectoryNames(directory)
    names(["4711", "999"])
    monkeypatch.setattr(DirectoryIndex, "customers", lambda _: pytest.fail("asked again"))

    assert names(["999", "4711"]) == {"4711": "Hurt-Bud"}


def test_without_a_directory_or_before_its_import_nobody_has_a_name(tmp_path: Path) -> None:
    assert DirectoryNames(None)(["4711"]) == {}
    with closing(DirectoryIndex(tmp_path / "directory.db", deadline=timedelta(seconds=5))) as index:
        assert DirectoryNames(index)(["4711"]) == {}
