"""One thing in full: what a panel can only show the beginning of."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Whole:
    """Something to be read in peace; all texts are harmless already.

    Attributes:
        about: Where it comes from, on one line.
        links: The text of each link, and the address that it opens.
    """

    title: str
    about: str
    text: str
    links: Sequence[tuple[str, str]] = field(default=())
