"""What comes of an import, and how it is told while it goes on."""

from collections.abc import Callable
from dataclasses import dataclass, field

from screenpop.errors import UnreadableAnswer
from screenpop.sentences import Sentence, say, say_many

MOST_EXAMPLES = 5

Progress = Callable[[int], None]
"""Is told from time to time how many rows have been read."""


@dataclass(frozen=True, slots=True)
class Example:
    """One row that could not be read; `customer` is the customer's number, if it could be read."""

    customer: str | None
    why: Sentence


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import.

    Attributes:
        read: How many rows the source gave.
        kept: How many of them are in the directory with all that they say.
        unreadable: How many hold a number that is none, or cannot be read at all.
        changed: How many are new, or say something else than before.
        deleted: How many rows of before are gone, and nobody has come in their place.
        examples: Some of the rows that could not be read, and why.
    """

    read: int
    kept: int
    unreadable: int
    changed: int = 0
    deleted: int = 0
    examples: tuple[Example, ...] = ()


@dataclass(slots=True)
class Counting:
    """The counts of an import that goes on."""

    read: int = 0
    kept: int = 0
    unreadable: int = 0
    changed: int = 0
    deleted: int = 0
    examples: list[Example] = field(default_factory=list)
    refused: int = 0
    first_refusal: UnreadableAnswer | None = None

    def keep(self, customer_id: str, *, readable: bool) -> None:
        """A row that is in the directory, though perhaps without its number."""
        if readable:
            self.kept += 1
            return
        self.unreadable += 1
        self._exemplify(customer_id, say("no telephone number can be read in what stands for one"))

    def refuse(self, why: UnreadableAnswer) -> None:
        """A row that cannot be read at all."""
        self.unreadable += 1
        self.refused += 1
        self.first_refusal = self.first_refusal or why
        self._exemplify(None, why.sentence)

    def raise_if_nothing_was_read(self) -> None:
        """Rows that are all bad are a wrong question."""
        if self.first_refusal and self.refused == self.read:
            raise self.first_refusal

    def raise_if_no_number_was_read(self, *, knows_somebody: bool) -> None:
        """What served before is better than nobody at all, or than everybody without a number.

        The one is a source that is being filled, the other a wrong region or column.
        """
        self.raise_if_nothing_was_read()
        if knows_somebody and not self.read:
            raise UnreadableAnswer(say("The source gives no rows; the directory stays as it was."))
        if self.read and not self.kept:
            raise UnreadableAnswer(
                say_many(
                    "No telephone number can be read in the {count} row of the source; the directory stays as it "
                    "was. See “region” in the settings, and which column is the number.",
                    "No telephone number can be read in any of the {count} rows of the source; the directory stays "
                    "as it was. See “region” in the settings, and which column is the number.",
                    self.read,
                )
            )

    def result(self) -> Imported:
        """The counts as they are."""
        return Imported(
            self.read, self.kept, self.unreadable, self.changed, self.deleted, tuple(self.examples)
        )

    def _exemplify(self, customer: str | None, why: Sentence) -> None:
        if len(self.examples) < MOST_EXAMPLES:
            self.examples.append(Example(customer, why))
