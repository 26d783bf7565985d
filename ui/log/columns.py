"""What a list or table of calls shows: its columns, and a row with its texts made."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from screenpop.sentences import Sentence
from ui.theme.icons import Icon
from ui.wording import Wording

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column.

    Attributes:
        name: Its heading.
        width: Its width until the reader pulls it wider.
        text: What stands in a cell.
        right: Figures stand at the right.
        ink: The role of a cell's colour.
        icon: What is painted before the text, and the role of its colour; in a narrow column in its place.
    """

    name: Sentence
    width: int
    text: Callable[[T, Wording], str]
    right: bool = False
    ink: Callable[[T], str] = lambda _: "ink"
    icon: Callable[[T], tuple[Icon, str]] | None = None


@dataclass(frozen=True, slots=True)
class Told(Generic[T]):
    """A row with the texts of its cells."""

    row: T
    texts: tuple[str, ...]


def told(row: T, columns: Sequence[Column[T]], wording: Wording) -> Told[T]:
    """Make the texts of a row; this is slow, and done where the row was fetched, off the GUI thread."""
    return Told(row, tuple(column.text(row, wording) for column in columns))
