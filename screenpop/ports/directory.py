"""Who has which number."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Protocol

from screenpop.customers import Candidates, Person, Prospect
from screenpop.phone_numbers import PhoneNumber


class Directory(Protocol):
    """The local index of everybody's numbers. Safe to ask from several threads at once."""

    @property
    def deadline(self) -> timedelta:
        """How long the agent waits for it."""

    def candidates(self, number: PhoneNumber, /) -> Candidates:
        """Everybody who has this number.

        Raises:
            SourceError: The index cannot be read.
        """

    def people_of(self, customer_id: str, /) -> tuple[Person, ...]:
        """Everybody who speaks for this customer, the company itself included; empty if there is none.

        Raises:
            SourceError: The index cannot be read.
        """

    def marketing_of(self, customer_id: str, /) -> tuple[Person, ...]:
        """Everybody of this customer of whom it is known whether they may be approached.

        Raises:
            SourceError: The index cannot be read.
        """

    def remember(self, number: PhoneNumber, person: Person, /) -> None:
        """Keep whom the agent picked for this number, to put them first the next time."""

    def take_in(self, prospect: Prospect, /) -> Person:
        """Know somebody new by their number from now on, until the source itself knows the number.

        Raises:
            SourceError: It cannot be kept.
        """

    def prospects(self) -> Sequence[Prospect]:
        """All that were taken in, oldest first.

        Raises:
            SourceError: They cannot be read.
        """

    def search(self, text: str, *, at_most: int) -> tuple[Person, ...]:
        """People and companies whose name, customer number or number fits the text, best first."""
