"""What `conversation` answers: what was said before, by anybody in the company, on any channel."""

from dataclasses import dataclass
from datetime import datetime

from screenpop.sentences import Sentence

Words = str | Sentence
"""A source's own words, or ours, which a window says in the reader's language."""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that was said, written or ordered.

    Attributes:
        at: When, in UTC.
        channel: How: "e-mail", "ticket", "web order", in the company's own words.
        text: What, as it was written; may be long.
        who: Who said it, if the source tells.
        status: What became of it: "open", "solved".
        link: Where it can be read in full (http or https), if anywhere.
    """

    at: datetime
    channel: Words
    text: str
    who: str | None = None
    status: Words | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Conversation:
    """The time line, newest first; `silent` names the sources that did not answer this time."""

    said: tuple[Said, ...]
    silent: tuple[Words, ...] = ()
