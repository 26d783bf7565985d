"""One call with all that happened on it: everybody's entries of all its legs."""

from dataclasses import dataclass

from screenpop.record.entries import Entry


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened on a call.

    Attributes:
        agent: On whose phone it happened, or who did it.
    """

    agent: str
    entry: Entry
