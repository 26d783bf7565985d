"""Where the directory is kept: what `index.DirectoryIndex` asks, be it a file of this computer or a team's server."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from connectors.directory.search import Find


class Answer(Protocol):
    """Rows."""

    def fetchone(self) -> Any:
        """The next row; None if there is none."""

    def fetchall(self) -> Sequence[Any]:
        """All rows."""

    def __iter__(self) -> Iterator[Any]: ...


class Asked(Protocol):
    """Something that answers SQL with bound parameters, which are written as question marks."""

    def execute(self, question: str, parameters: Sequence[Any] = (), /) -> Answer:
        """Ask, or write."""


class Lent(Protocol):
    """A connection for one question."""

    @property
    def state(self) -> Asked:
        """What agents picked and noted."""

    def index(self) -> Asked:
        """Everybody.

        Raises:
            SourceUnavailable: The directory was never imported.
        """

    def finder(self) -> Find:
        """Finds by words."""


class Store(Protocol):
    """Keeps the directory. Safe to ask from several threads at once."""

    def lent(self) -> AbstractContextManager[Lent]:
        """A connection for one question; the library's errors end here.

        Raises:
            SourceUnavailable: It cannot be had, or breaks, or is closed for good.
        """

    def close(self) -> None:
        """Let go of everything; a question that is being answered may end first."""
