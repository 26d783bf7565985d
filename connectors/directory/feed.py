"""Where the directory's people come from: a source with its questions, or an address book."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from connectors.directory.files.book import AddressBook
from screenpop.ports.source import Source


@dataclass(frozen=True, slots=True)
class Feed:
    """Whom to ask, and what.

    Attributes:
        contacts: The question for everybody.
        changes: The question for what has changed, if the source can tell.
    """

    source: Source
    contacts: str
    changes: str | None = None


def feed_of(
    sources: Mapping[str, Source], *, source: str, contacts: str, changes: str, file: Path | None
) -> Feed:
    """The feed that the settings name."""
    if file:
        return Feed(AddressBook(file), "")
    return Feed(sources[source], contacts, changes or None)
