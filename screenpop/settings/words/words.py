"""What one key is called, and what it does."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from screenpop.sentences import Sentence

Kept = Literal[
    "",
    "question",
    "file",
    "folder",
    "address",
    "source",
    "departments",
    "presets",
    "keys",
    "colour",
    "screen",
]
"""What a text is, where its type does not say it: it decides how it is edited."""


@dataclass(frozen=True, slots=True)
class Words:
    """A key in words.

    Attributes:
        label: What it is called, in two or three words.
        help: What it does, in a sentence.
        kept: What its text is.
        example: What could stand there; shown while nothing does, and never translated.
        choices: What each choice is called; one that is not here is shown as it is written.
    """

    label: Sentence
    help: Sentence
    kept: Kept = ""
    example: str = ""
    choices: Mapping[str, Sentence] = field(default_factory=dict)


Catalogue = Mapping[str, Words]
"""Table and key → words: "window.theme", "line.sip.server"."""
