"""A directory in a temporary folder, filled from rows that a test writes down."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from connectors.directory.counts import Imported, Progress
from connectors.directory.importing import import_contacts
from connectors.directory.index import DirectoryIndex
from screenpop.customers import Identity
from screenpop.phone_numbers import NumberReader
from screenpop.ports.source import Row
from screenpop.rules.resolution import resolve


@dataclass
class Rows:
    """A source that gives the rows of a test, and then breaks off if the test says so."""

    rows_to_give: Sequence[Row]
    failure: Exception | None = None
    name: str = "crm"

    def rows(
        self, question: str, parameters: Mapping[str, object], *, within: timedelta, at_most: int = 10_000
    ) -> Sequence[Row]:
        return self.rows_to_give

    def stream(self, question: str, parameters: Mapping[str, object]) -> Iterator[Row]:
        yield from self.rows_to_give
        if self.failure:
            raise self.failure

    def close(self) -> None: ...


def row(
    number: object, customer_id: object = "C1", contact: object = "Anna", **more: object
) -> dict[str, object]:
    """A row of `contacts`."""
    return {
        "number": number,
        "customer_id": customer_id,
        "customer": f"Firma {customer_id}",
        "contact": contact,
        **more,
    }


@dataclass
class Office:
    """A directory, the reader that goes with it, and the way to fill it."""

    path: Path
    index: DirectoryIndex
    reader: NumberReader = field(default_factory=lambda: NumberReader("PL", "0"))

    def fill(
        self, *rows: Row, failure: Exception | None = None, progress: Progress | None = None
    ) -> Imported:
        return import_contacts(self.path, Rows(rows, failure), "contacts", self.reader, progress=progress)

    def identify(self, presented: str) -> Identity:
        number = self.reader.read(presented)
        assert number is not None, presented
        return resolve(number, self.index.candidates(number), withheld=False)

    def who(self, presented: str) -> list[tuple[str, str | None]]:
        return [(person.customer.id, person.contact) for person in self.identify(presented).people]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    index = DirectoryIndex(tmp_path / "directory.db", deadline=timedelta(seconds=1))
    yield Office(tmp_path / "directory.db", index)
    index.close()
