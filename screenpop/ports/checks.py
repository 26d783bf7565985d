"""What `screenpop check` finds out."""

from dataclasses import dataclass

from screenpop.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was tried.

    Attributes:
        subject: What: "line", "source ledger", "accounting: open_items".
        passed: Whether it works.
        told: What was seen, or what is wrong and what to do.
    """

    subject: str
    passed: bool
    told: Sentence
