"""One thing in full: what a panel can only show the beginning of."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from screenpop.answers.conversation import Said


@dataclass(frozen=True, slots=True)
class Whole:
    """Something to be read in peace; all texts are harmless already.

    Attributes:
        about: Where it comes from, on one line.
        links: The text of each link, and the address that it opens.
        story: The time line that it is part of, if of any; it can be read on from there.
        place: Which of the story it is.
    """

    title: str
    about: str
    text: str
    links: Sequence[tuple[str, str]] = field(default=())
    story: Sequence[Said] = field(default=())
    place: int = 0
