"""An address book as a source, which gives contacts whatever it is asked."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import islice
from pathlib import Path
from threading import Event
from typing import BinaryIO

from connectors.directory.files.sheet import people_of_sheet
from connectors.directory.files.vcard import people_of_cards
from screenpop.errors import ConfigurationError, SourceUnavailable
from screenpop.ports.source import Row
from screenpop.sentences import say

_READERS: Mapping[str, Callable[[BinaryIO], Iterator[Row]]] = {
    ".vcf": people_of_cards,
    ".vcard": people_of_cards,
    ".csv": people_of_sheet,
    ".tsv": people_of_sheet,
    ".txt": people_of_sheet,
}


class AddressBook:
    """One file; it is opened when it is asked."""

    def __init__(self, file: Path) -> None:
        """Raise ConfigurationError if nobody can read files that are called so."""
        if file.suffix.lower() not in _READERS:
            raise ConfigurationError(
                say(
                    "{file} cannot be read as an address book; its name must end in {known}.",
                    file=file.name,
                    known=", ".join(_READERS),
                )
            )
        self._file = file
        self._people = _READERS[file.suffix.lower()]
        self._closed = Event()

    @property
    def name(self) -> str:
        """The file's."""
        return self._file.name

    def rows(
        self, question: str, parameters: Mapping[str, object], *, within: timedelta, at_most: int = 10_000
    ) -> Sequence[Row]:
        """The first people of the file."""
        del within  # a file answers
        return list(islice(self.stream(question, parameters), at_most))

    def stream(self, question: str, parameters: Mapping[str, object]) -> Iterator[Row]:
        """Everybody in the file, a row for each number."""
        del question, parameters  # there is only one thing to ask a file
        try:
            with self._file.open("rb") as file:
                for row in self._people(file):
                    if self._closed.is_set():
                        raise SourceUnavailable(say("“{source}” is closed.", source=self.name))
                    yield row
        except OSError as error:
            raise SourceUnavailable(
                say("{file} cannot be read: {why}.", file=str(self._file), why=error.strerror or str(error))
            ) from error

    def close(self) -> None:
        """Whoever is reading stops."""
        self._closed.set()
